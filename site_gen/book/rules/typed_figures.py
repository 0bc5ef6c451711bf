"""Figures that a report types although they are counted: both must agree as pages show them (S8.2, S26.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach, label_of
from site_gen.book.shares import share_between
from site_gen.book.takings import collected_between, signed_between
from site_gen.config import Week
from site_gen.diagnostics import Diagnostic
from site_gen.records import DailyReport, WeeklyReport

_DAY = timedelta(days=1)
_SHOWN = Decimal("0.1")
#: Fields that may be typed, in the order of the form.
TYPED = ("collected", "collection_target", "ordered", "order_target")


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG646` where a typed figure differs from the one counted, to one decimal."""
    for daily in book.daily_reports.values():
        yield from _compare(book, daily, daily.date, daily.date + _DAY)
    for weekly in book.weekly_reports.values():
        week = Week.named(weekly.week)
        yield from _compare(book, weekly, week.start, week.end)


def _compare(book: Book, report: DailyReport | WeeklyReport, start: date, end: date) -> Iterator[Diagnostic]:
    for field in TYPED:
        typed: Decimal | None = getattr(report, field)
        if typed is None:
            continue
        counted = _counted(book, report.owner, field, start, min(end, book.as_of + _DAY))
        if counted is None or _shown(typed) == _shown(counted):
            continue
        yield breach(
            "SG646",
            report,
            field,
            label=label_of(report, field),
            typed=_shown(typed),
            counted=_shown(counted),
            unit=book.config.money.unit,
        )


def _counted(book: Book, person: str, field: str, start: date, end: date) -> Decimal | None:
    if start >= end:
        return None
    if field == "collected":
        return collected_between(book, book.projects_of_owner.get(person, ()), start, end)
    if field == "ordered":
        return signed_between(book, book.projects_of_owner.get(person, ()), start, end)
    return share_between(book, person, "orders" if field == "order_target" else "collection", start, end)


def _shown(value: Decimal) -> Decimal:
    """Return an amount as pages show it."""
    found = value.quantize(_SHOWN, ROUND_HALF_UP)
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found
