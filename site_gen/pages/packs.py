"""Packs: one printable page per meeting and scope, in the order of the meeting (S7.5–S7.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from site_gen.book import Book
from site_gen.locale.text import N_, Msg
from site_gen.measures.obligations import NAMES as REPORT_NAMES
from site_gen.measures.sales_per_person import report_weeks
from site_gen.measures.scope import Scope
from site_gen.pages import addresses, pack_daily, pack_monthly, pack_one_on_one, pack_weekly
from site_gen.pages.pack_agenda import agenda
from site_gen.pages.pack_days import WEEKS, Period, periods, scopes, talk, talked_to
from site_gen.pages.pack_minutes import minutes
from site_gen.pages.page import Page
from site_gen.pages.scopes import Choices, choice, whose
from site_gen.pages.view import View

_TITLE = N_("Packs")
NAMES: dict[str, Msg] = {
    "daily": N_("Daily pack"),
    "weekly": N_("Weekly pack"),
    "monthly": N_("Monthly pack"),
    "one_on_one": N_("Pack for a talk"),
}
_CONTEXTS = {
    "daily": pack_daily.context,
    "weekly": pack_weekly.context,
    "monthly": pack_monthly.context,
    "one_on_one": pack_one_on_one.context,
}


def pages(book: Book) -> Iterable[Page]:
    """Yield the index of packs and every pack."""
    yield Page(addresses.PACKS, "packs.html", lambda view: view.tr(_TITLE), _index, "packs")
    crumbs = ((addresses.PACKS, lambda view: view.tr(_TITLE)),)
    wanted = [(period, scope) for period in periods(book) for scope in scopes(book)]
    wanted += [(talk(book), scope) for scope in talked_to(book)]
    for period, scope in wanted:
        url = addresses.pack(period.id, scope)
        template = f"pack_{period.kind}.html"
        yield Page(url, template, _title(period, scope), _context(period, scope), "packs", crumbs)


def _title(period: Period, scope: Scope) -> Callable[[View], str]:
    def title(view: View) -> str:
        text = N_("{pack} {period}, {scope}")
        return view.tr(
            text, pack=NAMES[period.kind], period=period.name(view), scope=scope.label(view.book, view.lang)
        )

    return title


def _context(period: Period, scope: Scope) -> Callable[[View], Mapping[str, Any]]:
    def context(view: View) -> Mapping[str, Any]:
        found = _CONTEXTS[period.kind](view, period, scope)
        return {
            "period": period,
            "scope": scope,
            "earlier": period.evening if period.evening < view.book.as_of else None,
            "groups": _switch(view, period, scope),
            "minutes": minutes(view, period, scope, found.get("joint_ids", ())),
            "names": REPORT_NAMES,
            **agenda(period.kind),
            **found,
        }

    return context


def _switch(view: View, period: Period, scope: Scope) -> list[Choices]:
    """Return the links to the same pack of other scopes and to other periods of the same kind."""
    found = talked_to(view.book) if period.kind == "one_on_one" else scopes(view.book)
    groups = whose(view, scope, found, partial(addresses.pack, period.id))
    links = (
        choice(
            view.href(addresses.pack(other.id, scope)),
            other.name(view),
            ' aria-current="true"' if other.id == period.id else "",
        )
        for other in periods(view.book)
        if other.kind == period.kind
    )
    if period.kind == "one_on_one":
        return groups
    return [*groups, Choices(view.tr(N_("Period")), Markup("").join(links))]


class Choice(NamedTuple):
    """A pack in the index: its href and whose it is."""

    href: str
    name: str


class Row(NamedTuple):
    """The packs of one period in the index: which pack, of when, for the company and teams, for each person."""

    pack: str
    period: str
    groups: list[Choice]
    people: list[Choice]


def _index(view: View) -> Mapping[str, Any]:
    rows = [_row(view, period, scopes(view.book)) for period in periods(view.book)]
    if talked_to(view.book):
        rows.append(_row(view, talk(view.book), talked_to(view.book)))
    return {"rows": [*rows, *_regional(view)]}


def _row(view: View, period: Period, found: Iterable[Scope]) -> Row:
    groups: list[Choice] = []
    people: list[Choice] = []
    for scope in found:
        pack = Choice(view.href(addresses.pack(period.id, scope)), scope.label(view.book, view.lang))
        (people if scope.kind == "person" else groups).append(pack)
    return Row(view.tr(NAMES[period.kind]), period.name(view), groups, people)


def _regional(view: View) -> Iterator[Row]:
    """Yield the reports of the regions in ten items, which the meeting on Monday goes through (S29)."""
    for week in reversed(report_weeks(view.book)[-WEEKS:]):
        urls = [(addresses.region_week(week, team.key), team) for team in view.book.config.teams]
        groups = [Choice(view.href(url), view.tr(team.label)) for url, team in urls if url in view.site.urls]
        if groups:
            yield Row(view.tr(N_("Regional report in ten items")), view.words.week(week), groups, [])
