"""Growth from month to month of lead-ins, pipeline and commit, as the forecasts tell them (S35.4, M34)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.forecasts import asked_day, forecast_of, last_month, lead_ins_of, pipeline_of
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.crew import crew, has_crew
from site_gen.measures.growth_rate import Growth, by_month
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import MonthlyForecast

_ZERO = Decimal(0)
#: Months shown, the newest included.
SHOWN = 6


class GrowthMonth(Struct, frozen=True):
    """What the forecasts of one month say, and how it grew.

    Attributes:
        month: month the forecasts are of.
        records: ids of the forecasts.
        lead_ins: leads entered in the month before.
        pipeline: the open pipeline on the day of each forecast.
        commit: commits of all twelve months.
        compared: ids of the people who handed in for this month and the one before; growth is theirs.
        lead_ins_growth: growth of lead-ins; `None` when nobody can be compared.
        pipeline_growth: growth of the pipeline.
        commit_growth: growth of the commit.
    """

    month: str
    records: tuple[str, ...]
    lead_ins: Decimal
    pipeline: Decimal
    commit: Decimal
    compared: tuple[str, ...]
    lead_ins_growth: Growth | None
    pipeline_growth: Growth | None
    commit_growth: Growth | None


class Grown(Struct, frozen=True):
    """The growth of a scope over the last months (M34).

    Attributes:
        months: the months, the oldest first; without those before the first forecast of anybody in the scope.
    """

    months: tuple[GrowthMonth, ...]

    @property
    def last(self) -> GrowthMonth | None:
        """The newest month."""
        return self.months[-1] if self.months else None


@measure(
    "M34",
    "growth",
    N_("Growth from month to month"),
    N_(
        "What the forecasts of a month say, against those of the month before: lead-ins (leads entered in the month "
        "before the forecast), pipeline (open amount on its day) and commit (of all twelve months). Lead-ins and "
        "pipeline count as written, else as the records tell. (Now − before) ÷ before: {growth_good}% or more is good, "
        "{growth_least}% the minimum; from nothing there is no growth (–). Compared are only people who handed in both "
        "months, so that a missing forecast is no fall. People count for the team they were in on the first of the "
        "month."
    ),
    unit="percent",
    source="S35.4",
)
def growth(book: Book, scope: Scope) -> Grown:
    """Compare the forecasts of each month with those of the month before (M34)."""
    last = last_month(book)
    if not last or not has_crew(scope):
        return Grown(())
    shown = [MonthOf.named(last).shift(-number) for number in reversed(range(SHOWN))]
    months = [_month(book, scope, month) for month in shown]
    while months and not months[0].records:
        del months[0]
    return Grown(tuple(months))


def lead_ins(book: Book, forecast: MonthlyForecast) -> int:
    """Return the lead-ins of a forecast as written, else as counted."""
    if forecast.lead_ins is not None:
        return forecast.lead_ins
    return lead_ins_of(book, forecast.owner, MonthOf.named(forecast.month).shift(-1))


def prospects(book: Book, forecast: MonthlyForecast) -> Decimal:
    """Return the pipeline of a forecast as written, else as counted for its day."""
    if forecast.prospects is not None:
        return forecast.prospects
    return pipeline_of(book, forecast.owner, asked_day(forecast))


def committed(forecast: MonthlyForecast) -> Decimal:
    """Return the commits of all months of a forecast."""
    return sum((row.commit for row in forecast.months if row.commit is not None), _ZERO)


def _month(book: Book, scope: Scope, month: MonthOf) -> GrowthMonth:
    people = crew(book, scope, month.start)
    found = [one for person in people if (one := forecast_of(book, person, month.id))]
    earlier = [forecast_of(book, one.owner, month.shift(-1).id) for one in found]
    pairs = [(before, now) for before, now in zip(earlier, found, strict=True) if before is not None]

    def grown(value: Callable[[MonthlyForecast], Decimal | int]) -> Growth | None:
        if not pairs:
            return None
        before, now = _sum(value(one) for one, _ in pairs), _sum(value(one) for _, one in pairs)
        return by_month(before, now, book.config.thresholds)

    return GrowthMonth(
        month=month.id,
        records=tuple(one.id for one in found),
        lead_ins=_sum(lead_ins(book, one) for one in found),
        pipeline=_sum(prospects(book, one) for one in found),
        commit=_sum(map(committed, found)),
        compared=tuple(now.owner for _, now in pairs),
        lead_ins_growth=grown(lambda one: lead_ins(book, one)),
        pipeline_growth=grown(lambda one: prospects(book, one)),
        commit_growth=grown(committed),
    )


def _sum(amounts: Iterable[Decimal | int]) -> Decimal:
    return sum((Decimal(amount) for amount in amounts), _ZERO)
