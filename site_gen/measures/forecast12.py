"""The forecast of twelve months: the newest of each person rolled up, against target and stretch target (S35.2, M32)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.forecasts import MONTHS, forecasts_of, last_month
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.crew import crew
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import wins_between
from site_gen.records import MonthlyForecast
from site_gen.records.rows import ForecastMonth

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class Outlook(Struct, frozen=True):
    """One of the twelve months.

    Attributes:
        month: `2026-11`.
        forecast: sum of the forecasts; `None` when nobody said anything of the month.
        commit: sum of the commits; a month without one counts 0.
        pipeline: sum of the pipeline due in the month, in the same way.
        target: order target; `None` when there is none.
        stretch: stretch target (months without one count with their order target).
        signed: what was signed in the month up to the day of the figures.
        records: ids of the forecasts that speak of the month.
        targets: ids of the target records.
        silent: ids of people with a forecast that does not reach this month.
        untargeted: ids of people who forecast the month and have no target of it.
    """

    month: str
    forecast: Decimal | None
    commit: Decimal | None
    pipeline: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    signed: Decimal
    records: tuple[str, ...]
    targets: tuple[str, ...]
    silent: tuple[str, ...]
    untargeted: tuple[str, ...]


class Forecast12(Struct, frozen=True):
    """The newest forecasts of a scope (S35.2).

    Attributes:
        start: first of the twelve months; empty when nobody has handed in a forecast yet.
        months: the twelve months.
        records: ids of the newest forecast of each person.
        older: those of them that are of an earlier month than `start`.
        forecast: sum of the twelve months.
        commit: sum of their commits.
        pipeline: sum of their pipeline.
        target: order target of the months that have one; `None` when none has.
        stretch: stretch target of the same months.
        compared: the forecast of the same months.
        attained: `compared` over `stretch` (M32).
        reached: whether that is 100% or more.
        gap: what is missing to the stretch target, at least 0; `None` without one.
        untargeted: the months without a target, left out of the comparison on both sides.
    """

    start: str
    months: tuple[Outlook, ...]
    records: tuple[str, ...]
    older: tuple[str, ...]
    forecast: Decimal
    commit: Decimal
    pipeline: Decimal
    target: Decimal | None
    stretch: Decimal | None
    compared: Decimal
    attained: Ratio
    reached: bool
    gap: Decimal | None
    untargeted: tuple[str, ...]


@measure(
    "S35.2",
    "forecast12",
    N_("Forecast of twelve months"),
    N_(
        "The newest forecast that each person has handed in, added up month by month: forecast, commit and pipeline, "
        "beside order and stretch target. The twelve months begin with the newest month anybody has handed in for; who "
        "has only an older forecast counts with what it says of these months. Nobody counts who has left. People count "
        "for the team they are in on the day of the figures, so the sums of teams and of people without a team make "
        "the company’s. The sum of the twelve months is compared with the stretch target of the same months (M32; "
        "months without one count with their order target): 100% or more reaches it. Months without any target are "
        "left out on both sides and named. Over a target of zero there is no ratio (–)."
    ),
    unit="money",
    source="S35.2 S35.3 S35.7",
)
def forecast12(book: Book, scope: Scope) -> Forecast12:
    """Roll the newest forecasts up (S35.2)."""
    found = newest(book, scope)
    start = last_month(book)
    if not start:
        return _NOTHING
    first = MonthOf.named(start)
    months = tuple(_month(book, scope, found, first.shift(number)) for number in range(MONTHS))
    aimed = [one for one in months if one.stretch is not None]
    stretch = _sum(one.stretch for one in aimed) if aimed else None
    compared = _sum(one.forecast for one in aimed)
    attained = NO_RATIO if stretch is None else Ratio(compared, stretch)
    return Forecast12(
        start=start,
        months=months,
        records=tuple(one.id for one in found),
        older=tuple(one.id for one in found if one.month < start),
        forecast=_sum(one.forecast for one in months),
        commit=_sum(one.commit for one in months),
        pipeline=_sum(one.pipeline for one in months),
        target=_sum(one.target for one in aimed) if aimed else None,
        stretch=stretch,
        compared=compared,
        attained=attained,
        reached=attained.at_least(_HUNDRED),
        gap=None if stretch is None else max(stretch - compared, _ZERO),
        untargeted=tuple(one.month for one in months if one.stretch is None),
    )


def newest(book: Book, scope: Scope) -> tuple[MonthlyForecast, ...]:
    """Return the newest forecast of each person of a scope who has not left, by person."""
    found = []
    for person in crew(book, scope, book.as_of):
        left = book.people[person].left
        forecasts = forecasts_of(book, person)
        if forecasts and (left is None or left >= book.as_of):
            found.append(forecasts[-1])
    return tuple(found)


def _month(book: Book, scope: Scope, forecasts: Iterable[MonthlyForecast], month: MonthOf) -> Outlook:
    rows: list[tuple[MonthlyForecast, ForecastMonth]] = []
    silent, untargeted, ident = [], [], month.id
    for one in forecasts:
        mine = [row for row in one.months if row.month == ident][:1]
        rows += [(one, row) for row in mine]
        if not mine:
            silent.append(one.owner)
        elif goal(book, Scope("person", one.owner), month.start, month.end).orders is None:
            untargeted.append(one.owner)
    wanted = goal(book, scope, month.start, month.end)
    return Outlook(
        month=month.id,
        forecast=_sum(row.forecast for _, row in rows) if rows else None,
        commit=_sum(row.commit for _, row in rows) if rows else None,
        pipeline=_sum(row.pipeline for _, row in rows) if rows else None,
        target=wanted.orders,
        stretch=wanted.stretch,
        signed=wins_between(book, scope, month.start, month.end).amount,
        records=tuple(one.id for one, _ in rows),
        targets=wanted.targets,
        silent=tuple(silent),
        untargeted=tuple(untargeted),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), _ZERO)


_NOTHING = Forecast12(
    start="",
    months=(),
    records=(),
    older=(),
    forecast=_ZERO,
    commit=_ZERO,
    pipeline=_ZERO,
    target=None,
    stretch=None,
    compared=_ZERO,
    attained=NO_RATIO,
    reached=False,
    gap=None,
    untargeted=(),
)
