"""The indicator dashboard: each with limit, value, state in words and eight weeks (S34.10, S35.7, S36.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.indicators import SOURCES, Indicator, Reading, Source, indicators
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.view import View

#: Where the details of an indicator are; the page is linked when it exists.
DETAILS: dict[str, str] = {
    "accuracy": addresses.COMMIT_HISTORY,
    "stretch_month": addresses.PERIODS,
    "stretch_quarter": addresses.PERIODS,
    "prepared": addresses.COMMIT,
    "surprises": addresses.COMMIT_HISTORY,
    "unfulfilled": addresses.UNFULFILLED,
    "handed_in": addresses.COMMIT,
    "discipline": addresses.COMPLIANCE,
    "coverage": addresses.PIPELINE,
    "linearity": addresses.PERIODS,
    "growth": addresses.TWELVE_MONTHS,
    "forecast": addresses.TWELVE_MONTHS,
    "variation": addresses.COMMIT_HISTORY,
    "cycle": addresses.SPEED,
}
#: Words for states of their own.
STATES: dict[str, Msg] = {
    "behind": N_("behind the line"),
    "linear": N_("on the line"),
    "ahead": N_("ahead of the line"),
    "aim": NC_("indicator", "aim reached"),
    "required": NC_("indicator", "enough, aim not reached"),
}
_GOOD, _BAD = NC_("indicator", "in order"), NC_("indicator", "not in order")
_FREE, _NONE = NC_("indicator", "no limit set"), NC_("indicator", "no value")


class Row(Struct, frozen=True):
    """One line of the dashboard.

    Attributes:
        found: the indicator.
        source: where it comes from.
        title: what it is called.
        href: details; empty when there are none.
        limit: its limits in words.
        most: the largest value of the weeks, the full height of their bars.
        teams: what it says today of each team.
    """

    found: Indicator
    source: Source
    title: str
    href: str
    limit: str
    most: Decimal
    teams: tuple[Reading, ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.INDICATORS,
        template="indicators.html",
        title=lambda view: view.tr(N_("Indicators")),
        build=_build,
        section="indicators",
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    teams = tuple(Scope("team", team.key) for team in book.config.teams)
    of_team = [{one.key: one.now for one in _today(book, team)} for team in teams]
    sources = {one.key: one for one in SOURCES}
    rows = [
        _row(view, found, sources[found.key], tuple(one[found.key] for one in of_team))
        for found in indicators(book, COMPANY)
    ]
    return {
        "rows": rows,
        "teams": [team.label(book, view.lang) for team in teams],
        "weeks": [Week.named(ident) for ident in rows[0].found.weeks],
        "state": lambda reading: state(view, reading),
        "shown": lambda row, reading: shown(view, row.source.unit, reading.value),
        "finding": _finding(view, rows),
    }


def _today(book: Book, scope: Scope) -> tuple[Indicator, ...]:
    return indicators(book, scope)


def _row(view: View, found: Indicator, source: Source, teams: tuple[Reading, ...]) -> Row:
    url = DETAILS.get(found.key, "")
    return Row(
        found=found,
        source=source,
        title=view.tr(source.title),
        href=view.href(url) if url and url in view.site.urls else "",
        limit=_limit(view, source, found),
        most=max((one.value for one in found.trend if one.value is not None), default=Decimal(0)),
        teams=teams,
    )


def shown(view: View, unit: str, value: Decimal | None) -> str:
    """Return a value with its unit."""
    if unit == "percent":
        return view.words.percent(value)
    if unit == "days" and value is not None:
        return view.tr(N_("{count} days"), count=view.words.num(value, 1))
    return view.words.num(value)


def _limit(view: View, source: Source, found: Indicator) -> str:
    low, high, unit = found.low, found.high, source.unit
    if low is not None and high is not None:
        text = NC_("limit", "{low} to {high}")
    elif low is not None:
        text = NC_("limit", "above {low}") if source.above else NC_("limit", "at least {low}")
    elif high is not None:
        text = NC_("limit", "below {high}") if high else NC_("limit", "none")
    else:
        return "–"
    return view.tr(text, low=shown(view, unit, low), high=shown(view, unit, high))


def state(view: View, reading: Reading) -> tuple[str, str]:
    """Return the tone and the words of a reading."""
    tone = "open" if reading.ok is None else "good" if reading.ok else "bad"
    if reading.state:
        return tone, view.tr(STATES[reading.state])
    if reading.ok is None:
        return tone, view.tr(_NONE if reading.value is None else _FREE)
    return tone, view.tr(_GOOD if reading.ok else _BAD)


def _finding(view: View, rows: list[Row]) -> str:
    known = [row for row in rows if row.found.now.ok is not None]
    bad = [row for row in known if not row.found.now.ok]
    if not known:
        return view.tr(N_("No indicator has a value that can be judged yet."))
    if not bad:
        return view.tr(N_("All {count} indicators with a limit are in order."), count=len(known))
    text = N_("{good} of {count} indicators with a limit are in order. Not in order: {names}.")
    names = view.words.join([row.title for row in bad])
    return view.tr(text, good=len(known) - len(bad), count=len(known), names=names)
