"""Packs: one printable page per meeting and scope, in the order of the meeting (S7.5–S7.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_, Msg
from site_gen.measures.scope import KINDS, Scope
from site_gen.pages import addresses, pack_daily, pack_monthly, pack_weekly
from site_gen.pages.pack_days import Period, periods, scopes
from site_gen.pages.page import Page
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


def _switch(view: View, period: Period, scope: Scope) -> list[dict[str, Any]]:
    """Return the links to the same pack of other scopes and to other periods of the same kind."""
    groups: list[dict[str, Any]] = []
    for kind in ("company", "team", "person"):
        items = [
            {
                "title": other.label(view.book, view.lang),
                "href": view.href(addresses.pack(period.id, other)),
                "current": other == scope,
            }
            for other in scopes(view.book)
            if other.kind == kind
        ]
        if items:
            groups.append({"label": view.tr(KINDS[kind]), "items_": items})
    others = [
        {
            "title": other.name(view),
            "href": view.href(addresses.pack(other.id, scope)),
            "current": other.id == period.id,
        }
        for other in periods(view.book)
        if other.kind == period.kind
    ]
    groups.append({"label": view.tr(N_("Period")), "items_": others})
    return groups


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
