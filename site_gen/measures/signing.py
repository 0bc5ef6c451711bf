"""Whose signature is asked for, and what is not signed yet (S8.1, S8.2, S25.1, S26.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.reports import handed_in
from site_gen.config import Week
from site_gen.measures.scope import Scope
from site_gen.records import DailyReport, Signature, WeeklyReport


class Unsigned(Struct, frozen=True):
    """A report that was handed in and waits for its signature.

    Attributes:
        kind: `daily_report` or `weekly_report`.
        id: id of the report.
        owner: id of the salesperson.
        day: day of a daily report, last day of the week of a weekly one.
        handed_in: day it was handed in.
        supervisor: id of who should sign; empty when nobody is above the salesperson.
    """

    kind: str
    id: str
    owner: str
    day: date
    handed_in: date
    supervisor: str


def supervisor_of(book: Book, person: str) -> str:
    """Return who signs for a person: their manager, else the leader of their team, else the dealer's sales head."""
    record = book.people.get(person)
    leaders = {team.key: team.leader for team in book.config.teams}
    team = leaders.get(record.team) if record else ""
    above = ((record.manager if record else ""), team, book.config.dealer_head)
    return next((one for one in above if one and one != person), "")


def is_signed(book: Book, report: DailyReport | WeeklyReport) -> bool:
    """Whether a report was signed by the day of the figures; a signature without a day counts."""
    return bool(report.signed_by) and (report.signed_on is None or report.signed_on <= book.as_of)


def last_day(report: DailyReport | WeeklyReport) -> date:
    """Return the day of a daily report, the Sunday of a weekly one."""
    return report.date if isinstance(report, DailyReport) else Week.named(report.week).days[-1]


@per_book
def unsigned_reports(book: Book, scope: Scope) -> tuple[Unsigned, ...]:
    """Return the reports of the scope's people that are handed in and not signed, the oldest first."""
    found = [one for person in scope.people(book) for one in _unsigned(book, person.id)]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.id)))


def _unsigned(book: Book, person: str) -> Iterator[Unsigned]:
    supervisor = supervisor_of(book, person)
    reports: tuple[DailyReport | WeeklyReport, ...] = (
        *book.daily_reports_of_owner.get(person, ()),
        *book.weekly_reports_of_owner.get(person, ()),
    )
    for report in reports:
        day = handed_in(book, report)
        if day and not is_signed(book, report):
            yield Unsigned(report.kind, report.id, person, last_day(report), day, supervisor)


def signature_of_day(book: Book, person: str, day: date) -> Signature | None:
    """Return the signature under a person's plan of one day."""
    return _newest(book, person, lambda one: one.plan == "day" and one.date == day)


def signature_of_week(book: Book, person: str, week: Week) -> Signature | None:
    """Return the signature under a person's plan of one week."""
    return _newest(book, person, lambda one: one.plan == "week" and Week.of(one.date) == week)


def _newest(book: Book, person: str, wanted: Callable[[Signature], bool]) -> Signature | None:
    found = [
        one for one in book.signatures_of_owner.get(person, ()) if one.signed_on <= book.as_of and wanted(one)
    ]
    return max(found, key=lambda one: (one.signed_on, one.id), default=None)


def daily_report_of(book: Book, person: str, day: date) -> DailyReport | None:
    """Return a person's report of a day, handed in or not; of several the last by id."""
    found = [one for one in book.daily_reports_of_owner.get(person, ()) if one.date == day]
    return found[-1] if found else None


def weekly_report_of(book: Book, person: str, week: Week) -> WeeklyReport | None:
    """Return a person's report of a week, handed in or not; of several the last by id."""
    found = [one for one in book.weekly_reports_of_owner.get(person, ()) if one.week == week.id]
    return found[-1] if found else None
