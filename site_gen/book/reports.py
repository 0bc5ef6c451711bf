"""The visit report: which fields it has, when it is due, when it was handed in (S10.1, S10.3)."""

from __future__ import annotations

from datetime import date

from site_gen.book.book import Book
from site_gen.records import Visit

#: What every report says (S10.1), in the order of the form; the day it was submitted comes on top.
REQUIRED = ("contacts", "purpose", "result", "follow_ups")


def report_due(book: Book, visit: Visit) -> date:
    """Return the last day for the report: some working days after the visit (S10.3)."""
    return book.config.calendar.add_workdays(visit.date, book.config.thresholds.report_workdays)


def handed_in(book: Book, visit: Visit) -> date | None:
    """Return the day the report was submitted; `None` when it was not by `book.as_of`."""
    day = visit.submitted_on
    return day if day is not None and day <= book.as_of else None
