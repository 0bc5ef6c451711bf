"""The page of each monthly forecast: what was said, beside what was signed since (S35.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.forecasts import asked_day, due, forecast_of, handed_in, missing_months
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.forecasts_owed import owes
from site_gen.measures.growth import committed, lead_ins, prospects
from site_gen.measures.scope import Scope
from site_gen.measures.targets import Goal, goal
from site_gen.measures.wins import Won, wins_between
from site_gen.pages import addresses
from site_gen.pages.commit_weeks import CRUMBS
from site_gen.pages.forecast_actions import actions
from site_gen.pages.names import record_name
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import MonthlyForecast
from site_gen.records.rows import ForecastMonth


class Line(Struct, frozen=True):
    """A month of the forecast beside its target and what was signed; `over` when the month is past."""

    month: MonthOf
    row: ForecastMonth
    goal: Goal
    signed: Won
    begun: bool
    over: bool


def pages(book: Book) -> Iterator[Page]:
    """Yield one page per forecast."""
    yield from _each(book.monthly_forecasts)


def _make(forecast: MonthlyForecast) -> Page:
    return Page(
        url=addresses.record("monthly_forecast", forecast.id),
        template="monthly_forecast.html",
        title=partial(_title, forecast),
        build=partial(_build, forecast),
        section="months",
        crumbs=(*CRUMBS, (addresses.TWELVE_MONTHS, _months)),
    )


_each = EachPage(_make)


def _months(view: View) -> str:
    return view.tr(N_("Forecast of twelve months"))


def _title(forecast: MonthlyForecast, view: View) -> str:
    return view.tr(N_("Forecast {name}"), name=record_name(forecast, view.book, view.words))


def _build(forecast: MonthlyForecast, view: View) -> Mapping[str, Any]:
    book = view.book
    month = MonthOf.named(forecast.month)
    counts = forecast_of(book, forecast.owner, forecast.month)
    scope = Scope("person", forecast.owner)
    url = addresses.twelve_months(scope)
    return {
        "forecast": forecast,
        "month_": month,
        "lines": [_line(book, scope, row) for row in forecast.months],
        "sum": sum(row.forecast for row in forecast.months),
        "commit": committed(forecast),
        "lead_ins": lead_ins(book, forecast),
        "prospects": prospects(book, forecast),
        "asked": asked_day(forecast),
        "due": due(book.config.calendar, month),
        "owed": owes(book, forecast.owner, month),
        "missing": [MonthOf.named(one) for one in missing_months(forecast)],
        "counts": counts is forecast,
        "in_force": handed_in(book, forecast),
        "actions": actions(view, [forecast]),
        "months_url": view.href(url) if url in view.site.urls else "",
        "warnings": problems_of(book, forecast),
        "finding": _finding(view, forecast, counts is forecast),
    }


def _line(book: Book, scope: Scope, row: ForecastMonth) -> Line:
    month = MonthOf.named(row.month)
    return Line(
        month,
        row,
        goal(book, scope, month.start, month.end),
        wins_between(book, scope, month.start, month.end),
        month.start <= book.as_of,
        month.end <= book.as_of,
    )


def _finding(view: View, forecast: MonthlyForecast, counts: bool) -> str:  # noqa: FBT001 - what the page has found out
    words = view.words
    if not counts:
        return view.tr(
            N_(
                "This forecast does not count: it is not handed in yet, or a later one of the same month does."
            )
        )
    text = N_("{forecast} {unit} were forecast for twelve months, {commit} {unit} of them committed.")
    return view.tr(
        text,
        forecast=words.money(sum(row.forecast for row in forecast.months)),
        commit=words.money(committed(forecast)),
        unit=words.money_unit(),
    )
