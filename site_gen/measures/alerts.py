"""Market alerts and complaints: what threatens sales now, and what was done (S28)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.alerts import Alert, days_open, handler, is_open, is_serious, is_slow
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import Complaint

#: Kind and id of an alert, and the day it was filed.
_Filed: TypeAlias = tuple[str, str, date]


class AlertState(Struct, frozen=True):
    """A market status report or a complaint on the day of the figures.

    Attributes:
        kind: `market_report` or `complaint`.
        id: its id.
        day: day it was filed.
        subject: subject of a market status report; empty for a complaint.
        severity: `high`, `medium`, `low`; empty when it is not written.
        customer: id of the customer, empty for none.
        competitor: name of the competitor, empty for none.
        reporter: id of who filed it.
        handler: id of who handles it, empty for nobody.
        open: whether it is still open.
        status: `open`, `doing` or `closed` on the day of the figures.
        days: days it has been open, or was until it was closed; `None` when the day it was closed is not known.
        closed_on: day it was closed.
        done: whether it is written what was done.
        slow: whether it is a complaint that is open for longer than it may be.
        serious: whether its severity is the highest of the list.
    """

    kind: str
    id: str
    day: date
    subject: str
    severity: str
    customer: str
    competitor: str
    reporter: str
    handler: str
    open: bool
    status: str
    days: int | None
    closed_on: date | None
    done: bool
    slow: bool
    serious: bool


class Alerts(Struct, frozen=True):
    """The alerts of a scope.

    Attributes:
        open: those not closed, the most severe first, then the oldest.
        closed: the others, the last closed first.
        serious: ids of open ones of the highest severity.
        unhandled: ids of open ones that nobody handles.
        slow: ids of complaints open for longer than a complaint may be.
    """

    open: tuple[AlertState, ...]
    closed: tuple[AlertState, ...]
    serious: tuple[str, ...]
    unhandled: tuple[str, ...]
    slow: tuple[str, ...]


@per_book
def alert_state(book: Book, kind: str, ident: str) -> AlertState:
    """Return the state of one alert at `book.as_of`."""
    return state_on(book, kind, ident, book.as_of)


def state_on(book: Book, kind: str, ident: str, day: date) -> AlertState:
    """Return the state of one alert in the evening of `day`; who handled it then is not known, so who does now."""
    found: Alert
    subject = competitor = ""
    if kind == "complaint":
        found = book.complaints[ident]
    else:
        found = report = book.market_reports[ident]
        subject, competitor = report.type, report.competitor
    now = is_open(found, day)
    return AlertState(
        kind=kind,
        id=ident,
        day=found.date,
        subject=subject,
        severity=found.severity,
        customer=found.customer,
        competitor=competitor,
        reporter=found.owner,
        handler=handler(found),
        open=now,
        status="doing" if now and found.status == "closed" else found.status,
        days=days_open(found, day),
        closed_on=None if now else found.closed_on,
        done=found.says("handling"),
        slow=is_slow(found, day),
        serious=is_serious(book, found),
    )


@measure(
    "S28",
    "alerts",
    N_("Market alerts and complaints"),
    N_(
        "Market status reports and complaints filed by the day of the figures. Open: not closed by that day; they "
        "stand by severity, then by age in days. One that is closed without a day counts as closed. An alert "
        "belongs to whoever filed it, handles it or looks after the customer, to the teams of these people, and to "
        "the market and province of the customer; a complaint also to its product."
    ),
    unit="count",
    source="S28",
)
def alerts(book: Book, scope: Scope) -> Alerts:
    """List the alerts of a scope, open ones first by severity and age."""
    found = [alert_state(book, kind, ident) for kind, ident, _ in _filed(book, scope)]
    waiting = _by_urgency(book, found)
    closed = sorted(
        (state for state in found if not state.open),
        key=lambda s: (-(s.closed_on or s.day).toordinal(), s.kind, s.id),
    )
    return Alerts(
        waiting,
        tuple(closed),
        tuple(s.id for s in waiting if s.serious),
        tuple(s.id for s in waiting if not s.handler),
        tuple(s.id for s in waiting if s.slow),
    )


def open_on(book: Book, scope: Scope, day: date) -> tuple[AlertState, ...]:
    """Return the alerts of a scope that were open in the evening of `day`, the most severe first, then the oldest."""
    day = min(day, book.as_of)
    known = (key for *key, filed_on in _filed(book, scope) if filed_on <= day)
    return _by_urgency(book, (state_on(book, kind, ident, day) for kind, ident in known))


def _by_urgency(book: Book, states: Iterable[AlertState]) -> tuple[AlertState, ...]:
    """Return those that are open, the most severe first, then the oldest."""
    ranks = book.config.vocabularies["level"]
    return tuple(
        sorted(
            (state for state in states if state.open),
            key=lambda s: (ranks.rank(s.severity) if s.severity else len(ranks.keys), s.day, s.kind, s.id),
        )
    )


def _filed(book: Book, scope: Scope) -> list[_Filed]:
    """Return the alerts of a scope filed by `book.as_of`."""
    return _by_scope(book).get(scope, [])


@per_book
def _by_scope(book: Book) -> dict[Scope, list[_Filed]]:
    """Return by scope the alerts filed by `book.as_of`; looked for scope by scope, all would be gone through for each."""
    found: dict[Scope, list[_Filed]] = {}
    for records in (book.market_reports, book.complaints):
        everything: Iterable[Alert] = records.values()
        for one in everything:
            if one.date <= book.as_of:
                for scope in _scopes(book, one):
                    found.setdefault(scope, []).append((one.kind, one.id, one.date))
    return found


def alerts_of_customer(book: Book, customer: str) -> tuple[AlertState, ...]:
    """Return the alerts about one customer, open ones first, then the newest."""
    found: tuple[Alert, ...] = (
        *book.market_reports_of_customer.get(customer, ()),
        *book.complaints_of_customer.get(customer, ()),
    )
    states = [alert_state(book, one.kind, one.id) for one in found if one.date <= book.as_of]
    return tuple(sorted(states, key=lambda s: (not s.open, -s.day.toordinal(), s.kind, s.id)))


def _scopes(book: Book, alert: Alert) -> set[Scope]:
    """Return the scopes an alert belongs to."""
    customer = book.customers.get(alert.customer)
    people = {alert.owner, handler(alert), customer.owner if customer else ""} - {""}
    found = {Scope(), *(Scope("person", one) for one in people)}
    found |= {Scope("team", book.team_of(one)) for one in people}
    if customer is not None:
        found |= {Scope("vertical", customer.vertical), Scope("province", customer.province)}
    if isinstance(alert, Complaint):
        found.add(Scope("product", alert.product))
    return found
