"""Records of a kind in their order, and by what they belong to; after an edit only what the edit touches is put anew."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from site_gen.book.changes import Change, changes_of
from site_gen.book.trace import WITHHELD, Gone, Noted, aside, note_all, withheld_in
from site_gen.records import FORMS, Record, Visit

if TYPE_CHECKING:
    from site_gen.book.book import Book

R = TypeVar("R", bound=Record)
#: What records are sorted by.
_Order = Callable[[Any], Any]


def plural(kind: str) -> str:
    """Return the name of the Book's mapping of a kind."""
    return {"person": "people"}.get(kind, kind + "s")


_KINDS = {plural(kind): kind for kind in FORMS}


def visit_order(visit: Visit) -> tuple[object, ...]:
    """Return what visits are sorted by: date, time, id."""
    return visit.date, str(visit.time or ""), visit.id


_by_date: _Order = attrgetter("date", "id")
_by_week: _Order = attrgetter("week", "id")
#: Oldest first; records of other kinds stand by id.
_ORDERS: Mapping[str, _Order] = {
    "visit": visit_order,
    "request": _by_date,
    "daily_report": _by_date,
    "weekly_report": _by_week,
    "region_report": _by_week,
    "bid": attrgetter("bid_date", "id"),
    "contract_review": _by_date,
    "market_report": _by_date,
    "complaint": _by_date,
    "weekly_commit": _by_week,
    "monthly_forecast": attrgetter("month", "id"),
    "staff_review": _by_date,
    "survey": _by_date,
    "opportunity_assessment": _by_date,
    "account_assessment": _by_date,
    "churn": attrgetter("lost_on", "id"),
}
_BY_ID: _Order = attrgetter("id")
#: Records in their order, and the keys of what is left out of them for an audience and was asked for.
_Sorted = tuple[tuple[Any, ...], tuple[str, ...]]


def in_order(book: Book, kind: str) -> tuple[Any, ...]:
    """Return all records of a kind, oldest first or by id; only what is missed is noted."""
    known: dict[str, _Sorted] = book.results[in_order]
    if kind not in known:
        with aside() as reads:
            found = _in_order(book, kind)
        known[kind] = found, withheld_in(reads)
    records, gone = known[kind]
    if gone:
        note_all((WITHHELD, one) for one in gone)
    return records


def _in_order(book: Book, kind: str) -> tuple[Any, ...]:
    whole = book.whole_of(kind)
    if whole is not None:
        return in_order(whole, kind)
    order = _ORDERS.get(kind)
    if order is None:
        return tuple(book.of_kind(kind).values())
    changes = changes_of(book, kind)
    before: _Sorted | None = book.before.results[in_order].get(kind) if book.before is not None else None
    if changes is None or before is None or before[1]:
        return tuple(sorted(book.of_kind(kind).values(), key=order))
    return patched(before[0], changes, order) if changes else before[0]


def patched(records: Sequence[R], changes: Iterable[Change], order: _Order) -> tuple[R, ...]:
    """Return sorted records after changes, sorted.

    Args:
        records: as they were.
        changes: what was among them, and what is to be.
        order: what they are sorted by, different for any two of them.
    """
    found = list(records)
    for old, new in changes:
        if old is not None:
            del found[bisect_left(found, order(old), key=order)]
        if new is not None:
            insort(found, cast("R", new), key=order)
    return tuple(found)


class Index(Generic[R]):
    """Records by some id, as an attribute of a Book: made when it is first asked for; it notes which ids are looked up.

    The attribute's name begins with the records it is made of (`visits_of_owner`), and it is made of no others: their kind
    says in which order they stand. Ids stand sorted.

    Args:
        of: the field with the id of a record, or what gives its ids from the record alone, each once; a record without one
            stands nowhere when `empty` is not set.
        empty: whether records without an id stand under an empty one.
    """

    def __init__(self, of: str | Callable[[R], Iterable[str]], *, empty: bool = True) -> None:
        self._ids_of = _field(of, empty=empty) if isinstance(of, str) else of
        self.name = self.kind = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.kind = _KINDS[name.partition("_of_")[0]]

    @overload
    def __get__(self, book: None, owner: type) -> Index[R]: ...
    @overload
    def __get__(self, book: object, owner: type) -> Mapping[str, tuple[R, ...]]: ...
    def __get__(self, book: Any, owner: type) -> Index[R] | Mapping[str, tuple[R, ...]]:
        """Make the index of a Book; from now on it is found in the Book itself."""
        if book is None:
            return self
        found = vars(book)[self.name] = self._of(book)
        return found

    def _of(self, book: Book) -> Mapping[str, tuple[R, ...]]:
        whole = book.whole_of(self.kind)
        if whole is not None:
            return cast("Mapping[str, tuple[R, ...]]", getattr(whole, self.name))
        before: Mapping[str, tuple[R, ...]] | None = (
            vars(book.before).get(self.name) if book.before is not None else None
        )
        if before is not None and book.twin_of(self.kind) is not None:
            return before
        changes = changes_of(book, self.kind)
        with aside() as reads:
            if before is None or changes is None or isinstance(before, Gone):
                found = self._made(book)
            else:
                found = regrouped(before, self.kind, changes, self._ids_of, self._ids_of)
        gone = withheld_in(reads)
        return Gone(self.name, found.items(), gone) if gone else Noted(self.name, found.items())

    def _made(self, book: Book) -> Mapping[str, tuple[R, ...]]:
        found: dict[str, list[R]] = {}
        for record in in_order(book, self.kind):
            for ident in self._ids_of(record):
                found.setdefault(ident, []).append(record)
        return {ident: tuple(found[ident]) for ident in sorted(found)}


def regrouped(
    groups: Mapping[str, tuple[R, ...]],
    kind: str,
    changes: Iterable[Change],
    before: Callable[[R], Iterable[str]],
    after: Callable[[R], Iterable[str]],
) -> dict[str, tuple[R, ...]]:
    """Return records of a kind by what they belong to, after changes.

    Args:
        groups: as they were; looking at them is not noted.
        kind: their kind.
        changes: the changes.
        before: what a record belonged to.
        after: what it belongs to now.
    """
    parts: dict[str, list[Change]] = {}
    for old, new in changes:
        for ident in () if old is None else before(cast("R", old)):
            parts.setdefault(ident, []).append((old, None))
        for ident in () if new is None else after(cast("R", new)):
            parts.setdefault(ident, []).append((None, new))
    found = dict(dict.items(cast("dict[str, tuple[R, ...]]", groups)))
    is_new = False
    for ident, part in parts.items():
        is_new = is_new or ident not in found
        records = patched(found.get(ident, ()), part, _ORDERS.get(kind, _BY_ID))
        if records:
            found[ident] = records
        else:
            found.pop(ident, None)
    return dict(sorted(found.items())) if is_new else found


def _field(name: str, *, empty: bool) -> Callable[[Any], Iterable[str]]:
    value_of = attrgetter(name)
    if empty:
        return lambda record: (value_of(record),)
    return lambda record: (found,) if (found := value_of(record)) else ()
