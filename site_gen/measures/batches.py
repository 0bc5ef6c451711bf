"""Payment by batch: what was shipped, when it is to be paid, what is late (S23.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.batches import Batch, batches, open_credit, orders_of, terms
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.contracts import orders_in
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import Order


class BatchOrder(Struct, frozen=True):
    """An order of which something was shipped.

    Attributes:
        order: id of the order.
        project: id of its project.
        customer: id of the customer.
        owner: id of the salesperson.
        terms: `before` (goods after money), `batch` or `contract` (credit line).
        amount: contract amount, money units.
        shipped: amount shipped.
        paid: paid of what was shipped.
        overdue: open after its due day.
        days_late: most days that an open batch is late; 0 for none.
        next_due: due day of the first open batch; `None` for none.
        batches: its batches, oldest first.
    """

    order: str
    project: str
    customer: str
    owner: str
    terms: str
    amount: Decimal
    shipped: Decimal
    paid: Decimal
    overdue: Decimal
    days_late: int
    next_due: date | None
    batches: tuple[Batch, ...]


class Credit(Struct, frozen=True):
    """The credit line of a customer.

    Attributes:
        customer: id of the customer.
        limit: credit limit, money units.
        used: shipped and not paid, over all orders of the customer.
        over: used − limit, at least 0.
        orders: ids of the orders with an open batch.
    """

    customer: str
    limit: Decimal
    used: Decimal
    over: Decimal
    orders: tuple[str, ...]


class BatchPayments(Struct, frozen=True):
    """Payment by batch (S23.4).

    Attributes:
        orders: orders of which something was shipped: overdue first, the latest first, then by id.
        shipped: amount shipped, money units.
        open: of that, not paid.
        overdue: of that, after the due day.
        late: ids of orders with an overdue batch.
        without_details: ids of orders of which finance lacks the details of a batch after the day for it.
        credits: customers with a credit line, the furthest over the limit first.
    """

    orders: tuple[BatchOrder, ...]
    shipped: Decimal
    open: Decimal
    overdue: Decimal
    late: tuple[str, ...]
    without_details: tuple[str, ...]
    credits: tuple[Credit, ...]


@per_book
def batch_order(book: Book, ident: str) -> BatchOrder:
    """Return what was shipped and paid of one order."""
    order = book.orders[ident]
    project, found = book.projects[order.project], batches(book, order)
    waiting = [one for one in found if one.open]
    return BatchOrder(
        order=order.id,
        project=project.id,
        customer=project.customer,
        owner=project.owner,
        terms=terms(book, order),
        amount=order.amount,
        shipped=_sum(one.amount for one in found),
        paid=_sum(one.paid for one in found),
        overdue=_sum(one.overdue for one in found),
        days_late=max((one.days_late for one in waiting), default=0),
        next_due=min((one.due for one in waiting), default=None),
        batches=found,
    )


@measure(
    "S23.4",
    "batch_payments",
    N_("Payment by batch"),
    N_(
        "What was shipped by the day of the figures and when it is to be paid (S23.4). Orders below {batch_amount} "
        "{unit}: goods after money, so a batch is due on the day it is shipped. From {batch_amount} {unit} on: each batch "
        "within {batch_days} days of shipping, the day {batch_days} days after included; the balance before the last "
        "batch is shipped, and with it what is open of earlier ones. The last batch is the one that says so, or with which "
        "the contract amount is reached. With a credit line the instalments of the contract count instead; without "
        "them {batch_days} days after shipping. Payments go to the oldest batch first, also those made before shipping. "
        "Days late are counted to the day of full payment, else to the day of the figures. Open credit of a customer "
        "is what was shipped and not paid over all orders. An order belongs to the scope of its project."
    ),
    unit="money",
    source="S23.4",
)
def batch_payments(book: Book, scope: Scope) -> BatchPayments:
    """List what was shipped, and what of it is to be paid."""
    found = [batch_order(book, order.id) for order in orders_in(book, scope) if order.shipments]
    rows = sorted(
        (one for one in found if one.batches), key=lambda one: (-one.days_late, -one.overdue, one.order)
    )
    customers = sorted({state.project.customer for state in scope.states(book)})
    return BatchPayments(
        orders=tuple(rows),
        shipped=_sum(one.shipped for one in rows),
        open=_sum(one.shipped - one.paid for one in rows),
        overdue=_sum(one.overdue for one in rows),
        late=tuple(one.order for one in rows if one.overdue),
        without_details=tuple(
            one.order for one in rows if any(b.details_late and not b.details_on for b in one.batches)
        ),
        credits=tuple(
            sorted(
                (line for customer in customers for line in [credit(book, customer)] if line),
                key=lambda line: (-line.over, -line.used, line.customer),
            )
        ),
    )


@per_book
def credit(book: Book, customer: str) -> Credit | None:
    """Return the credit line of a customer; `None` for a customer without one."""
    found = book.customers.get(customer)
    if found is None or found.credit_limit is None:
        return None
    used = open_credit(book, customer, book.as_of)
    orders: Iterable[Order] = sorted(orders_of(book, customer), key=attrgetter("id"))
    return Credit(
        customer=customer,
        limit=found.credit_limit,
        used=used,
        over=max(used - found.credit_limit, Decimal(0)),
        orders=tuple(order.id for order in orders if any(one.open for one in batches(book, order))),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
