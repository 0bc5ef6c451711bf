"""Reports: which fields they have, when they are due, when they were handed in (S10.1, S10.3, S12.1)."""

from __future__ import annotations

from datetime import date

from site_gen.book.book import Book
from site_gen.book.duty import add_workdays
from site_gen.records import Record, Visit

#: What every visit report says (S10.1), in the order of the form; the day it was submitted comes on top.
REQUIRED = ("contacts", "purpose", "result", "follow_ups")


def report_due(book: Book, visit: Visit) -> date | None:
    """Return the last day for the report: some working days of the person after the visit (S10.3).

    `None` when none is owed: the visit was before reports were asked for, or the person leaves before it is due.
    """
    asked = book.config.reports.visit
    if asked is not None and visit.date < asked:
        return None
    return add_workdays(book, visit.owner, visit.date, book.config.thresholds.report_workdays)


def handed_in(book: Book, record: Record, field: str = "submitted_on") -> date | None:
    """Return the day something was handed in; `None` when it was not by `book.as_of`.

    Args:
        book: all records.
        record: a visit, a report or a signed plan.
        field: the field with the day, `opportunities_on` for the opportunities of a weekly report.
    """
    day: date | None = getattr(record, field)
    return day if day is not None and day <= book.as_of else None
