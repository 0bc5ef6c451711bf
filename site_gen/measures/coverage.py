"""Pipeline coverage: is there enough in the pipeline for the target (M10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.funnel import funnel
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import NO_RATIO, Ratio, Tally, tally
from site_gen.measures.wins import Won, wins_against


@dataclass(frozen=True, slots=True)
class PeriodCoverage:
    """Coverage of one period.

    Attributes:
        period: `2026`, `2026-Q4` or `2026-11`.
        start: first day.
        end: day after the last.
        target: order target, money units; `None` when there is none.
        targets: ids of the target records.
        won: what was signed in the period; for a `month` scope by the whole company.
        remaining: target − won, at least 0; `None` without a target.
        open: all open projects.
        planned: those of them planned to be bought before the end of the period, overdue ones included.
        gross: open over target.
        net: open over remaining target; no value when nothing remains.
        planned_gross: planned over target.
        planned_net: planned over remaining target.
        short: whether `gross` is below the threshold `coverage_minimum`; never of a period that is over.
        reason: why there is no target, else `None`.
    """

    period: str
    start: date
    end: date
    target: Decimal | None
    targets: tuple[str, ...]
    won: Won
    remaining: Decimal | None
    open: Tally
    planned: Tally
    gross: Ratio
    net: Ratio
    planned_gross: Ratio
    planned_net: Ratio
    short: bool
    reason: Msg | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Pipeline coverage for the year, quarter and month of the day of the figures (M10).

    In a `month` scope all three are that month, against the company's target of it.

    Attributes:
        year: the calendar year.
        quarter: the calendar quarter.
        month: the calendar month.
    """

    year: PeriodCoverage
    quarter: PeriodCoverage
    month: PeriodCoverage


@measure(
    "M10",
    "coverage",
    N_("Pipeline coverage"),
    N_(
        "The amount of all open projects divided by the order target of the period (year, quarter and month of "
        "the day of the figures). At least {coverage_minimum}% is required, {coverage_aim}% is the aim. Also "
        "against the remaining target (target − signed in the period), and for those open projects only that "
        "are planned to be bought before the period ends, overdue ones included. A team’s target is the sum of "
        "its people’s; a purchase month has the target of that month, against which everything signed in it "
        "counts; other cuts have none."
    ),
    unit="percent",
    source="S35.5 S4.3",
)
def coverage(book: Book, scope: Scope) -> Coverage:
    """Divide the open amount by the targets (M10)."""
    if scope.kind == "month":
        year, _, number = scope.id.partition("-")
        only = MonthOf(int(year), int(number))
        one = _period(book, scope, only.id, only.start, only.end)
        return Coverage(one, one, one)
    month = MonthOf.of(book.as_of)
    quarter = (month.month - 1) // 3
    first = MonthOf(month.year, quarter * 3 + 1)
    return Coverage(
        year=_period(book, scope, str(month.year), date(month.year, 1, 1), date(month.year + 1, 1, 1)),
        quarter=_period(book, scope, f"{month.year}-Q{quarter + 1}", first.start, first.shift(3).start),
        month=_period(book, scope, month.id, month.start, month.end),
    )


def _period(book: Book, scope: Scope, period: str, start: date, end: date) -> PeriodCoverage:
    found = goal(book, scope, start, end)
    signed = wins_against(book, scope, start, end)
    open_ = funnel(book, scope).open
    planned = tally(
        s
        for s in scope.states(book)
        if s.project.purchase_date and s.project.purchase_date < end and s.stage in book.config.open_keys
    )
    target = found.orders
    remaining = None if target is None else max(target - signed.amount, Decimal(0))
    gross = NO_RATIO if target is None else Ratio(open_.amount, target)
    return PeriodCoverage(
        period=period,
        start=start,
        end=end,
        target=target,
        targets=found.targets,
        won=signed,
        remaining=remaining,
        open=open_,
        planned=planned,
        gross=gross,
        net=NO_RATIO if remaining is None else Ratio(open_.amount, remaining),
        planned_gross=NO_RATIO if target is None else Ratio(planned.amount, target),
        planned_net=NO_RATIO if remaining is None else Ratio(planned.amount, remaining),
        short=end > book.as_of and gross.below(book.config.thresholds.coverage_minimum),
        reason=found.reason,
    )
