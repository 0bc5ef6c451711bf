"""The story of a customer: visits, calls, stage moves and orders of all its projects, and what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from site_gen.pages.event import AHEAD, Event, muted, visit_event
from site_gen.pages.project_story import due, steps
from site_gen.pages.view import View
from site_gen.records import Customer, Project


def customer_story(view: View, customer: Customer) -> tuple[Event, ...]:
    """Return what happened up to the day of the figures, newest first."""
    book = view.book
    visits = book.visits_of_customer.get(customer.id, ())
    events = [
        visit_event(view, v, project=True) for v in visits if v.status == "done" and v.date <= book.as_of
    ]
    events.extend(_of_projects(view, customer, steps))
    return tuple(sorted(events, key=lambda e: (-e.day.toordinal(), e.kind, e.title)))


def customer_agenda(view: View, customer: Customer) -> tuple[Event, ...]:
    """Return what is planned or due with a customer, the earliest first; what is overdue is marked."""
    visits = view.book.visits_of_customer.get(customer.id, ())
    events = [visit_event(view, v, project=True) for v in visits if v.status in AHEAD]
    events.extend(_of_projects(view, customer, due))
    return tuple(sorted(events, key=lambda e: (e.day, e.kind, e.title)))


def _of_projects(
    view: View, customer: Customer, events: Callable[[View, Project], Iterable[Event]]
) -> Iterator[Event]:
    """Yield the events of a customer's projects, each with the project's name behind its title."""
    for project in view.book.projects_of_customer.get(customer.id, ()):
        name = muted(view.link("project", project.id))
        for event in events(view, project):
            title = Markup(f"{event.title} {name}")  # noqa: S704 - both are markup already
            yield Event(event.day, event.kind, title, event.aside, event.body, event.late)
