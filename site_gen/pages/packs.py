"""Packs: one printable page per meeting and scope, in the order of the meeting (S7.5–S7.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from site_gen.book import Book
from site_gen.locale.text import N_, Msg
from site_gen.measures.scope import Scope
from site_gen.pages import addresses, pack_daily, pack_monthly, pack_weekly
from site_gen.pages.pack_days import Period, periods, scopes
from site_gen.pages.page import Page
from site_gen.pages.scopes import Choices, choice, choices
from site_gen.pages.view import View

_TITLE = N_("Packs")
NAMES: dict[str, Msg] = {
    "daily": N_("Daily pack"),
    "weekly": N_("Weekly pack"),
    "monthly": N_("Monthly pack"),
}
_CONTEXTS = {
    "daily": pack_daily.context,
    "weekly": pack_weekly.context,
    "monthly": pack_monthly.context,
}


def pages(book: Book) -> Iterable[Page]:
    """Yield the index of packs and every pack."""
    yield Page(addresses.PACKS, "packs.html", lambda view: view.tr(_TITLE), _index, "packs")
    crumbs = ((addresses.PACKS, lambda view: view.tr(_TITLE)),)
    for period in periods(book):
        for scope in scopes(book):
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
        return {
            "period": period,
            "scope": scope,
            "groups": _switch(view, period, scope),
            "minutes_command": _minutes_command(period, scope),
            **_CONTEXTS[period.kind](view, period, scope),
        }

    return context


def _switch(view: View, period: Period, scope: Scope) -> list[Choices]:
    """Return the links to the same pack of other scopes and to other periods of the same kind."""
    found = scopes(view.book)
    groups = []
    for kind in ("company", "team", "person"):
        others = [other for other in found if other.kind == kind]
        if others:
            address = partial(addresses.pack, period.id)
            groups.append(choices(view, kind, others, address, scope if scope.kind == kind else None))
    links = (
        choice(
            view.href(addresses.pack(other.id, scope)),
            other.name(view),
            ' aria-current="true"' if other.id == period.id else "",
        )
        for other in periods(view.book)
        if other.kind == period.kind
    )
    return [*groups, Choices(view.tr(N_("Period")), Markup("").join(links))]


def _minutes_command(period: Period, scope: Scope) -> str:
    """Return the command that begins the review record of this meeting (S7.4)."""
    parts = ["site-gen new review", f"--set meeting={period.kind}"]
    if scope.kind == "team":
        parts.append(f"--set team={scope.id}")
    if scope.kind == "person":
        parts.append(f"--set attendees={scope.id}")
    return " ".join(parts)


def _index(view: View) -> Mapping[str, Any]:
    rows = [
        (
            period,
            view.tr(NAMES[period.kind]),
            period.name(view),
            [
                (view.href(addresses.pack(period.id, scope)), scope.label(view.book, view.lang))
                for scope in scopes(view.book)
            ],
        )
        for period in periods(view.book)
    ]
    return {"rows": rows}
