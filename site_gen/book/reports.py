"""Reports: which fields that of a visit has, when it is due, when any of them was handed in (S10.1, S10.3)."""

from __future__ import annotations

from datetime import date

from site_gen.book.book import Book
from site_gen.records import DailyReport, Visit, WeeklyReport

#: What every report says (S10.1), in the order of the form; the day it was submitted comes on top.
REQUIRED = ("contacts", "purpose", "result", "follow_ups")


def report_due(book: Book, visit: Visit) -> date:
    """Return the last day for the report: some working days after the visit (S10.3)."""
    return book.config.calendar.add_workdays(visit.date, book.config.thresholds.report_workdays)


def handed_in(book: Book, report: Visit | DailyReport | WeeklyReport) -> date | None:
    """Return the day a report was submitted; `None` when it was not by `book.as_of`."""
    day = report.submitted_on
    return day if day is not None and day <= book.as_of else None
