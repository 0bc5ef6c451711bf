"""What a day or week brought: visits, talks, orders and collection against their share of the target (S8.2, S26.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.reports import handed_in
from site_gen.config import MonthOf, Week
from site_gen.locale.text import N_
from site_gen.measures.collection import receipts_between, total
from site_gen.measures.effect import Effect, effect
from site_gen.measures.progress import expected_between
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import wins_between
from site_gen.records import DailyReport, WeeklyReport

_DAY = timedelta(days=1)


class FurtherTalk(Struct, frozen=True):
    """A talk with a customer of which there is no visit record.

    Attributes:
        kind: kind of the report that tells of it, `daily_report` or `weekly_report`.
        report: id of that report.
        owner: id of the salesperson.
        customer: id of the customer.
        text: its result.
        effective: whether the salesperson calls it effective.
        deal: whether a deal was closed.
    """

    kind: str
    report: str
    owner: str
    customer: str
    text: str
    effective: bool
    deal: bool


class Attained(Struct, frozen=True):
    """Money of a period against the share of the targets that falls into it.

    Attributes:
        actual: money units.
        target: share of the targets; `None` when there is none.
        ratio: actual over target.
        orders: ids of the orders it was read from, sorted, each once.
        projects: ids of the won projects without an order record that count with their planned amount.
    """

    actual: Decimal
    target: Decimal | None
    ratio: Ratio
    orders: tuple[str, ...]
    projects: tuple[str, ...]


class WorkFigures(Struct, frozen=True):
    """What the days of a period brought.

    Attributes:
        start: first day of the period.
        end: day after its last.
        effect: visits made, effective ones, and those with a deal (M19).
        talks: further talks told of in the reports of the period, which count as no visit.
        ordered: signed in the period (M18).
        collected: instalments paid in the period.
        month_start: first day of the month of the period's last day.
        month_ordered: signed from there to the end of the period.
        month_collected: paid in the same days.
    """

    start: date
    end: date
    effect: Effect
    talks: tuple[FurtherTalk, ...]
    ordered: Attained
    collected: Attained
    month_start: date
    month_ordered: Attained
    month_collected: Attained


@measure(
    "S26.1",
    "work-figures",
    N_("What the days brought"),
    N_(
        "Over the period (where none is named: the week of the day of the figures, up to that day). Visits made, "
        "effective and with a deal as defined there; further talks stand beside them. Ordered: amounts signed in "
        "the period; collected: instalments paid in it. Their target is the share of the period: a month’s target "
        "is spread evenly over the working days of the team’s calendar, that of who joins or leaves within the "
        "month over their own days in it; days of leave lower no target, and days still to come do not count. "
        "Month to date: the same from the first of the month of the period’s last day. A figure typed into a "
        "report never replaces the one counted. Only "
        "the company, teams and salespeople have targets."
    ),
    unit="mixed",
    source="S8.2 S26.1 S27.2",
)
def work_figures(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> WorkFigures:
    """Count what `[start, end)` brought; by default the week of the day of the figures up to that day."""
    first = start or Week.of(book.as_of).start
    last = min(end or book.as_of + _DAY, book.as_of + _DAY)
    # Of days still to come there are no figures; a period of nothing but such days is empty.
    last = max(first, last)
    month = MonthOf.of(last - _DAY if last > first else first).start
    return WorkFigures(
        start=first,
        end=last,
        effect=effect(book, scope, first, last),
        talks=tuple(_talks(book, scope, first, last)),
        ordered=_ordered(book, scope, first, last),
        collected=_collected(book, scope, first, last),
        month_start=month,
        month_ordered=_ordered(book, scope, month, last),
        month_collected=_collected(book, scope, month, last),
    )


def day_figures(book: Book, person: str, day: date) -> WorkFigures:
    """Return the figures of one day of a salesperson (S26.1)."""
    return work_figures(book, Scope("person", person), day, day + _DAY)


def week_figures(book: Book, person: str, week: Week) -> WorkFigures:
    """Return the figures of one week of a salesperson (S8.2)."""
    return work_figures(book, Scope("person", person), week.start, week.end)


def _talks(book: Book, scope: Scope, start: date, end: date) -> Iterator[FurtherTalk]:
    """Yield the further talks of reports handed in whose day, or the last day of whose week, lies in the period."""
    if scope.kind not in {"company", "team", "person"}:
        return
    for person in scope.people(book):
        for daily in book.daily_reports_of_owner.get(person.id, ()):
            if start <= daily.date < end and handed_in(book, daily):
                yield from talks_of(daily)
        for weekly in book.weekly_reports_of_owner.get(person.id, ()):
            week = Week.named(weekly.week)
            if start <= week.start and week.start + 4 * _DAY < end and handed_in(book, weekly):
                yield from talks_of(weekly)


def talks_of(report: DailyReport | WeeklyReport) -> tuple[FurtherTalk, ...]:
    """Return the further talks that a report tells of, in its order."""
    return tuple(
        FurtherTalk(report.kind, report.id, report.owner, row.customer, row.text, row.effective, row.deal)
        for row in report.talks
    )


def _ordered(book: Book, scope: Scope, start: date, end: date) -> Attained:
    won = wins_between(book, scope, start, end)
    orders = tuple(sorted({win.order for win in won.wins if win.order}))
    projects = tuple(sorted({win.project for win in won.wins if not win.order}))
    return _attained(won.amount, expected_between(book, scope, "orders", start, end), orders, projects)


def _collected(book: Book, scope: Scope, start: date, end: date) -> Attained:
    received = receipts_between(book, scope, start, end)
    orders = tuple(sorted({receipt.order for receipt in received}))
    return _attained(total(received), expected_between(book, scope, "collection", start, end), orders, ())


def _attained(
    actual: Decimal, target: Decimal | None, orders: tuple[str, ...], projects: tuple[str, ...]
) -> Attained:
    ratio = NO_RATIO if target is None else Ratio(actual, target)
    return Attained(actual, target, ratio, orders, projects)
