"""What a report must say, and what of it is missing (S8.3, S10.1, S26.1, S29.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from site_gen.book.book import Book
from site_gen.book.duty import workdays
from site_gen.book.reports import REQUIRED, handed_in
from site_gen.config import Week
from site_gen.records import DailyReport, RegionReport, Visit, WeeklyReport

_date = attrgetter("date")
#: Attendances after which a day has its learning and its expenses.
_AT_WORK = frozenset({"present", "training"})
_REGIONAL = ("competitor_moves", "next_week")


class Content(NamedTuple):
    """What a report says of what it must say.

    Attributes:
        required: how many fields it must have; of a weekly report the working days of its week.
        missing: names of those that are empty; of a weekly report the days, as `2026-11-18`.
    """

    required: int
    missing: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many of them it has."""
        return self.required - len(self.missing)


def week_content(book: Book, report: WeeklyReport) -> Content:
    """Return of which working days of the person the main work is told (S8.3).

    A daily report that was handed in tells it, too, so that nothing is written twice.
    """
    week = Week.named(report.week)
    days = workdays(book, report.owner, week.start, week.end)
    told = {row.date for row in report.days if row.text.strip()}
    told |= {daily.date for daily in _daily(book, report.owner, week) if handed_in(book, daily)}
    return Content(len(days), tuple(day.isoformat() for day in days if day not in told))


def _daily(book: Book, person: str, week: Week) -> Iterator[DailyReport]:
    reports = book.daily_reports_of_owner.get(person, ())
    yield from reports[
        bisect_left(reports, week.start, key=_date) : bisect_left(reports, week.end, key=_date)
    ]


def day_content(book: Book, report: DailyReport) -> Content:
    """Return which fields of a daily report are there (S26.1).

    A day at work has learning and expenses; a day in the market also a visit made or another talk.
    """
    wanted = {"attendance": True}
    if report.attendance in _AT_WORK:
        wanted |= {"learning": report.says("learning"), "expense": report.expense is not None}
    if report.attendance == "present":
        wanted["talks"] = bool(report.talks) or _visited(book, report.owner, report.date)
    return Content(len(wanted), tuple(name for name, there in wanted.items() if not there))


def _visited(book: Book, person: str, day: date) -> bool:
    visits = book.visits_of_owner.get(person, ())
    at = bisect_left(visits, day, key=_date)
    while at < len(visits) and visits[at].date == day:
        if visits[at].status == "done":
            return True
        at += 1
    return False


def visit_content(visit: Visit) -> Content:
    """Return which fields of a visit report are there (S10.1)."""
    return Content(len(REQUIRED), tuple(name for name in REQUIRED if not visit.has(name)))


def region_content(report: RegionReport) -> Content:
    """Return which texts of a regional report are there; its figures are counted (S29.1)."""
    return Content(len(_REGIONAL), tuple(name for name in _REGIONAL if not report.has(name)))
