"""Twelve months ahead: forecast against stretch target, growth, coverage, accuracy, who has handed in (S35)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.forecasts import MONTHS, first_month
from site_gen.charts import Chart, OutlookInput, OutlookMonth, Slot, draw
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.coverage import Coverage, coverage
from site_gen.measures.crew import aim, changed_teams, crew
from site_gen.measures.forecast12 import Forecast12, forecast12, newest
from site_gen.measures.forecasts_owed import ForecastsOwed, forecasts_owed
from site_gen.measures.growth import growth
from site_gen.measures.said_before import forecast_accuracy
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses, data
from site_gen.pages.commit_weeks import CRUMBS, names
from site_gen.pages.forecast_actions import actions
from site_gen.pages.month_questions import answers
from site_gen.pages.pack_days import scopes
from site_gen.pages.page import Page
from site_gen.pages.scopes import scope_name, whose
from site_gen.pages.view import View
from site_gen.render.figures.forecast import GRADES, HANDED_IN


class Part(Struct, frozen=True):
    """One scope in the roll-up; a person’s has the newest forecast as its record."""

    scope: Scope
    name: str
    href: str
    found: Forecast12
    record: str
    state: str


class Group(Struct, frozen=True):
    """The people of one team, or without any, and the sum of the team."""

    rows: tuple[Part, ...]
    total: Part | None


def pages(book: Book) -> Iterator[Page]:
    """Yield a page for the company, each team and each seller, once there is a forecast."""
    found = scopes(book) if first_month(book) or book.config.reports.forecast else (COMPANY,)
    for scope in found:
        yield Page(
            url=addresses.twelve_months(scope),
            template="months.html",
            title=partial(_title, scope),
            build=partial(_build, scope),
            section="months",
            crumbs=CRUMBS if scope == COMPANY else (*CRUMBS, (addresses.TWELVE_MONTHS, _name)),
            paper="landscape",
        )


def _name(view: View) -> str:
    return view.tr(N_("Forecast of twelve months"))


def _title(scope: Scope, view: View) -> str:
    if scope == COMPANY:
        return _name(view)
    return view.tr(N_("Forecast of twelve months, {scope}"), scope=scope_name(view, scope))


def _build(scope: Scope, view: View) -> Mapping[str, Any]:
    book = view.book
    found, grown, owed = forecast12(book, scope), growth(book, scope), forecasts_owed(book, scope)
    covered = coverage(book, scope)
    return {
        "scope": scope,
        "groups": whose(view, scope, scopes(view.book), addresses.twelve_months) if found.start else [],
        "found": found,
        "grown": grown,
        "owed": owed,
        "covered": covered,
        "said": forecast_accuracy(book, scope),
        "chart": _chart(view, found) if found.start else None,
        "parts": _parts(view, scope, found, owed),
        "moved": _moved(view, scope, found),
        "questions": answers(view, scope),
        "actions": actions(view, newest(book, scope)),
        "grades": {key: view.tr(text) for key, text in GRADES.items()},
        "handed_in": {key: view.tr(text) for key, text in HANDED_IN.items()},
        "month_of": MonthOf.named,
        "finding": _finding(view, found, owed, covered),
        "data_url": view.asset(data.address(scope)),
    }


def _moved(view: View, scope: Scope, found: Forecast12) -> str:
    """Name who changed teams within the twelve months."""
    return (
        names(view, changed_teams(view.book, scope, MonthOf.named(found.start).start)) if found.start else ""
    )


def _chart(view: View, found: Forecast12) -> Chart:
    months = tuple(
        OutlookMonth(
            Slot(
                str(MonthOf.named(one.month).month), view.words.month(MonthOf.named(one.month)), one.month[:4]
            ),
            one.forecast,
            one.commit,
            one.pipeline,
            one.target,
            one.stretch,
            f"#m-{one.month}",
        )
        for one in found.months
    )
    return draw(OutlookInput(view.lang, view.words.money_unit(), months))


def _parts(view: View, scope: Scope, found: Forecast12, owed: ForecastsOwed) -> list[Group]:
    """Return the people of a scope by team; whoever is in no team stands last, so that the sums are the whole.

    Who owes no forecast stands there, too, as long as a target of the twelve months is theirs.
    """
    book = view.book
    if scope.kind == "person" or not found.start:
        return []
    now = owed.months[0].owed if owed.months and owed.months[0].month == found.start else ()
    states = {one.person: one.state for one in now}
    records = {one.owner: one.id for one in newest(book, scope)}
    first = MonthOf.named(found.start)
    shown = [
        one
        for one in crew(book, scope, book.as_of)
        if one in records
        or one in states
        or aim(book, Scope("person", one), first.start, first.shift(MONTHS).start).targets
    ]
    teams = [Scope("team", team.key) for team in book.config.teams] if scope == COMPANY else [scope]
    groups, placed = [], set[str]()
    for team in teams:
        members = [one for one in shown if book.team_on(one, book.as_of) == team.id]
        placed.update(members)
        if members:
            rows = tuple(_person(view, one, records, states) for one in members)
            groups.append(Group(rows, _part(view, team) if scope == COMPANY else None))
    rest = tuple(_person(view, one, records, states) for one in shown if one not in placed)
    return [*groups, Group(rest, None)] if rest else groups


def _person(view: View, ident: str, records: Mapping[str, str], states: Mapping[str, str]) -> Part:
    return _part(view, Scope("person", ident), records.get(ident, ""), states.get(ident, ""))


def _part(view: View, scope: Scope, record: str = "", state: str = "") -> Part:
    url = addresses.twelve_months(scope)
    href = view.href(url) if url in view.site.urls else ""
    return Part(scope, scope.label(view.book, view.lang), href, forecast12(view.book, scope), record, state)


def _finding(view: View, found: Forecast12, owed: ForecastsOwed, covered: Coverage) -> str:
    words = view.words
    if not found.start:
        return view.tr(N_("No forecast has been handed in yet."))
    text = N_("{forecast} {unit} are forecast for twelve months.")
    parts = [view.tr(text, forecast=words.money(found.forecast), unit=words.money_unit())]
    if found.attained.percent is not None:
        text = (
            N_("The stretch target is reached: {share}.")
            if found.reached
            else N_("The stretch target is not reached: {share}, {gap} {unit} are missing.")
        )
        parts.append(
            view.tr(
                text,
                share=words.percent(found.attained.percent),
                gap=words.money(found.gap),
                unit=words.money_unit(),
            )
        )
    if covered.quarter.short:
        text = N_("The pipeline covers {share} of the quarter’s target, less than required.")
        parts.append(view.tr(text, share=words.percent(covered.quarter.gross.percent)))
    missing = owed.months[0].missing if owed.months else ()
    if missing:
        parts.append(view.tr(N_("Forecast missing: {names}."), names=names(view, missing)))
    return words.gap.join(parts)
