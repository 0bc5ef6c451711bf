"""When each batch of an order is to be paid, and what was paid of it (S23.4).

Both are facts of one order and its customer, so rules may ask for them as well as measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book.book import Book
from site_gen.records import Order
from site_gen.records.rows import Shipment

_NONE = Decimal(0)


class Batch(Struct, frozen=True):
    """A batch that was shipped.

    Attributes:
        order: id of the order.
        row: 0-based position among the shipments of the record.
        shipped_on: day it was shipped.
        amount: money units.
        due: day by which it is to be paid.
        paid: paid of it; payments go to the oldest batch first.
        open: amount − paid.
        settled_on: day on which it was paid in full; `None` while it is open.
        days_late: days it was, or is, paid after the due day; 0 in time.
        overdue: what is open of it after the due day.
        last: whether it is the last batch of the order.
        details_on: day finance had the shipping details; `None` for not yet.
        details_due: day by which finance should have them.
        details_late: days after that; 0 in time.
    """

    order: str
    row: int
    shipped_on: date
    amount: Decimal
    due: date
    paid: Decimal
    open: Decimal
    settled_on: date | None
    days_late: int
    overdue: Decimal
    last: bool
    details_on: date | None
    details_due: date
    details_late: int


def credit_limit(book: Book, order: Order) -> Decimal | None:
    """Return the credit limit of an order's customer; `None` for a customer without a credit line."""
    project = book.projects.get(order.project)
    customer = book.customers.get(project.customer) if project else None
    return customer.credit_limit if customer else None


def terms(book: Book, order: Order) -> str:
    """Return how an order is paid: `contract` with a credit line, `batch` from the limit on, else `before` (S23.4)."""
    if credit_limit(book, order) is not None:
        return "contract"
    return "batch" if order.amount >= book.config.thresholds.batch_amount else "before"


def shipped(book: Book, order: Order) -> list[tuple[int, Shipment]]:
    """Return the shipments of an order made by `book.as_of` with their positions, oldest first."""
    rows = [(n, row) for n, row in enumerate(order.shipments) if row.shipped_on <= book.as_of]
    return sorted(rows, key=lambda pair: (pair[1].shipped_on, pair[0]))


def paid(book: Book, order: Order) -> list[tuple[date, Decimal]]:
    """Return what was paid of an order by `book.as_of`, oldest first."""
    rows = [(p.paid_on, p.amount) for p in order.payments if p.paid_on and p.paid_on <= book.as_of]
    return sorted(rows, key=lambda pair: pair[0])


def is_last(order: Order, row: Shipment, total: Decimal) -> bool:
    """Whether a shipment is the last: it says so, or with it the contract amount is shipped (`total` includes it)."""
    return row.last or total >= order.amount


def batches(book: Book, order: Order) -> tuple[Batch, ...]:
    """Return the batches of an order shipped by `book.as_of`, oldest first."""
    limits, day = book.config.thresholds, book.as_of
    rows, total = [], _NONE
    for n, row in shipped(book, order):
        before, total = total, total + row.amount
        rows.append((n, row, before, total, is_last(order, row, total)))
    ends = [row.shipped_on for _, row, _, _, last in rows if last]
    found = []
    for n, row, before, upto, last in rows:
        due = _due(book, order, row.shipped_on, upto, ends)
        settled = _reached(paid(book, order), upto)
        so_far = sum((amount for _, amount in paid(book, order)), _NONE)
        part = min(max(so_far - before, _NONE), row.amount)
        late = max(((settled or day) - due).days, 0)
        told = row.details_to_finance_on
        told = told if told and told <= day else None
        details_due = row.shipped_on + timedelta(days=limits.details_days)
        found.append(
            Batch(
                order=order.id,
                row=n,
                shipped_on=row.shipped_on,
                amount=row.amount,
                due=due,
                paid=part,
                open=row.amount - part,
                settled_on=settled,
                days_late=late,
                overdue=row.amount - part if late else _NONE,
                last=last,
                details_on=told,
                details_due=details_due,
                details_late=max(((told or day) - details_due).days, 0),
            )
        )
    return tuple(found)


def _due(book: Book, order: Order, day: date, upto: Decimal, ends: list[date]) -> date:
    """Return when a batch shipped on `day`, with which `upto` is shipped, is to be paid."""
    later = day + timedelta(days=book.config.thresholds.batch_days)
    match terms(book, order):
        case "before":
            return day
        case "batch":
            # The balance is paid before the last batch leaves, and so are the batches before it.
            return min([later, *(end for end in ends if end >= day)])
    planned = sorted(((p.due, p.amount) for p in order.payments if p.due), key=lambda pair: pair[0])
    promised = _reached(planned, upto)
    return max(day, promised) if promised else later


def _reached(rows: list[tuple[date, Decimal]], amount: Decimal) -> date | None:
    """Return the day on which amounts that come one after the other reach `amount`."""
    total = _NONE
    for day, part in rows:
        total += part
        if total >= amount:
            return day
    return None


def open_credit(book: Book, customer: str, day: date) -> Decimal:
    """Return what a customer has got on credit at the end of `day`: shipped and not paid, over all orders (S23.4)."""
    return sum((_open_on(order, day) for order in orders_of(book, customer)), _NONE)


def _open_on(order: Order, day: date) -> Decimal:
    sent = sum((row.amount for row in order.shipments if row.shipped_on <= day), _NONE)
    got = sum((row.amount for row in order.payments if row.paid_on and row.paid_on <= day), _NONE)
    return max(sent - got, _NONE)


def orders_of(book: Book, customer: str) -> Iterator[Order]:
    """Yield the orders of a customer's projects, by project and id."""
    for project in book.projects_of_customer.get(customer, ()):
        yield from book.orders_of_project.get(project.id, ())
