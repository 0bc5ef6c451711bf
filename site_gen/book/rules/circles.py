"""Nobody stands above themselves: parent companies and managers form no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Record


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG405` once for each circle, at the record whose id comes first."""
    yield from _circles(book.customers, "parent")
    yield from _circles(book.people, "manager")


def _circles(records: Mapping[str, Record], field: str) -> Iterator[Diagnostic]:
    records = dict(records)
    finished: set[str] = set()
    for start in records:
        chain: list[str] = []
        at = start
        while at in records and at not in finished:
            finished.add(at)
            chain.append(at)
            at = str(getattr(records[at], field))
        if at not in chain:
            continue
        circle = chain[chain.index(at) :]
        first = circle.index(min(circle))
        circle = [*circle[first:], *circle[: first + 1]]
        record = records[circle[0]]
        person = record.id if field == "manager" else ""
        chain_text = " → ".join(circle)
        label = label_of(record, field)
        yield breach("SG405", record, field, person=person, label=label, chain=chain_text, key=field)
