"""The checklist of an order: which steps of its flow are done, and which is next (S23.3).

What the order tells by itself (signed, ordered, shipped, paid) is read there; the other steps are ticked.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book.batches import batches, shipped
from site_gen.book.book import Book
from site_gen.config.flow import Flow
from site_gen.config.flows import flows
from site_gen.records import Order


class Tick(Struct, frozen=True):
    """A step of the flow of an order.

    Attributes:
        step: key of the step.
        state: `done`, `next`, `passed` for one not ticked before a later one that is done, or `open`.
        day: day it was done; `None` when it is not, or the order does not say.
        by: id of who did it, empty for nobody named.
        note: what was noted.
        told: whether the order tells it, so that nobody ticks it.
    """

    step: str
    state: str
    day: date | None
    by: str
    note: str
    told: bool


def flow_of(book: Book, order: Order) -> Flow | None:
    """Return the flow an order follows; `None` when it names none, or one that there is no longer."""
    return flows(book.config).get(order.flow) if order.flow else None


def told_day(book: Book, order: Order, fact: str) -> date | None:
    """Return the day on which an order tells a fact of `config.flow.STEP_FACTS` to be so; `None` for not yet."""
    day = book.as_of
    match fact:
        case "signed":
            found = order.signed_on
        case "ordered":
            found = order.ordered_on
        case "shipped":
            found = _all_shipped(book, order)
        case "details":
            found = (
                _latest([b.details_on for b in batches(book, order)]) if _all_shipped(book, order) else None
            )
        case "settled":
            found = (
                _latest([b.settled_on for b in batches(book, order)]) if _all_shipped(book, order) else None
            )
        case _:
            found = _paid_on(order)
    return found if found and found <= day else None


def _all_shipped(book: Book, order: Order) -> date | None:
    """Return the day of the last batch; without shipments that of the last delivery, once all are made."""
    sent = batches(book, order)
    if order.shipments:
        return next((one.shipped_on for one in reversed(sent) if one.last), None) if sent else None
    return _latest([row.delivered_on for row in order.deliveries])


def _latest(days: list[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _paid_on(order: Order) -> date | None:
    total = Decimal(0)
    for row in sorted((p for p in order.payments if p.paid_on), key=lambda p: p.paid_on or date.max):
        total += row.amount
        if total >= order.amount:
            return row.paid_on
    return None


def ticks(book: Book, order: Order) -> tuple[Tick, ...]:
    """Return the steps of an order's flow in its order; none when it follows no flow.

    The next step is the first that is not done after the last one that is: earlier ones were passed over.
    """
    flow = flow_of(book, order)
    if flow is None:
        return ()
    rows = {row.step: row for row in order.steps}
    days: list[date | None] = []
    for step in flow.tasks:
        row = rows.get(step.key)
        ticked = row.done_on if row and row.done_on and row.done_on <= book.as_of else None
        days.append(told_day(book, order, step.fact) if step.fact else ticked)
    last = max((n for n, day in enumerate(days) if day), default=-1)
    found = []
    for n, (step, day) in enumerate(zip(flow.tasks, days, strict=True)):
        row = rows.get(step.key)
        state = "done" if day else "passed" if n < last else "next" if n == last + 1 else "open"
        by, note = (row.by, row.note) if row else ("", "")
        found.append(Tick(step.key, state, day, by, note, bool(step.fact)))
    return tuple(found)


def has_shipped(book: Book, order: Order) -> bool:
    """Whether a batch has been shipped by `book.as_of`."""
    return bool(shipped(book, order))
