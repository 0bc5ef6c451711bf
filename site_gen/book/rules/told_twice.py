"""What is told twice, or told against the visits: talks, days of leave, second reports (S8, S26.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import DailyReport, Record, Visit

#: Attendance of somebody who visits nobody.
_AWAY = frozenset({"leave", "sick"})


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG647`, `SG652` and `SG653`."""
    for report in book.daily_reports.values():
        if report.talks or report.attendance in _AWAY:
            yield from _against_visits(book, report)
    yield from _second(book, book.daily_reports.values(), "date")
    yield from _second(book, book.weekly_reports.values(), "week")


def _against_visits(book: Book, report: DailyReport) -> Iterator[Diagnostic]:
    done = [
        v for v in book.visits_of_owner.get(report.owner, ()) if v.date == report.date and v.status == "done"
    ]
    of_customer: dict[str, Visit] = {}
    for visit in done:
        of_customer.setdefault(visit.customer, visit)
    for position, row in enumerate(report.talks):
        same = of_customer.get(row.customer)
        customer = book.customers.get(row.customer)
        if same and customer:
            spot = f"talks[{position}].customer"
            name = customer.short_name or customer.name
            yield breach(
                "SG647", report, spot, customer=name, visit=same.id, others=(same.place("customer"),)
            )
    made = tuple(visit.id for visit in done if visit.channel == "visit")
    if made and report.attendance in _AWAY:
        label = book.config.vocabularies["attendance"].entry(report.attendance).label
        yield breach("SG652", report, "attendance", attendance=label, visits=made)


def _second(book: Book, reports: Iterable[Record], field: str) -> Iterator[Diagnostic]:
    """Yield the later reports, by id, of those of one person about one day or week."""
    first: dict[tuple[str, date | str], Any] = {}
    for report in reports:
        owner, period = getattr(report, "owner"), getattr(report, field)  # noqa: B009 - both kinds have them
        known = first.setdefault((owner, period), report)
        if known is not report:
            place = known.place(field)
            name = book.name_of(owner)
            yield breach("SG653", report, field, name=name, period=period, place=str(place), others=(place,))
