"""What is told twice, or told against the visits: talks, and days of leave (S26.1)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import DailyReport, Visit

#: Attendance of somebody who visits nobody.
_AWAY = frozenset({"leave", "sick"})


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG647` and `SG652`."""
    for report in book.daily_reports.values():
        if report.talks or report.attendance in _AWAY:
            yield from _against_visits(book, report)


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
