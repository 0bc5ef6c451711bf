"""Pipeline coverage: is there enough in the pipeline for the target (M10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.funnel import funnel
from site_gen.measures.levels import selling_and_weighted
from site_gen.measures.quarters import quarter_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import NO_RATIO, Ratio, Tally, tally
from site_gen.measures.wins import Won, wins_against


class PeriodCoverage(Struct, frozen=True):
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
        met: whether the target is above zero and nothing of it remains.
        selling: the open projects in the selling phase, at a probability from 50 to 80% (S33).
        selling_gross: their amount over target.
        selling_net: their amount over remaining target; no value when nothing remains.
        weighted: amount of the open projects times their probability.
        weighted_gross: that over target.
        weighted_net: that over remaining target; no value when nothing remains.
        short: whether `gross` is not above the threshold `coverage_minimum` (S35.5); never of a period that is over.
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
    met: bool
    selling: Tally
    selling_gross: Ratio
    selling_net: Ratio
    weighted: Decimal
    weighted_gross: Ratio
    weighted_net: Ratio
    short: bool
    reason: Msg | None


class Coverage(Struct, frozen=True):
    """Pipeline coverage for the year, quarter and month of the day of the figures (M10).

    In a `month` scope all three are that month, against the company's target of it.

    Attributes:
        year: the calendar year.
        quarter: the quarter of the team’s fiscal year.
        month: the calendar month.
        needed: decided projects over won ones, one over the own win rate: so many times the target is needed.
    """

    year: PeriodCoverage
    quarter: PeriodCoverage
    month: PeriodCoverage
    needed: Ratio


@measure(
    "M10",
    "coverage",
    N_("Pipeline coverage"),
    N_(
        "The amount of all open projects divided by the order target of the period (year, quarter and month of "
        "the day of the figures). More than {coverage_minimum}% is required, {coverage_aim}% is the aim. Also "
        "against the remaining target (target − signed in the period), and for those open projects only that "
        "are planned to be bought before the period ends, overdue ones included. Further for the projects in the "
        "selling phase, at a probability of 50 to 80%, and weighted: each amount times the project’s probability "
        "(S33). Once nothing of a target above zero remains, it is met and the ratio to it has no value. What is "
        "needed by the own win rate is 1 ÷ (won ÷ (won + lost)), by number. Quarters follow the fiscal year of the "
        "team, years the calendar. A team’s target is the sum of "
        "its people’s, each for the team they were in on the first of the month; a purchase month has the target of that month, against which everything signed in it "
        "counts; other cuts have none."
    ),
    unit="percent",
    source="S35.5 S4.3",
)
def coverage(book: Book, scope: Scope) -> Coverage:
    """Divide the open amount by the targets (M10)."""
    needed = needed_coverage(book, scope)
    of_period = partial(_period, book, scope, selling_and_weighted(book, scope))
    if scope.kind == "month":
        only = MonthOf.named(scope.id)
        one = of_period((only.id, only.start, only.end))
        return Coverage(one, one, one, needed)
    month = MonthOf.of(book.as_of)
    quarter = quarter_of(book.as_of, book.config.fiscal_month)
    return Coverage(
        year=of_period((str(month.year), date(month.year, 1, 1), date(month.year + 1, 1, 1))),
        quarter=of_period((quarter.id, quarter.start, quarter.end)),
        month=of_period((month.id, month.start, month.end)),
        needed=needed,
    )


def needed_coverage(book: Book, scope: Scope) -> Ratio:
    """Return how many times its target a pipeline must be by the scope's own win rate; no value without a win."""
    found = funnel(book, scope)
    return Ratio.of(found.won.count + found.lost.count, found.won.count)


def _period(
    book: Book, scope: Scope, levels: tuple[Tally, Decimal], span: tuple[str, date, date]
) -> PeriodCoverage:
    period, start, end = span
    found = goal(book, scope, start, end)
    signed = wins_against(book, scope, start, end)
    open_ = funnel(book, scope).open
    selling, weighted = levels
    planned = tally(
        s for s in scope.open_states(book) if s.project.purchase_date and s.project.purchase_date < end
    )
    target = found.orders
    remaining = None if target is None else max(target - signed.amount, Decimal(0))
    gross = _over(open_.amount, target)
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
        net=_over(open_.amount, remaining),
        planned_gross=_over(planned.amount, target),
        planned_net=_over(planned.amount, remaining),
        met=bool(target) and remaining == 0,
        selling=selling,
        selling_gross=_over(selling.amount, target),
        selling_net=_over(selling.amount, remaining),
        weighted=weighted,
        weighted_gross=_over(weighted, target),
        weighted_net=_over(weighted, remaining),
        short=end > book.as_of and gross.not_above(book.config.thresholds.coverage_minimum),
        reason=found.reason,
    )


def _over(amount: Decimal, target: Decimal | None) -> Ratio:
    return NO_RATIO if target is None else Ratio(amount, target)
