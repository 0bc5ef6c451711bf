"""Monthly forecasts: when they are due and handed in, which one counts, what could be counted instead (S35.1, S35.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from site_gen.book.book import Book
from site_gen.book.trace import as_value
from site_gen.config import Calendar, MonthOf
from site_gen.records import MonthlyForecast, Project

#: Months a forecast looks ahead, its own included (S35.1).
MONTHS = 12
#: Working days at the beginning of its month by which a forecast is due; the source names no day.
DUE_WORKDAYS = 3


def due(calendar: Calendar, month: MonthOf) -> date:
    """Return the last day for the forecast of a month: its third working day (S35.1)."""
    first = month.start if calendar.is_workday(month.start) else calendar.next_workday(month.start)
    return calendar.add_workdays(first, DUE_WORKDAYS - 1)


def handed_in(book: Book, forecast: MonthlyForecast) -> bool:
    """Whether a forecast was handed in by `book.as_of`; without a day it was once its month had begun."""
    if forecast.month > MonthOf.of(book.as_of).id:
        return False
    return forecast.submitted_on is None or forecast.submitted_on <= book.as_of


def forecasts_of(book: Book, person: str) -> tuple[MonthlyForecast, ...]:
    """Return the forecasts of a person that are handed in and count, the oldest month first.

    Of several of one month the one handed in last counts.
    """
    found: dict[str, MonthlyForecast] = {}
    for forecast in book.monthly_forecasts_of_owner.get(person, ()):
        before = found.get(forecast.month)
        if handed_in(book, forecast) and (before is None or _order(before) <= _order(forecast)):
            found[forecast.month] = forecast
    return tuple(found.values())


def forecast_of(book: Book, person: str, month: str) -> MonthlyForecast | None:
    """Return the forecast of a person for the month with an id, when it is handed in."""
    return next((one for one in forecasts_of(book, person) if one.month == month), None)


def _order(forecast: MonthlyForecast) -> tuple[date, str]:
    return forecast.submitted_on or date.min, forecast.id


def asked_day(forecast: MonthlyForecast) -> date:
    """Return the day a forecast is of: when it was handed in, else the first of its month."""
    return forecast.submitted_on or MonthOf.named(forecast.month).start


@as_value
def first_month(book: Book) -> str:
    """Return the first month that anybody handed a forecast in for; empty when nobody has."""
    return min((one.month for one in book.monthly_forecasts.values() if handed_in(book, one)), default="")


@as_value
def last_month(book: Book) -> str:
    """Return the newest month that anybody handed a forecast in for; empty when nobody has."""
    return max((one.month for one in book.monthly_forecasts.values() if handed_in(book, one)), default="")


def lead_ins_of(book: Book, person: str, month: MonthOf) -> int:
    """Return how many of a person's projects were entered in a month: by their first dated move."""
    lost = book.config.lost.key
    first = (
        min(p.stage_history, key=lambda move: move.date, default=None)
        for p in book.projects_of_owner.get(person, ())
    )
    return sum(1 for move in first if move and move.stage != lost and month.start <= move.date < month.end)


def pipeline_of(book: Book, person: str, day: date) -> Decimal:
    """Return the amounts of a person's projects that were open at the end of `day`, as they are known today."""
    projects = book.projects_of_owner.get(person, ())
    return sum((p.amount for p in projects if p.amount is not None and _is_open(book, p, day)), Decimal(0))


def _is_open(book: Book, project: Project, day: date) -> bool:
    """Whether a project was open on `day`; without any dated move it has always been where it is (`history.stages`)."""
    lost = book.config.lost.key
    moves = sorted(project.stage_history, key=lambda move: move.date)
    dated = [(move.stage, move.date) for move in moves]
    if project.stage == lost and project.lost_date and all(stage != lost for stage, _ in dated):
        dated = sorted([*dated, (lost, project.lost_date)], key=lambda move: move[1])
    past = [stage for stage, on in dated if on <= day]
    if dated and not past:
        return dated[0][0] == lost
    stage = project.stage if len(past) == len(dated) else past[-1]
    return stage in book.config.open_keys


def missing_months(forecast: MonthlyForecast) -> tuple[str, ...]:
    """Return the months a forecast should tell of and does not."""
    first = MonthOf.named(forecast.month)
    told = {row.month for row in forecast.months}
    wanted = (first.shift(number).id for number in range(MONTHS))
    return tuple(month for month in wanted if month not in told)
