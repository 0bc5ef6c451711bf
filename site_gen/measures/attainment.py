"""Attainment: signed against target, month by month (M18 for orders)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import NO_TARGET_FOR_CUT, Goal, goal
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import Won, wins_between, wins_undated


class MonthAttainment(Struct, frozen=True):
    """One month.

    Attributes:
        month: `2026-11`.
        target: order target; `None` when there is none.
        stretch: stretch target; `None` when there is none.
        won: what was signed in the month.
        attained: signed over target of the month.
        target_so_far: targets from January to this month; `None` when there is none.
        won_so_far: amount signed from January to this month.
        attained_so_far: the quotient of these two.
        future: whether the month begins after the day of the figures.
    """

    month: str
    target: Decimal | None
    stretch: Decimal | None
    won: Won
    attained: Ratio
    target_so_far: Decimal | None
    won_so_far: Decimal
    attained_so_far: Ratio
    future: bool


class Attainment(Struct, frozen=True):
    """Signed against target in one calendar year (M18).

    Attributes:
        year: the year.
        months: its twelve months.
        target: target of the year; `None` when there is none.
        stretch: stretch target of the year.
        won: what was signed in the year.
        attained: won over target of the whole year.
        to_date: cumulative ratio at the month of the day of the figures (December of a past year).
        undated: wins whose day is not known; in no month.
        reason: why there is no target, else `None`.
    """

    year: int
    months: tuple[MonthAttainment, ...]
    target: Decimal | None
    stretch: Decimal | None
    won: Won
    attained: Ratio
    to_date: Ratio
    undated: Won
    reason: Msg | None


@measure(
    "M18",
    "attainment",
    N_("Target attainment"),
    N_(
        "Amount signed in a month divided by the month’s order target; cumulative: January to this month "
        "divided by the targets of the same months. A deal counts with its contract amount on the day its "
        "order was signed; without an order record with its planned amount on the day the project entered a "
        "won stage. Wins without a known day are listed apart and counted in no month. Targets, wins and money of a "
        "team are those of the people who were in it on the day (targets: on the first of the month), also after one "
        "of them has changed teams; funnel, pipeline and phases follow the owner’s present team. "
        "Only the company, teams and salespeople have targets of a year."
    ),
    unit="percent",
    source="S7.7",
)
def attainment(book: Book, scope: Scope, year: int | None = None) -> Attainment:
    """Compare signed amounts with targets per month of `year` (M18); default the year of `as_of`."""
    number = year if year is not None else book.as_of.year
    rows: list[MonthAttainment] = []
    target_so_far: Decimal | None = None
    won_so_far = Decimal(0)
    for index in range(1, 13):
        month = MonthOf(number, index)
        found = _goal(book, scope, month.start, month.end)
        signed = wins_between(book, scope, month.start, month.end)
        if found.orders is not None:
            target_so_far = (target_so_far or Decimal(0)) + found.orders
        won_so_far += signed.amount
        rows.append(
            MonthAttainment(
                month=month.id,
                target=found.orders,
                stretch=found.stretch,
                won=signed,
                attained=_over(signed.amount, found.orders),
                target_so_far=target_so_far,
                won_so_far=won_so_far,
                attained_so_far=_over(won_so_far, target_so_far),
                future=month.start > book.as_of,
            )
        )
    first, last = MonthOf(number, 1), MonthOf(number, 12)
    whole = _goal(book, scope, first.start, last.end)
    signed = wins_between(book, scope, first.start, last.end)
    past = [row for row in rows if not row.future]
    return Attainment(
        year=number,
        months=tuple(rows),
        target=whole.orders,
        stretch=whole.stretch,
        won=signed,
        attained=_over(signed.amount, whole.orders),
        to_date=past[-1].attained_so_far if past else NO_RATIO,
        undated=wins_undated(book, scope),
        reason=whole.reason,
    )


def _goal(book: Book, scope: Scope, start: date, end: date) -> Goal:
    """Return the target; projects bought in one month have none for the other months of the year."""
    if scope.kind == "month":
        return Goal(None, None, (), NO_TARGET_FOR_CUT)
    return goal(book, scope, start, end)


def _over(amount: Decimal, target: Decimal | None) -> Ratio:
    return NO_RATIO if target is None else Ratio(amount, target)
