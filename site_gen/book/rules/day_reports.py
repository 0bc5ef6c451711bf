"""Daily and weekly reports hold together: days of their week, expenses in yuan, attendance as recorded (S8.3, S26.1)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.config import Week
from site_gen.diagnostics import Diagnostic
from site_gen.records import DailyReport, WeeklyReport

#: Expenses of a day, whole units of the currency: below the first they look like ten thousands, and nobody spends
#: the second.
_LEAST, _MOST = Decimal(1), Decimal(100_000)


def checkers(book: Book) -> Checkers:
    """`SG648` and `SG649` for the days of a week, `SG650` and `SG651` for a day."""
    return {"weekly_report": _week, "daily_report": partial(_day, book)}


def _week(report: WeeklyReport) -> Iterator[Diagnostic]:
    week, seen = Week.named(report.week), set()
    for position, row in enumerate(report.days):
        spot = f"days[{position}].date"
        if Week.of(row.date) != week:
            yield breach("SG648", report, spot, date=row.date, week=report.week)
        elif row.date in seen:
            yield breach("SG649", report, spot, date=row.date)
        seen.add(row.date)


def _day(book: Book, report: DailyReport) -> Iterator[Diagnostic]:
    spent = report.expense
    if spent and (spent < _LEAST or spent >= _MOST):
        yield breach("SG650", report, "expense", value=spent)
    person = book.people.get(report.owner)
    if person is None or report.attendance != "present":
        return
    for absence in person.absences:
        last = absence.last or absence.first
        if absence.first <= report.date <= last:
            label = book.config.vocabularies["attendance"].entry(report.attendance).label
            yield breach(
                "SG651",
                report,
                "attendance",
                attendance=label,
                name=person.name,
                first=absence.first,
                last=last,
                others=(person.place("absences"),),
            )
            return
