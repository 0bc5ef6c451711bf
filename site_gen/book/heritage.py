"""What a Book may take over from the one before: everything made of what has not changed between the two.

The reads of a result (see `book.trace`) say what it was made of. Nothing is compared before somebody asks for a
result, and of that only what it read; in doubt something counts as changed.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from site_gen.book.book import Book
from site_gen.book.trace import ALL, PROBLEMS, VALUES, WITHHELD, Noted, Noting, Step, unseen
from site_gen.records import FORMS
from site_gen.records.texts import kind_of

#: By Book, which reads and steps have been compared with the Book before, and whether they are the same.
_compared: WeakKeyDictionary[Book, dict[Noting, bool]] = WeakKeyDictionary()


def unchanged(book: Book, step: Step) -> bool:
    """Whether all that was read from `book.before` is the same in `book`; not so when there is no Book before."""
    before = book.before
    if before is None:
        return False
    return _unchanged(before, book, step, _compared.setdefault(book, {}))


def _unchanged(before: Book, book: Book, step: Step, known: dict[Noting, bool]) -> bool:
    for one in step.reads:
        same = known.get(one)
        if same is None:
            same = known[one] = (
                _unchanged(before, book, one, known) if isinstance(one, Step) else _same(before, book, *one)
            )
        if not same:
            return False
    return True


def _same(before: Book, book: Book, source: str, key: str) -> bool:
    """Whether a read of both Books gives the same: the same records, since unchanged files keep theirs."""
    kind = source if source in FORMS else kind_of(source)
    if kind:
        old, new = before.known.get(kind, {}), book.known.get(kind, {})
        return old is new or (key != ALL and old.get(key) is new.get(key))
    if source == WITHHELD:
        return True
    one, other = vars(before).get(source), vars(book).get(source)
    if type(one) is Noted and type(other) is Noted:
        # Both are there, and past their own methods nobody is noted.
        return one is other or (key != ALL and _alike(dict.get(one, key, ()), dict.get(other, key, ())))
    with unseen():
        return _same_look_up(before, book, source, key)


def _same_look_up(before: Book, book: Book, source: str, key: str) -> bool:
    if source == "value":
        return repr(VALUES[key](before)) == repr(VALUES[key](book))
    if source == PROBLEMS:
        kind, _, ident = key.partition("/")
        return before.problems_of(kind, ident) == book.problems_of(kind, ident)
    if source == "sellers":
        return _alike(before.sellers, book.sellers)
    if source == "book":
        return bool(getattr(before, key) == getattr(book, key))
    old, new = getattr(before, source), getattr(book, source)
    return old is new or (key != ALL and _alike(old.get(key, ()), new.get(key, ())))


def _alike(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return some is others or (
        len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))
    )
