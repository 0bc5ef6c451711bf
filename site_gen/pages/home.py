"""The home page: the packs of this period, what needs attention, the pipeline and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.charts import SmallFunnelInput, draw
from site_gen.config import Week
from site_gen.config.audience import LEVEL_NAMES
from site_gen.locale.text import N_, Msg
from site_gen.measures.coverage import coverage
from site_gen.measures.followups import overdue_items
from site_gen.measures.funnel import funnel
from site_gen.measures.movement import ChangeList, movement
from site_gen.measures.period import is_done, visits_between, visits_on
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signal import Signal
from site_gen.measures.signals import signals
from site_gen.pages import addresses
from site_gen.pages.audience import audience_of, limits_pages, may_show_kind
from site_gen.pages.funnel_charts import funnel_input
from site_gen.pages.pack_days import Period, periods
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.pages.visit_names import customer_name, visit_link
from site_gen.records import FORMS, Project, Visit
from site_gen.render.say import say_html

#: Days ahead for the lists of coming bids and visits.
BID_DAYS, VISIT_DAYS = 30, 7
#: Lines shown of each list; what is left out is counted and linked.
SIGNALS, CHANGES, BIDS, VISITS = 8, 2, 4, 5
_PACK_NAMES: dict[str, Msg] = {
    "daily": N_("Today"),
    "weekly": N_("This week"),
    "monthly": N_("This month"),
}
#: Where a signal is looked into.
_PLACES = {
    "cap": addresses.FOCUS,
    "unconfirmed": addresses.FOCUS,
    "target": addresses.TARGETS,
    "promises": addresses.FOLLOW_UPS,
    "reports": addresses.QUALITY,
    "past_visits": addresses.QUALITY,
    "briefs": addresses.BRIEFS,
    "purchase": addresses.PROJECTS,
    "alerts": addresses.ALERTS,
    "complaints": f"{addresses.ALERTS}#open",
}


class PackLine(Struct, frozen=True):
    """A pack of the current period: what it is, its period, its address and those of the teams."""

    name: str
    period: str
    href: str
    teams: tuple[tuple[str, str], ...]


class SignalLine(Struct, frozen=True):
    """A signal in words; `more` counts people who are not named."""

    signal: Signal
    what: str
    gap: Markup
    people: tuple[Markup, ...]
    more: int
    href: str


class ChangeLine(Struct, frozen=True):
    """One sort of movement of the week and the projects that made it; `more` counts those not named."""

    name: str
    changes: ChangeList
    shown: tuple[Markup, ...]
    more: int


def pages(book: Book) -> Iterable[Page]:
    """Yield the home page and the page for addresses that do not exist."""
    if limits_pages(book):
        yield Page(addresses.HOME, "start.html", _name, _start, "home")
    else:
        yield Page(addresses.HOME, "home.html", _name, _home, "home")
    yield Page("404.html", "404.html", lambda view: view.tr(N_("This page is not here")), _missing)


def _name(view: View) -> str:
    return view.tr(view.book.config.name)


def _start(view: View) -> Mapping[str, Any]:
    """Return what those get who see some parts of the site only: where these are, and how much is in them."""
    book, audience = view.book, audience_of(view.book)
    kinds = [kind for kind in FORMS if may_show_kind(book, kind) and book.of_kind(kind)]
    return {
        "audience": view.tr(audience.label),
        "levels": view.words.join([view.tr(LEVEL_NAMES[level]) for level in audience.sees]),
        "counts": [(view.tr(FORMS[kind].cls.plural), len(book.of_kind(kind))) for kind in kinds],
    }


def _missing(view: View) -> Mapping[str, Any]:
    del view
    return {}


def _home(view: View) -> Mapping[str, Any]:
    book = view.book
    found = signals(book, COMPANY)
    week = Week.of(book.as_of)
    coming = _visits(book)
    return {
        "funnel": funnel(book, COMPANY),
        "coverage": coverage(book, COMPANY),
        "overdue": [item for item in overdue_items(book, COMPANY) if item.ours],
        "signals": found,
        "red": sum(1 for signal in found if signal.red),
        "signal_lines": [_signal_line(view, signal) for signal in found],
        "packs": _packs(view),
        "plans": _plans(view, week),
        "commits": _commits(view, week),
        "week_name": view.words.week(week),
        "company": COMPANY,
        "week_visits": _week_visits(book, week),
        "chart": draw(_small_funnel(view)),
        "movement": movement(book, COMPANY),
        "change_lines": _changes(view),
        "bids": _bids(book),
        "visits": [
            (visit, visit_link(view, visit, customer_name(view, visit.customer))) for visit in coming[:VISITS]
        ],
        "more_visits": max(0, len(coming) - VISITS),
        "limits": {
            "signals": SIGNALS,
            "bids": BIDS,
            "visits": VISITS,
            "bid_days": BID_DAYS,
            "visit_days": VISIT_DAYS,
        },
    }


def _packs(view: View) -> list[PackLine]:
    first: dict[str, Period] = {}
    for period in periods(view.book):
        first.setdefault(period.kind, period)
    return [
        PackLine(
            view.tr(_pack_name(view, period)),
            period.name(view),
            view.href(addresses.pack(period.id, COMPANY)),
            _teams(view, lambda scope, period=period: addresses.pack(period.id, scope)),
        )
        for kind, period in first.items()
        if addresses.pack(period.id, COMPANY) in view.site.urls
    ]


def _pack_name(view: View, period: Period) -> Msg:
    """Return what a current pack is called; on a day off the daily one prepares the next working day."""
    off = period.kind == "daily" and period.next_start > view.book.as_of
    return N_("Next working day") if off else _PACK_NAMES[period.kind]


def _plans(view: View, week: Week) -> list[PackLine]:
    """Return the call plans of this week and the next."""
    return [
        PackLine(
            view.tr(name),
            view.words.week(one),
            view.href(addresses.call_plan(one, COMPANY)),
            _teams(view, lambda scope, one=one: addresses.call_plan(one, scope)),
        )
        for name, one in ((N_("Call plan, this week"), week), (N_("Call plan, next week"), week.shift(1)))
        if addresses.call_plan(one, COMPANY) in view.site.urls
    ]


def _commits(view: View, week: Week) -> list[PackLine]:
    """Return the Monday page of the commits of this week."""
    url = addresses.commit_week(week, COMPANY)
    if url not in view.site.urls:
        return []
    teams = _teams(view, lambda scope: addresses.commit_week(week, scope))
    return [PackLine(view.tr(N_("Weekly commit, this week")), view.words.week(week), view.href(url), teams)]


def _teams(view: View, address: Any) -> tuple[tuple[str, str], ...]:
    scopes = [Scope("team", team.key) for team in view.book.config.teams]
    return tuple(
        (scope.label(view.book, view.lang), view.href(address(scope)))
        for scope in scopes
        if address(scope) in view.site.urls
    )


def _signal_line(view: View, signal: Signal) -> SignalLine:
    url = _PLACES.get(signal.key, f"{addresses.PIPELINE}#{signal.key}")
    if url.partition("#")[0] not in view.site.urls:
        url = ""
    return SignalLine(
        signal,
        view.tr(signal.what),
        say_html(signal.gap, view.words, view.book, view.link),
        tuple(view.person(person) for person in signal.people[:2]),
        max(0, len(signal.people) - 2),
        view.href(url) if url else "",
    )


def _small_funnel(view: View) -> SmallFunnelInput:
    full = funnel_input(view, COMPANY)
    return SmallFunnelInput(full.lang, full.unit, full.stages, full.lost)


def _changes(view: View) -> list[ChangeLine]:
    moved = movement(view.book, COMPANY)
    sorts = (
        (N_("New"), moved.new),
        (N_("Moved forward"), moved.forward),
        (N_("Won"), moved.won),
        (N_("Moved back"), moved.back),
        (N_("Lost"), moved.lost),
        (N_("Reopened"), moved.reopened),
    )
    return [
        ChangeLine(
            view.tr(name),
            found,
            tuple(view.link("project", change.project) for change in found.changes[:CHANGES]),
            max(0, len(found.changes) - CHANGES),
        )
        for name, found in sorts
        if found.changes or name != N_("Reopened")
    ]


def _bids(book: Book) -> list[Project]:
    last = book.as_of + timedelta(days=BID_DAYS)
    found = [
        state.project
        for state in COMPANY.states(book)
        if state.stage in book.config.open_keys
        and state.project.bid_date is not None
        and book.as_of <= state.project.bid_date <= last
    ]
    return sorted(found, key=lambda p: (str(p.bid_date), p.id))


def _visits(book: Book) -> list[Visit]:
    """Return the visits of the next days that are still to be made, today's included."""
    end = book.as_of + timedelta(days=VISIT_DAYS)
    return [
        visit
        for visit in visits_on(book.visits_by_date, book.as_of, end)
        if visit.channel == "visit" and visit.status in {"planned", "prepared"}
    ]


def _week_visits(book: Book, week: Week) -> tuple[int, int]:
    """Return how many visits of the week are done, and how many there are without the cancelled."""
    found = [v for v in visits_between(book, COMPANY, week.start, week.end) if v.channel == "visit"]
    return sum(1 for visit in found if is_done(book, visit)), len(found)
