"""Files that were copied and never changed: what they tell would be counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from site_gen.book.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.rules.breach import breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Record


class _Same(NamedTuple):
    """Fields that two records of a kind do not share by chance, where one of `needed` is given (none: always)."""

    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()


#: What makes two records of a kind one, by kind; the second field is where the problem is shown.
_SAME: Mapping[str, tuple[_Same, ...]] = {
    "project": (_Same(("customer", "name")),),
    "contact": (_Same(("customer", "name")),),
    "order": (
        _Same(("project", "contract_no"), ("contract_no",)),
        _Same(("project", "signed_on", "amount"), ("signed_on",)),
    ),
    "visit": (
        _Same(("owner", "date", "customer", "time", "project", "channel", "contacts"), ("contacts", "time")),
    ),
    "bid": (_Same(("project", "bid_date", "bid_no", "our_price")),),
}


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG695` at the later of two records in the order of ids."""
    for kind in _SAME:
        yield from _of_kind(book, kind)


@per_book
def _of_kind(book: Book, kind: str) -> tuple[Diagnostic, ...]:
    """Return the copies among the records of a kind; after an edit only kinds with a change are looked through."""
    return tuple(_copies(kind, book.of_kind(kind).values()))


def _copies(kind: str, records: Iterable[Record]) -> Iterator[Diagnostic]:
    """Yield the copies; a copied file says the very same, so values are compared as they are, which is quick."""
    told: set[str] = set()
    for same in _SAME[kind]:
        values_of = attrgetter(*same.fields)
        seen: dict[object, Record] = {}
        for record in records:
            first = seen.setdefault(values_of(record), record)
            if first is record or record.id in told:
                continue
            if same.needed and not any(getattr(record, name) for name in same.needed):
                continue
            if getattr(record, "status", "") == "cancelled" or getattr(first, "status", "") == "cancelled":
                continue
            told.add(record.id)
            labels = tuple(label_of(record, name) for name in same.fields if getattr(record, name))
            spot = same.fields[1]
            yield breach("SG695", record, spot, others=[first.place(spot)], path=first.path, fields=labels)
