"""Who owes a monthly forecast, and who has not handed it in (S35.1)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.duty import is_member
from site_gen.book.forecasts import due, first_month, forecast_of
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.crew import crew, has_crew
from site_gen.measures.obligations import state_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope, seller
from site_gen.measures.values import Ratio

#: Months shown, the current one included.
SHOWN = 6


class OwedForecast(Struct, frozen=True):
    """The forecast of one person for one month.

    Attributes:
        person: id of the salesperson.
        month: the month.
        due: last day for it.
        state: `on_time`, `late`, `missing`, `not_due`, or `undated` when it is there without a day.
        handed_in: the day it was handed in; `None` when it was not or the day is not written.
        record: id of the record; empty for none.
    """

    person: str
    month: str
    due: date
    state: str
    handed_in: date | None
    record: str


class MonthOwed(Struct, frozen=True):
    """The forecasts owed for one month.

    Attributes:
        month: the month.
        due: last day for them.
        owed: one per person who owes one, by person.
        rate: handed in, late or not, over owed; 100% is asked for.
    """

    month: str
    due: date
    owed: tuple[OwedForecast, ...]
    rate: Ratio

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the people whose forecast is missing."""
        return tuple(one.person for one in self.owed if one.state == "missing")

    @property
    def late(self) -> tuple[str, ...]:
        """Ids of the people whose forecast came late."""
        return tuple(one.person for one in self.owed if one.state == "late")


class ForecastsOwed(Struct, frozen=True):
    """The submission list (S35.1).

    Attributes:
        months: the last months, the newest first.
    """

    months: tuple[MonthOwed, ...]


@measure(
    "S35.1",
    "forecast-submissions",
    N_("Forecasts handed in"),
    N_(
        "Everybody who sells owes a forecast of twelve months each month, without exception; the source names no day, "
        "so it is due on the third working day of its month. It is owed by whoever is with the team on that day, from "
        "the month set in the team’s configuration, else from the first month for which anybody handed one in. Handed "
        "in after that day is late; not handed in when it has passed is missing. People count for the team they are in "
        "on that day. 100% is asked for."
    ),
    unit="count",
    source="S35.1 S35.7",
)
def forecasts_owed(book: Book, scope: Scope) -> ForecastsOwed:
    """Say who owes and who has handed in, month by month."""
    if not has_crew(scope):
        return ForecastsOwed(())
    now = MonthOf.of(book.as_of)
    months = (_month(book, scope, now.shift(-number)) for number in range(SHOWN))
    return ForecastsOwed(tuple(month for month in months if month is not None))


def _month(book: Book, scope: Scope, month: MonthOf) -> MonthOwed | None:
    day = due(book.config.calendar, month)
    owed = tuple(_owed(book, one, month, day) for one in crew(book, scope, day) if owes(book, one, month))
    if not owed:
        return None
    there = sum(1 for one in owed if one.record)
    return MonthOwed(month.id, day, owed, Ratio.of(there, len(owed)))


@per_book
def owes(book: Book, person: str, month: MonthOf) -> bool:
    """Whether a person owes a forecast for a month."""
    since = book.config.reports.forecast
    begun = MonthOf.of(since) <= month if since else "" < _first_month(book) <= month.id
    found = seller(book, person)
    return begun and found is not None and is_member(found, due(book.config.calendar, month))


@per_book
def _first_month(book: Book) -> str:
    return first_month(book)


def _owed(book: Book, person: str, month: MonthOf, day: date) -> OwedForecast:
    found = forecast_of(book, person, month.id)
    if found is None:
        return OwedForecast(person, month.id, day, state_of(book, day, None, complete=True), None, "")
    on = found.submitted_on
    state = "undated" if on is None else state_of(book, day, on, complete=True)
    return OwedForecast(person, month.id, day, state, on, found.id)
