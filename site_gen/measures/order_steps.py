"""Open steps of orders: what is next, since when, and what was passed over (S23.3)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.order_steps import Tick, ticks
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.contracts import orders_in
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope


class OrderChecklist(Struct, frozen=True):
    """Where an order stands in its flow.

    Attributes:
        order: id of the order.
        project: id of its project.
        owner: id of the salesperson.
        flow: key of the flow.
        done: number of steps done.
        total: number of steps that somebody does.
        passed: keys of steps not ticked before one that is done.
        next: key of the next step, empty when the last one is done.
        since: day the last step was done; `None` when none is.
        days: days since then.
        ticks: the steps, in the order of the flow.
    """

    order: str
    project: str
    owner: str
    flow: str
    done: int
    total: int
    passed: tuple[str, ...]
    next: str
    since: date | None
    days: int
    ticks: tuple[Tick, ...]


class OrderSteps(Struct, frozen=True):
    """Orders that follow a flow.

    Attributes:
        open: those with a next step, the longest without a step first.
        done: ids of those through.
        without_flow: ids of orders that name no flow.
    """

    open: tuple[OrderChecklist, ...]
    done: tuple[str, ...]
    without_flow: tuple[str, ...]


@per_book
def checklist(book: Book, ident: str) -> OrderChecklist | None:
    """Return where an order stands in its flow; `None` when it follows none."""
    order = book.orders[ident]
    found = ticks(book, order)
    if not found:
        return None
    days = [tick.day for tick in found if tick.day]
    since = max(days, default=None)
    return OrderChecklist(
        order=order.id,
        project=order.project,
        owner=book.projects[order.project].owner,
        flow=order.flow,
        done=len(days),
        total=len(found),
        passed=tuple(tick.step for tick in found if tick.state == "passed"),
        next=next((tick.step for tick in found if tick.state == "next"), ""),
        since=since,
        days=(book.as_of - since).days if since else 0,
        ticks=found,
    )


@measure(
    "S23.3",
    "order_steps",
    N_("Open steps of orders"),
    N_(
        "The orders signed by the day of the figures (or without a day) that name a business flow, with the steps done. "
        "Signing, ordering, shipping, shipping details, payment of batches and full payment are told by the order "
        "itself; the other steps are ticked in its rows of steps. The next step is the first one not done after the "
        "last one done; earlier ones not ticked are passed over. Days: since the last step done."
    ),
    unit="count",
    source="S23.3",
)
def order_steps(book: Book, scope: Scope) -> OrderSteps:
    """List the orders with their next step."""
    orders = orders_in(book, scope)
    signed = sorted(o.id for o in orders if o.signed_on is None or o.signed_on <= book.as_of)
    found = [(ident, checklist(book, ident)) for ident in signed]
    rows = [one for _, one in found if one]
    return OrderSteps(
        open=tuple(sorted((one for one in rows if one.next), key=lambda one: (-one.days, one.order))),
        done=tuple(one.order for one in rows if not one.next),
        without_flow=tuple(ident for ident, one in found if one is None),
    )
