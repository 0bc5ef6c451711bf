"""The story of a project: what happened, newest first, and what is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from markupsafe import Markup, escape
from msgspec import Struct

from site_gen.locale.text import N_, Msg, Text, tr
from site_gen.pages import addresses
from site_gen.pages.bid_story import bid_due, bid_steps
from site_gen.pages.event import AHEAD, Event, visit_event
from site_gen.pages.track import known_moves
from site_gen.pages.view import View
from site_gen.records import Order, Project, Visit
from site_gen.records.rows import FollowUp

_ENTERED, _ON, _BACK = N_("Entered as {stage}"), N_("Moved on to {stage}"), N_("Back to {stage}")


class Promise(Struct, frozen=True):
    """A follow-up item with the visit it was agreed on."""

    who: str
    what: str
    when: date
    done: bool
    done_on: date | None
    source: Markup


def happened(view: View, project: Project) -> tuple[Event, ...]:
    """Return visits, stage moves and orders up to the day of the figures, newest first."""
    as_of = view.book.as_of
    events = [visit_event(view, v) for v in _visits(view, project) if v.status == "done" and v.date <= as_of]
    events.extend(steps(view, project))
    return tuple(sorted(events, key=lambda e: (-e.day.toordinal(), e.kind, e.title)))


def coming(view: View, project: Project) -> tuple[Event, ...]:
    """Return what is planned or due, the earliest first; what is overdue is marked."""
    events = [visit_event(view, visit) for visit in _visits(view, project) if visit.status in AHEAD]
    events.extend(due(view, project))
    return tuple(sorted(events, key=lambda e: (e.day, e.kind, e.title)))


def steps(view: View, project: Project) -> tuple[Event, ...]:
    """Return what happened besides visits up to the day of the figures: stage moves, registration, bids, orders."""
    return _shared(view, project, _steps)


def due(view: View, project: Project) -> tuple[Event, ...]:
    """Return what is planned or due besides visits: days of the plan, deliveries, payments."""
    return _shared(view, project, _due)


def _shared(
    view: View, project: Project, make: Callable[[View, Project], Iterator[Event]]
) -> tuple[Event, ...]:
    """Return events of a project; the pages of the project and of its customer, equally deep, have the same links."""
    key = (make, view.lang, view.href(addresses.HOME), project.id)
    return view.site.once(key, lambda: tuple(make(view, project)))


def _steps(view: View, project: Project) -> Iterator[Event]:
    yield from _moves(view, project)
    yield from _registered(view, project)
    yield from bid_steps(view, project)
    for order in view.book.orders_of_project.get(project.id, ()):
        yield from _done_steps(view, order)


def _due(view: View, project: Project) -> Iterator[Event]:
    book = view.book
    if book.config.stage(project.stage).counts_as == "open":
        yield from _planned_days(view, project)
    yield from bid_due(view, project)
    for order in book.orders_of_project.get(project.id, ()):
        yield from _due_steps(view, order)


def promises(view: View, project: Project) -> tuple[Promise, ...]:
    """Return the open follow-up items of the project's visits, the earliest due first."""
    found = [(item, visit) for visit in _visits(view, project) for item in visit.follow_ups if not item.done]
    found.sort(key=lambda pair: (pair[0].when, pair[1].id, pair[0].what))
    return tuple(_promise(view, item, visit) for item, visit in found)


def _promise(view: View, item: FollowUp, visit: Visit) -> Promise:
    source = view.link("visit", visit.id, view.words.date(visit.date))
    return Promise(item.who, item.what, item.when, item.done, item.done_on, source)


def _visits(view: View, project: Project) -> tuple[Visit, ...]:
    return view.book.visits_of_project.get(project.id, ())


def _moves(view: View, project: Project) -> Iterator[Event]:
    config = view.book.config
    before = ""
    for move in known_moves(view.book, project):
        if config.stage(move.stage).counts_as == "lost":
            text = N_("Lost: {reason}") if project.lost_reason else N_("Lost, no reason written")
            reason = view.words.label("lost_reason", project.lost_reason)
            note = view.tr(N_("to {name}"), name=project.lost_to) if project.lost_to else ""
            yield _plain(view, move.day, "stage", text, note, reason=reason)
        elif not before:
            yield Event(move.day, "stage", _moved(view, _ENTERED, move.stage))
        else:
            back = config.rank(move.stage) < config.rank(before)
            yield Event(move.day, "stage", _moved(view, _BACK if back else _ON, move.stage))
        before = move.stage


def _moved(view: View, text: Msg, stage: str) -> Markup:
    return _line(text, view.words.stage(stage), view.lang)


@cache
def _line(text: Msg, stage: str, lang: str) -> Markup:
    return escape(tr(text, lang, stage=stage))


def _registered(view: View, project: Project) -> Iterator[Event]:
    day = project.registered_on
    if day and day <= view.book.as_of:
        name = project.registered_with or view.book.config.gf_name
        yield _plain(view, day, "plan", N_("Registered with {name}"), name=name)


def _planned_days(view: View, project: Project) -> Iterator[Event]:
    as_of = view.book.as_of
    days: Iterable[tuple[date | None, Text]] = (
        (project.bid_date, N_("Planned bid date")),
        (project.expected_close, N_("Expected signing date")),
        (project.purchase_date, N_("Planned purchase date")),
    )
    for day, text in days:
        if day:
            late = day < as_of
            yield Event(day, "plan", escape(view.tr(text)), late=late)
    if project.next_step and project.next_step_date:
        late = project.next_step_date < as_of
        title = view.tr(N_("Next step: {what}"), what=project.next_step)
        yield Event(
            project.next_step_date, "plan", escape(title), view.book.name_of(project.owner), late=late
        )


def _done_steps(view: View, order: Order) -> Iterator[Event]:
    words, as_of = view.words, view.book.as_of
    number = order.contract_no or order.id
    amount = {"amount": words.money(order.amount), "unit": words.money_unit()}
    if order.signed_on and order.signed_on <= as_of:
        text = N_("Contract {number} signed, {amount} {unit}")
        yield _order(view, order, order.signed_on, view.tr(text, number=number, **amount))
    if order.ordered_on and order.ordered_on <= as_of:
        text = N_("Ordered from {name}")
        yield _order(view, order, order.ordered_on, view.tr(text, name=view.book.config.gf_name))
    for part in order.deliveries:
        if part.delivered_on and part.delivered_on <= as_of:
            text = N_("Delivered: {what}")
            yield _order(view, order, part.delivered_on, view.tr(text, what=part.what))
    for instalment in order.payments:
        if instalment.paid_on and instalment.paid_on <= as_of:
            paid = {"amount": words.money(instalment.amount), "unit": words.money_unit()}
            yield _order(view, order, instalment.paid_on, view.tr(N_("Paid: {amount} {unit}"), **paid))


def _due_steps(view: View, order: Order) -> Iterator[Event]:
    words, as_of = view.words, view.book.as_of
    for part in order.deliveries:
        if part.due and not part.delivered_on:
            text = view.tr(N_("Delivery due: {what}"), what=part.what)
            yield _order(view, order, part.due, text, late=part.due < as_of)
    for instalment in order.payments:
        if instalment.due and not instalment.paid_on:
            owed = {"amount": words.money(instalment.amount), "unit": words.money_unit()}
            text = view.tr(N_("Payment due: {amount} {unit}"), **owed)
            yield _order(view, order, instalment.due, text, late=instalment.due < as_of)


def _order(view: View, order: Order, day: date, text: str, *, late: bool = False) -> Event:
    return Event(day, "order", view.link("order", order.id, text), late=late)


def _plain(view: View, day: date, kind: str, text: Text, aside: str = "", **args: object) -> Event:
    return Event(day, kind, escape(view.tr(text, **args)), aside)
