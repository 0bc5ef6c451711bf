"""Reports: which fields that of a visit has, since when each is owed, when it is due, when it was handed in (S10, S12.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from site_gen.book.book import Book
from site_gen.book.duty import add_workdays, first_workday
from site_gen.book.trace import as_value
from site_gen.config import Week
from site_gen.records import Record, Visit

#: What every visit report says (S10.1), in the order of the form; the day it was submitted comes on top.
REQUIRED = ("contacts", "purpose", "result", "follow_ups")


class Asked(NamedTuple):
    """From which day on the reports of each type are owed; `None` when nobody is asked for them yet.

    Weekly and regional reports and opportunities are owed from the week of that day on.
    """

    weekly: date | None
    opportunities: date | None
    daily: date | None
    regional: date | None


@as_value
def asked(book: Book) -> Asked:
    """Return since when reports are owed: by `site.yaml`, else since the first of each type in the records."""
    rule = book.config.reports
    weekly = book.weekly_reports.values()
    return Asked(
        weekly=rule.weekly or _first(report.week for report in weekly),
        opportunities=rule.weekly or _first(report.week for report in weekly if report.opportunities_on),
        daily=rule.daily or min((report.date for report in book.daily_reports.values()), default=None),
        regional=rule.regional or _first(report.week for report in book.region_reports.values()),
    )


def _first(weeks: Iterable[str]) -> date | None:
    """Return the Monday of the first of some weeks; their ids stand in the order of the weeks."""
    found = min(weeks, default="")
    return Week.named(found).start if found else None


def report_due(book: Book, visit: Visit) -> date | None:
    """Return the last day for the report: some working days of the person after the visit (S10.3).

    `None` when none is owed: the visit was before reports were asked for, or the person leaves before it is due.
    """
    since = book.config.reports.visit
    if since is not None and visit.date < since:
        return None
    return add_workdays(book, visit.owner, visit.date, book.config.thresholds.report_workdays)


def week_due(book: Book, person: str, week: Week) -> date | None:
    """Return the last day for a report on a week: the Monday after, else the person's next working day (S12.1).

    `None` when the person leaves before it.
    """
    return first_workday(book, person, week.end)


def statistics_due(book: Book, week: Week) -> date:
    """Return the day by which the statistics of a week are done: Wednesday after it, else the next working day."""
    calendar, wednesday = book.config.calendar, week.shift(1).days[2]
    return wednesday if calendar.is_workday(wednesday) else calendar.next_workday(wednesday)


def handed_in(book: Book, record: Record, field: str = "submitted_on") -> date | None:
    """Return the day something was handed in; `None` when it was not by `book.as_of`.

    Args:
        book: all records.
        record: a visit, a report or a signed plan.
        field: the field with the day, `opportunities_on` for the opportunities of a weekly report.
    """
    day: date | None = getattr(record, field)
    return day if day is not None and day <= book.as_of else None
