"""Reports that are complete only together with others, and those there should be one of (S8.3, S12.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_gen.book.book import Book
from site_gen.book.report_content import week_content
from site_gen.book.reports import asked, handed_in
from site_gen.book.rules.breach import breach
from site_gen.config import Week
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import Text
from site_gen.records import Record, WeeklyReport


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG626` and `SG628` for weekly reports handed in, `SG630` for second reports."""
    since = asked(book).opportunities
    for report in book.weekly_reports.values():
        yield from _weekly(book, report, since)
    yield from _second(book)


def _weekly(book: Book, report: WeeklyReport, since: date | None) -> Iterator[Diagnostic]:
    if not handed_in(book, report):
        return
    missing = week_content(book, report).missing
    if missing:
        field = "days" if "days" in report.marks else "week"
        yield breach("SG626", report, field, days=tuple(date.fromisoformat(day) for day in missing))
    if (
        since
        and Week.of(since) <= Week.named(report.week)
        and not handed_in(book, report, "opportunities_on")
    ):
        yield breach("SG628", report, "submitted_on", week=report.week)


def _second(book: Book) -> Iterator[Diagnostic]:
    """Yield the reports of one person, or one team, about a day or week that has one already."""
    labels = {team.key: team.label for team in book.config.teams}
    first: dict[tuple[str, str, str], Record] = {}
    reports: list[tuple[Record, str, Text, str, str]] = [
        *(
            (one, one.owner, book.name_of(one.owner), "week", one.week)
            for one in book.weekly_reports.values()
        ),
        *(
            (one, one.owner, book.name_of(one.owner), "date", one.date.isoformat())
            for one in book.daily_reports.values()
        ),
        *(
            (one, one.team, labels.get(one.team, one.team), "week", one.week)
            for one in book.region_reports.values()
        ),
    ]
    for report, whose, name, field, period in reports:
        known = first.setdefault((report.kind, whose, period), report)
        if known is not report:
            spot = known.place(field)
            yield breach("SG630", report, field, others=[spot], name=name, period=period, first=known.path)
