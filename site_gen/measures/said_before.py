"""Forecasts as they were said in each earlier month against what happened: accuracy and bias by lead time (S35.7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.forecasts import MONTHS, forecasts_of
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.crew import has_crew
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.measures.wins import wins_between
from site_gen.records import MonthlyForecast

_DAY = timedelta(days=1)


class SaidOf(Struct, frozen=True):
    """What was said of a month that is over, so many months ahead.

    Attributes:
        month: the month it was said of.
        lead: months between the month in which it was said and that month; 0 for the month itself.
        forecast: what was said, added up.
        actual: what the same people signed in the month.
        accuracy: 1 − |forecast − actual| over actual, as a ratio; below zero when wrong by more than the whole.
        bias: (forecast − actual) over actual; above zero when too much was said.
        records: ids of the forecasts.
    """

    month: str
    lead: int
    forecast: Decimal
    actual: Decimal
    accuracy: Ratio
    bias: Ratio
    records: tuple[str, ...]


class LeadTime(Struct, frozen=True):
    """All that was said so many months ahead.

    Attributes:
        lead: the months.
        months: how many months that are over it was said of.
        forecast: sum of what was said.
        actual: sum of what was signed.
        accuracy: 1 − sum of the differences of each month over the sum signed.
        bias: (forecast − actual) over actual.
    """

    lead: int
    months: int
    forecast: Decimal
    actual: Decimal
    accuracy: Ratio
    bias: Ratio


class SaidBefore(Struct, frozen=True):
    """Forecast against what happened.

    Attributes:
        leads: by lead time, the shortest first; only those anything can be told of.
        said: each month that is over and each lead time, the newest month first.
    """

    leads: tuple[LeadTime, ...]
    said: tuple[SaidOf, ...]


@measure(
    "FORECAST-ACCURACY",
    "forecast-accuracy",
    N_("Forecast and what happened"),
    N_(
        "Each month that is over, as it was forecast in the month itself and in every month before: accuracy = 1 − "
        "difference of forecast and signed (without sign) ÷ signed, bias = (forecast − signed) ÷ signed; above zero too much was said. By lead time "
        "(months ahead) the differences of all months are added up, and so are the amounts signed. Where nothing was "
        "signed there is no ratio (–). Forecasts stay as they were handed in; of several of one person and month the "
        "last counts. What somebody said counts for the team they were in on the first of the month in which they "
        "said it, and is held against what the same person signed."
    ),
    unit="percent",
    source="S35.7 S36.2",
)
def forecast_accuracy(book: Book, scope: Scope) -> SaidBefore:
    """Compare what was said with what was signed, by lead time."""
    found: dict[tuple[str, int], list[tuple[MonthlyForecast, Decimal]]] = {}
    for forecast in _forecasts(book, scope):
        said_in = MonthOf.named(forecast.month)
        for row in forecast.months:
            month = MonthOf.named(row.month)
            lead = (month.year - said_in.year) * 12 + month.month - said_in.month
            if 0 <= lead < MONTHS and month.end <= book.as_of + _DAY:
                found.setdefault((row.month, lead), []).append((forecast, row.forecast))
    said = [_said(book, month, lead, rows) for (month, lead), rows in found.items()]
    said.sort(key=lambda one: one.lead)
    said.sort(key=lambda one: one.month, reverse=True)
    leads = sorted({one.lead for one in said})
    return SaidBefore(
        tuple(_lead(lead, [one for one in said if one.lead == lead]) for lead in leads), tuple(said)
    )


def _forecasts(book: Book, scope: Scope) -> Iterable[MonthlyForecast]:
    if not has_crew(scope):
        return ()
    if scope.kind == "team":
        return (book.monthly_forecasts[ident] for ident in _by_team(book).get(scope.id, ()))
    people = (scope.id,) if scope.kind == "person" else book.people
    return (one for person in people for one in forecasts_of(book, person))


@per_book
def _by_team(book: Book) -> dict[str, list[str]]:
    """Return the ids of forecasts by the team their owners were in on the first of the month they were said in."""
    found: dict[str, list[str]] = {}
    for person in book.people:
        for one in forecasts_of(book, person):
            team = book.team_on(person, MonthOf.named(one.month).start)
            found.setdefault(team, []).append(one.id)
    return found


def _said(book: Book, ident: str, lead: int, rows: list[tuple[MonthlyForecast, Decimal]]) -> SaidOf:
    month = MonthOf.named(ident)
    forecast = sum((amount for _, amount in rows), Decimal(0))
    people = dict.fromkeys(one.owner for one, _ in rows)
    signed = (wins_between(book, Scope("person", one), month.start, month.end).amount for one in people)
    actual = sum(signed, Decimal(0))
    return SaidOf(
        ident,
        lead,
        forecast,
        actual,
        Ratio(actual - abs(forecast - actual), actual),
        Ratio(forecast - actual, actual),
        tuple(one.id for one, _ in rows),
    )


def _lead(lead: int, said: list[SaidOf]) -> LeadTime:
    forecast = sum((one.forecast for one in said), Decimal(0))
    actual = sum((one.actual for one in said), Decimal(0))
    wrong = sum((abs(one.forecast - one.actual) for one in said), Decimal(0))
    return LeadTime(
        lead, len(said), forecast, actual, Ratio(actual - wrong, actual), Ratio(forecast - actual, actual)
    )
