"""The story of a customer: visits, calls, stage moves and orders of all its projects, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from site_gen.locale.text import N_
from site_gen.pages import addresses
from site_gen.pages.facts import joined
from site_gen.pages.project_story import Event, coming, happened
from site_gen.pages.view import View
from site_gen.records import Customer, Visit

_VISITS = {"visit", "call"}
_AHEAD = {"planned", "prepared"}


def customer_story(view: View, customer: Customer) -> tuple[Event, ...]:
    """Return what happened up to the day of the figures, newest first."""
    book = view.book
    visits = book.visits_of_customer.get(customer.id, ())
    events = [visit_event(view, v) for v in visits if v.status == "done" and v.date <= book.as_of]
    for project in book.projects_of_customer.get(customer.id, ()):
        events.extend(_named(view, project.id, happened(view, project)))
    return tuple(sorted(events, key=lambda e: (-e.day.toordinal(), e.kind, e.title)))


def customer_agenda(view: View, customer: Customer) -> tuple[Event, ...]:
    """Return what is planned or due with a customer, the earliest first; what is overdue is marked."""
    book = view.book
    visits = book.visits_of_customer.get(customer.id, ())
    events = [visit_event(view, v) for v in visits if v.status in _AHEAD]
    for project in book.projects_of_customer.get(customer.id, ()):
        events.extend(_named(view, project.id, coming(view, project)))
    return tuple(sorted(events, key=lambda e: (e.day, e.kind, e.title)))


def visit_event(view: View, visit: Visit) -> Event:
    """Return a visit or call as an entry of a timeline: what for, whom, by whom, with what result."""
    words, call = view.words, visit.channel == "phone"
    kind = words.label("channel", visit.channel)
    what = words.label("purpose_type", visit.purpose_type) if visit.purpose_type else ""
    named = view.tr(N_("{channel}: {purpose}"), channel=kind, purpose=what) if what else kind
    title = view.link("visit", visit.id, named)
    if visit.contacts:
        title = Markup("{} {}").format(title, joined(view, [view.person(c) for c in visit.contacts]))
    if visit.project:
        title = Markup('{} <span class="muted">{}</span>').format(title, view.link("project", visit.project))
    brief = addresses.brief(visit.id)
    if brief in view.site.urls:
        title = Markup('{} <a class="small" href="{}">POPSA</a>').format(title, view.href(brief))
    late = visit.status in _AHEAD and visit.date < view.book.as_of
    state = "" if visit.status == "done" else words.label("visit_status", visit.status)
    aside = " · ".join(part for part in (view.book.name_of(visit.owner), state) if part)
    body = view.md(visit.result if visit.status == "done" else visit.purpose, 4)
    return Event(visit.date, "call" if call else "visit", title, aside, body, late)


def _named(view: View, project: str, events: Iterable[Event]) -> Iterator[Event]:
    """Name the project in front of each of its events; visits are told by the customer itself."""
    for event in events:
        if event.kind not in _VISITS:
            title = Markup('{} <span class="muted">{}</span>').format(
                event.title, view.link("project", project)
            )
            yield Event(event.day, event.kind, title, event.aside, event.body, event.late)
