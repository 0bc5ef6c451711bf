"""Files that were copied and never changed: what they tell would be counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from site_gen.book.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.rules.breach import breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.forms.vocabulary import fold
from site_gen.records import Record


class _Same(NamedTuple):
    """Fields that two records of a kind do not share by chance; `needed` are those without which nothing is said."""

    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()


_VISIT = ("owner", "date", "customer", "time", "project", "channel", "contacts")
#: What makes two records of a kind one, by kind; the second field is where the problem is shown.
_SAME: Mapping[str, tuple[_Same, ...]] = {
    "project": (_Same(("customer", "name")),),
    "contact": (_Same(("customer", "name")),),
    "order": (
        _Same(("project", "contract_no"), ("contract_no",)),
        _Same(("project", "signed_on", "amount"), ("signed_on",)),
    ),
    "visit": (
        _Same(_VISIT, ("contacts",)),
        _Same(_VISIT, ("time",)),
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
    seen: dict[tuple[object, ...], Record] = {}
    for record in records:
        if getattr(record, "status", "") == "cancelled":
            continue
        for number, same in enumerate(_SAME[kind]):
            if not all(getattr(record, name) for name in same.needed):
                continue
            key = (number, *(_word(getattr(record, name)) for name in same.fields))
            first = seen.setdefault(key, record)
            if first is not record:
                labels = tuple(label_of(record, name) for name in same.fields if getattr(record, name))
                spot = same.fields[1]
                others = [first.place(spot)]
                yield breach("SG695", record, spot, others=others, path=first.path, fields=labels)
                break


def _word(value: object) -> object:
    return fold(value) if isinstance(value, str) else value
