"""Dates that contradict each other, and things done after the as-of date (S1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Text
from site_gen.records import Bid, Churn, Order, Person, Project, Record, Review, Visit

_LAST_MOVE = N_("Last move in the stage history")
_DONE = N_("Done on")
_WHEN = N_("When")
_MOVE = N_("Stage history")
#: Years after which a planned day is a slip of the year: of what somebody is to do, and of what a customer plans.
_YEARS, _YEARS_OF_CUSTOMER = 2, 10
_DAYS = 366
_PLANNED = (
    ("next_step_date", _YEARS),
    ("bid_date", _YEARS_OF_CUSTOMER),
    ("purchase_date", _YEARS_OF_CUSTOMER),
    ("expected_close", _YEARS_OF_CUSTOMER),
)


def checkers(book: Book) -> Checkers:
    """`SG607`, `SG616`, `SG620` and `SG696`."""
    return {
        "bid": partial(_bid, book),
        "project": partial(_project, book),
        "visit": partial(_visit, book),
        "review": _review,
        "order": partial(_order, book),
        "person": _person,
        "churn": partial(_churn, book),
    }


def _earlier(
    record: Record, field: str, value: date | None, other: Text, limit: date | None, *, person: str = ""
) -> Iterator[Diagnostic]:
    """Yield a contradiction when `value` lies before `limit`."""
    if value is None or limit is None or value >= limit:
        return
    name = field.rsplit(".", 1)[-1]
    label: Text = {"done_on": _DONE, "when": _WHEN}.get(name) or label_of(record, name)
    yield breach("SG616", record, field, person=person, label=label, value=value, other=other, earlier=limit)


def _project(book: Book, project: Project) -> Iterator[Diagnostic]:
    bid, purchase = project.bid_date, project.purchase_date
    if bid and purchase and bid > purchase:
        yield breach("SG607", project, "bid_date", bid=bid, purchase=purchase)
    lost = book.config.lost.key
    before = [move.date for move in project.stage_history if move.stage != lost]
    if before:
        yield from _earlier(project, "lost_date", project.lost_date, _LAST_MOVE, max(before))
    for position, move in enumerate(project.stage_history):
        yield from _future(book, project, f"stage_history[{position}].date", _MOVE, move.date)
    yield from _future(book, project, "lost_date", label_of(project, "lost_date"), project.lost_date)
    for field in ("updated_on", "importance_confirmed_on"):
        day = getattr(project, field)
        if day and day > book.as_of:
            yield from _future(book, project, field, label_of(project, field), day)
    for field, years in _PLANNED:
        day = getattr(project, field)
        if day and day > book.as_of:
            yield from _far(book, project, field, day, years)


def _visit(book: Book, visit: Visit) -> Iterator[Diagnostic]:
    day, label = visit.date, label_of(visit, "date")
    if visit.submitted_on and visit.submitted_on < day:
        yield from _earlier(visit, "submitted_on", visit.submitted_on, label, day)
    if visit.discussed_on:
        other = label_of(visit, "discussed_on")
        yield from _earlier(visit, "date", day, other, visit.discussed_on)
    for position, item in enumerate(visit.follow_ups):
        # Nearly all are right, and there are many: which fields they stand in is said only of the others.
        done_on = item.done_on
        if item.when < day or (done_on and (done_on < day or done_on > book.as_of)):
            spot = f"follow_ups[{position}]"
            yield from _earlier(visit, f"{spot}.when", item.when, label, day)
            yield from _earlier(visit, f"{spot}.done_on", done_on, label, day)
            yield from _future(book, visit, f"{spot}.done_on", item.what, done_on)
    if visit.submitted_on and visit.submitted_on > book.as_of:
        label = label_of(visit, "submitted_on")
        yield from _future(book, visit, "submitted_on", label, visit.submitted_on)
    if visit.status == "done" and day > book.as_of:
        yield from _future(book, visit, "date", visit.label, day)
    elif day > book.as_of:
        yield from _far(book, visit, "date", day, _YEARS)


def _review(review: Review) -> Iterator[Diagnostic]:
    day = label_of(review, "date")
    for position, action in enumerate(review.actions):
        for name in ("when", "done_on"):
            value = getattr(action, name)
            field = f"actions[{position}].{name}"
            yield from _earlier(review, field, value, day, review.date, person=review.chair)


def _bid(book: Book, bid: Bid) -> Iterator[Diagnostic]:
    project = book.projects.get(bid.project)
    person, day = project.owner if project else "", label_of(bid, "bid_date")
    yield from _earlier(bid, "result_submitted_on", bid.result_submitted_on, day, bid.bid_date, person=person)
    if bid.result:
        yield from _future(book, bid, "bid_date", label_of(bid, "result"), bid.bid_date, person=person)


def _order(book: Book, order: Order) -> Iterator[Diagnostic]:
    project = book.projects.get(order.project)
    person, signed = project.owner if project else "", label_of(order, "signed_on")
    yield from _earlier(order, "ordered_on", order.ordered_on, signed, order.signed_on, person=person)
    for field in ("signed_on", "ordered_on"):
        yield from _future(book, order, field, label_of(order, field), getattr(order, field), person=person)
    for field, label, day in _done(order):
        if order.signed_on and day < order.signed_on and not field.startswith("payments"):
            yield breach(
                "SG616",
                order,
                field,
                person=person,
                label=label,
                value=day,
                other=signed,
                earlier=order.signed_on,
            )
        yield from _future(book, order, field, label, day, person=person)


def _done(order: Order) -> Iterator[tuple[str, Text, date]]:
    """Yield what was done on an order, with the field that says when."""
    for position, part in enumerate(order.deliveries):
        if part.delivered_on:
            yield f"deliveries[{position}].delivered_on", N_("Delivered on"), part.delivered_on
    for position, row in enumerate(order.shipments):
        if row.shipped_on:
            yield f"shipments[{position}].shipped_on", N_("Shipped on"), row.shipped_on
    for position, payment in enumerate(order.payments):
        if payment.paid_on:
            yield f"payments[{position}].paid_on", N_("Paid on"), payment.paid_on


def _churn(book: Book, churn: Churn) -> Iterator[Diagnostic]:
    customer = book.customers.get(churn.customer)
    person = customer.owner if customer else ""
    yield from _future(book, churn, "lost_on", label_of(churn, "lost_on"), churn.lost_on, person=person)


def _person(person: Person) -> Iterator[Diagnostic]:
    yield from _earlier(
        person, "left", person.left, label_of(person, "joined"), person.joined, person=person.id
    )
    for position, away in enumerate(person.absences):
        if away.last and away.last < away.first:
            yield breach(
                "SG616",
                person,
                f"absences[{position}].last",
                person=person.id,
                label=N_("Last day"),
                value=away.last,
                other=N_("First day"),
                earlier=away.first,
            )


def _future(
    book: Book, record: Record, field: str, what: Text, day: date | None, *, person: str = ""
) -> Iterator[Diagnostic]:
    """Yield a thing done after the as-of date."""
    if day and day > book.as_of:
        yield breach("SG620", record, field, person=person, what=what, date=day, as_of=book.as_of)


def _far(book: Book, record: Record, field: str, day: date, years: int) -> Iterator[Diagnostic]:
    """Yield a day that is so far ahead that its year is a slip."""
    if (day - book.as_of).days > years * _DAYS:
        yield breach("SG696", record, field, label=label_of(record, field), date=day, years=years)
