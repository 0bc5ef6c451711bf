"""What stands for the content of anything that can be read from a Book: equal bytes mean equal content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import blake2b

from site_gen.book.book import Book
from site_gen.book.lookups import LOOK_UPS
from site_gen.book.trace import ALL, PROBLEMS, WITHHELD, value_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import FORMS, Record
from site_gen.records.texts import kind_of, text_of


def content(book: Book, source: str, key: str) -> bytes:
    """Return 16 bytes for what is read from a Book under a name of `trace.Read`; empty when there is nothing.

    A group of records stands for the records in it, with all their fields but the words of texts. Looking counts as reading, too.
    """
    return contents_of(book, source)(key)


def contents_of(book: Book, source: str) -> Callable[[str], bytes]:
    """Return what tells the content of everything of a source, by key."""
    if source in FORMS:
        reads = book.known.get(source, {})
        return lambda key: _all(book, source) if key == ALL else reads[key].facts if key in reads else b""
    if kind := kind_of(source):
        reads = book.known.get(kind, {})
        return lambda key: reads[key].digest if key in reads else b""
    if source == WITHHELD:
        return lambda _: b"withheld"
    if source == "value":
        return lambda key: _digest((repr(value_of(key)(book)).encode(),))
    if source == PROBLEMS:
        return partial(_problems, book.problems_by_record)
    if source == "sellers":
        return lambda _: _records(book, book.sellers)
    if source == "book":
        return partial(_of_book, book)
    groups: Mapping[str, tuple[Record, ...]] = getattr(book, source)
    return lambda key: _groups(book, groups) if key == ALL else _records(book, groups.get(key, ()))


def rests_on(source: str) -> tuple[str, ...]:
    """Return the names of `wholes` that decide all that can be read from a source; none when other things do, too.

    What stands for all problems of records is added to them by who knows it (see `meanwhile.Problems`).
    """
    if source in FORMS or kind_of(source) or source == PROBLEMS:
        return (source,)
    return LOOK_UPS.get(source, ())


def wholes(book: Book) -> dict[str, bytes]:
    """Return by kind what stands for the facts of all its records, and by `kind:text` what does for their files."""
    found: dict[str, bytes] = {}
    for kind in FORMS:
        known = book.known.get(kind, {})
        found[kind] = _digest(
            [part for ident, read in known.items() for part in (ident.encode(), read.facts)]
        )
        found[text_of(kind)] = _digest([read.digest for read in known.values()])
    return found


class Same(dict[str, bool]):
    """Whether everything that can be read under the name of a source is as it was; found out when first asked.

    Args:
        before: what `wholes` returned then.
        now: what it returns now.
    """

    def __init__(self, before: Mapping[str, bytes], now: Mapping[str, bytes]) -> None:
        super().__init__()
        self._before = before
        self._now = now

    def __missing__(self, source: str) -> bool:
        """Find it out."""
        names = rests_on(source)
        before, now = self._before, self._now
        found = bool(names) and all(name in now and before.get(name) == now[name] for name in names)
        self[source] = found
        return found


def _all(book: Book, kind: str) -> bytes:
    return _records(book, book.of_kind(kind).values())


def _problems(by_record: Mapping[tuple[str, str], tuple[Diagnostic, ...]], key: str) -> bytes:
    kind, _, ident = key.partition("/")
    found = by_record.get((kind, ident), ())
    # Nearly every record has none.
    return _digest((repr(found).encode(),)) if found else b"none"


def _of_book(book: Book, key: str) -> bytes:
    value = getattr(book, key)
    return _digest((repr(value).encode(),))


def _groups(book: Book, groups: Mapping[str, tuple[Record, ...]]) -> bytes:
    return _digest(name.encode() + b"\0" + _records(book, group) for name, group in groups.items())


def _records(book: Book, records: Iterable[Record]) -> bytes:
    known = book.known
    # Without a call for each record: what pages read are mostly groups, and every group is looked at.
    return _digest([read.facts for record in records if (read := known.get(record.kind, {}).get(record.id))])


def _digest(parts: Iterable[bytes]) -> bytes:
    return blake2b(b"".join(parts), digest_size=16).digest()
