"""Reports come in time, about what has begun, from who owes them, and are signed by somebody else (S8, S12, S29)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book.book import Book
from site_gen.book.reports import handed_in, week_due
from site_gen.book.rules.breach import Checkers, breach
from site_gen.book.rules.report import NOT_HANDED_IN, handed_in_on
from site_gen.config import Week
from site_gen.diagnostics import Diagnostic
from site_gen.records import DailyReport, RegionReport, Signature, WeeklyReport


def checkers(book: Book) -> Checkers:
    """`SG627`, `SG629`, `SG631`, `SG632` and `SG633` for reports and signed plans."""
    return {
        "weekly_report": partial(_weekly, book),
        "region_report": partial(_regional, book),
        "daily_report": partial(_daily, book),
        "signature": partial(_signed, book),
    }


def _weekly(book: Book, report: WeeklyReport) -> Iterator[Diagnostic]:
    yield from _of_week(book, report)
    yield from _signed(book, report)


def _regional(book: Book, report: RegionReport) -> Iterator[Diagnostic]:
    yield from _of_week(book, report)
    yield from _signed(book, report)
    team = next((team for team in book.config.teams if team.key == report.team), None)
    if team and team.leader and team.leader != report.owner:
        leader = book.name_of(team.leader)
        yield breach(
            "SG632", report, "owner", name=book.name_of(report.owner), team=team.label, leader=leader
        )


def _daily(book: Book, report: DailyReport) -> Iterator[Diagnostic]:
    if report.date > book.as_of:
        yield breach("SG631", report, "date", period=report.date, as_of=book.as_of)
    yield from _signed(book, report)


def _of_week(book: Book, report: WeeklyReport | RegionReport) -> Iterator[Diagnostic]:
    week = Week.named(report.week)
    if week.start > book.as_of:
        yield breach("SG631", report, "week", period=report.week, as_of=book.as_of)
        return
    rule = book.config.reports
    since = rule.weekly if isinstance(report, WeeklyReport) else rule.regional
    if since and week < Week.of(since):
        return
    due, day = week_due(book, report.owner, week), handed_in(book, report)
    if due is not None and (day or book.as_of) > due:
        state = handed_in_on(day) if day else NOT_HANDED_IN
        yield breach(
            "SG627", report, "submitted_on" if day else "week", week=report.week, due=due, state=state
        )


def _signed(
    book: Book, record: WeeklyReport | RegionReport | DailyReport | Signature
) -> Iterator[Diagnostic]:
    signed, submitted = record.signed_on, record.submitted_on
    if signed and submitted and signed < submitted:
        yield breach("SG629", record, "signed_on", signed=signed, submitted=submitted)
    if record.signed_by and record.signed_by == record.owner:
        yield breach("SG633", record, "signed_by", name=book.name_of(record.owner))
