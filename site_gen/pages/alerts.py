"""The alert board, and the page of each market status report and complaint (S28)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import escape

from site_gen.book import Book
from site_gen.book.alerts import Alert, handler, is_open
from site_gen.locale.text import N_, NC_
from site_gen.measures.alerts import Alerts, AlertState, alert_state, alerts
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.event import Event, visit_event
from site_gen.pages.facts import facts, gaps
from site_gen.pages.names import record_name
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import MarketReport

_FACTS = {
    "market_report": (
        "date",
        "owner",
        "type",
        "severity",
        "customer",
        "competitor",
        "region",
        "handled_by",
        "status",
        "closed_on",
    ),
    "complaint": ("date", "customer", "product", "severity", "owner", "responsible", "status", "closed_on"),
}
_PROSE = {
    "market_report": ("description", "impact", "proposal", "handling"),
    "complaint": ("content", "cause", "handling"),
}
#: Visits and calls of the customer beside an alert, the newest first.
_VISITS = 8


def pages(book: Book) -> Iterator[Page]:
    """Yield the board and one page per market status report and complaint."""
    yield Page(addresses.ALERTS, "alerts.html", _alerts, _board, "alerts", paper="landscape")
    crumbs = ((addresses.ALERTS, _alerts),)
    for alert in _everything(book):
        yield Page(
            url=addresses.record(alert.kind, alert.id),
            template="alert.html",
            title=partial(_title, alert),
            build=partial(_build, alert),
            section="alerts",
            crumbs=crumbs,
        )


def _everything(book: Book) -> tuple[Alert, ...]:
    return (*book.market_reports.values(), *book.complaints.values())


def _alerts(view: View) -> str:
    return view.tr(N_("Market alerts"))


def _title(alert: Alert, view: View) -> str:
    name = record_name(alert, view.book, view.words)
    return name if isinstance(alert, MarketReport) else view.tr(N_("Complaint {name}"), name=name)


def _board(view: View) -> Mapping[str, Any]:
    found = alerts(view.book, COMPANY)
    return {
        "alerts": found,
        "finding": _finding(view, found),
        "prose": {(s.kind, s.id): _texts(view, s) for s in (*found.open, *found.closed)},
        "later": [(one.kind, one.id) for one in _everything(view.book) if one.date > view.book.as_of],
        "data_url": view.asset(data.address(COMPANY)),
    }


def _texts(view: View, state: AlertState) -> tuple[str, str, str]:
    """Return what happened, what it does to sales, and what was done."""
    if state.kind == "complaint":
        complaint = view.book.complaints[state.id]
        return complaint.content, complaint.cause, complaint.handling
    report = view.book.market_reports[state.id]
    return report.description, report.impact, report.handling


def _finding(view: View, found: Alerts) -> str:
    words, tr = view.words, view.tr
    if not found.open and not found.closed:
        return tr(N_("Nothing has been filed that threatens sales."))
    if not found.open:
        return tr(N_("Nothing is open; alerts settled: {count}."), count=words.num(len(found.closed)))
    text = N_("Open alerts: {count}, of these {serious} serious and {unhandled} that nobody handles.")
    parts = [
        tr(
            text,
            count=words.num(len(found.open)),
            serious=words.num(len(found.serious)),
            unhandled=words.num(len(found.unhandled)),
        )
    ]
    first = found.open[0]
    record = view.book.get(first.kind, first.id)
    if record is not None:
        text = N_("First: {what}, open for {days} days.")
        name = record_name(record, view.book, words)
        parts.append(tr(text, what=name, days=words.num(first.days)))
    if found.slow:
        parts.append(tr(N_("Complaints open too long: {count}."), count=words.num(len(found.slow))))
    undone = sum(1 for state in found.open if not state.done)
    if undone:
        parts.append(tr(N_("Open ones of which nothing done is written: {count}."), count=words.num(undone)))
    return words.gap.join(parts)


def _build(alert: Alert, view: View) -> Mapping[str, Any]:
    state = alert_state(view.book, alert.kind, alert.id)
    return {
        "alert": alert,
        "state": state,
        "facts": facts(view, alert, _FACTS[alert.kind]),
        "sections": [
            (label, text, gap)
            for name in _PROSE[alert.kind]
            for label, text, gap in [_section(view, alert, name)]
            if text or name == "handling" or state.open
        ],
        "story": _story(view, alert),
        "warnings": problems_of(view.book, alert),
        "finding": _state_finding(view, alert, state),
    }


def _section(view: View, alert: Alert, name: str) -> tuple[str, Any, str]:
    """Return the label of a section of the text, its HTML, and the heading to write when it is empty."""
    found = gaps(view, alert, (name,))
    if found:
        return found[0].label, "", found[0].name
    label = facts(view, alert, (name,))[0][0]
    return label, view.md(getattr(alert, name)), ""


def _state_finding(view: View, alert: Alert, state: AlertState) -> str:
    words, tr = view.words, view.tr
    who = handler(alert)
    parts = []
    if not state.open:
        if state.days is None:
            parts.append(tr(N_("Closed, on which day is not written.")))
        else:
            parts.append(
                tr(
                    N_("Closed on {date} after {days} days."),
                    date=words.date(state.closed_on),
                    days=words.num(state.days),
                )
            )
    elif state.day > view.book.as_of:
        parts.append(tr(N_("Filed after the day of the figures.")))
    else:
        parts.append(tr(N_("Open for {days} days."), days=words.num(state.days)))
    if state.slow:
        parts.append(tr(N_("That is longer than a complaint may be open.")))
    if who:
        parts.append(tr(N_("Handled by {name}."), name=view.book.name_of(who)))
    elif state.open:
        parts.append(tr(N_("Nobody handles it.")))
    return words.gap.join(parts)


def _story(view: View, alert: Alert) -> tuple[Event, ...]:
    """Return filing, closing, and the visits to the customer in between, newest first."""
    book = view.book
    filed, closed = escape(view.tr(N_("Filed"))), escape(view.tr(NC_("alert", "Closed")))
    events = [Event(alert.date, "stage", filed, book.name_of(alert.owner))]
    end = book.as_of
    if not is_open(alert, book.as_of) and alert.closed_on:
        end = alert.closed_on
        body = view.md(alert.handling, 4) if alert.handling else ""
        events.append(Event(end, "order", closed, book.name_of(handler(alert)), body))
    visits = [
        visit
        for visit in book.visits_of_customer.get(alert.customer, ())
        if alert.customer and visit.status == "done" and alert.date <= visit.date <= end
    ]
    events.extend(visit_event(view, visit, project=True) for visit in visits[-_VISITS:])
    return tuple(sorted(events, key=lambda e: (-e.day.toordinal(), e.kind, e.title)))
