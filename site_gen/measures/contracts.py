"""Signed contracts: what is delivered and paid, and what is open or overdue (stages A, O and P of S1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Order


class Contract(Struct, frozen=True):
    """One order record on the day of the figures.

    Attributes:
        order: id of the order.
        project: id of its project.
        amount: contract amount, money units.
        paid: instalments paid by the day of the figures.
        unpaid: amount − paid, at least 0.
        overdue: instalments whose due day has passed and that are not paid.
        next_payment: due day of the first unpaid instalment that has one.
        unplanned: amount for which no instalment is written down, at least 0.
        deliveries: number of deliveries.
        delivered: those delivered by the day of the figures.
        late: those not delivered whose due day has passed.
        next_delivery: due day of the first open delivery that has one.
    """

    order: str
    project: str
    amount: Decimal
    paid: Decimal
    unpaid: Decimal
    overdue: Decimal
    next_payment: date | None
    unplanned: Decimal
    deliveries: int
    delivered: int
    late: int
    next_delivery: date | None


class Contracts(Struct, frozen=True):
    """The contracts of a scope.

    Attributes:
        contracts: one per order signed by the day of the figures (or without a day), by order id.
        amount: their contract amounts, money units.
        paid: paid so far.
        unpaid: still to be paid.
        overdue: of that, overdue.
        paid_share: paid over amount.
        with_overdue: ids of orders with an overdue instalment.
        undelivered: ids of orders with an open delivery.
        with_late: ids of orders with a late delivery.
    """

    contracts: tuple[Contract, ...]
    amount: Decimal
    paid: Decimal
    unpaid: Decimal
    overdue: Decimal
    paid_share: Ratio
    with_overdue: tuple[str, ...]
    undelivered: tuple[str, ...]
    with_late: tuple[str, ...]


def contract(order: Order, day: date) -> Contract:
    """Return the state of one order at the end of `day`."""
    paid = sum((p.amount for p in order.payments if _by(p.paid_on, day)), Decimal(0))
    owed = [p for p in order.payments if not _by(p.paid_on, day)]
    waiting = [d for d in order.deliveries if not _by(d.delivered_on, day)]
    planned = sum((p.amount for p in order.payments), Decimal(0))
    return Contract(
        order=order.id,
        project=order.project,
        amount=order.amount,
        paid=paid,
        unpaid=max(order.amount - paid, Decimal(0)),
        overdue=sum((p.amount for p in owed if p.due and p.due < day), Decimal(0)),
        next_payment=min((p.due for p in owed if p.due), default=None),
        unplanned=max(order.amount - planned, Decimal(0)),
        deliveries=len(order.deliveries),
        delivered=len(order.deliveries) - len(waiting),
        late=sum(1 for d in waiting if d.due and d.due < day),
        next_delivery=min((d.due for d in waiting if d.due), default=None),
    )


def _by(done: date | None, day: date) -> bool:
    return done is not None and done <= day


@per_book
def orders_in(book: Book, scope: Scope) -> tuple[Order, ...]:
    """Return the orders of a scope's projects, by project."""
    return tuple(
        order for state in scope.states(book) for order in book.orders_of_project.get(state.project.id, ())
    )


@measure(
    "ORDERS",
    "contracts",
    N_("Contracts, deliveries and payments"),
    N_(
        "The orders signed by the day of the figures: their contract amounts, the instalments paid, what is "
        "still unpaid, and what is overdue because its due day has passed; the deliveries made, open and "
        "late. An order belongs to the scope of its project."
    ),
    unit="money",
    source="S1.1",
)
def contracts(book: Book, scope: Scope) -> Contracts:
    """Add up what is delivered and paid."""
    day = book.as_of
    found = tuple(
        contract(order, day)
        for order in sorted(orders_in(book, scope), key=attrgetter("id"))
        if order.signed_on is None or order.signed_on <= day
    )
    amount, paid = _sum(c.amount for c in found), _sum(c.paid for c in found)
    return Contracts(
        contracts=found,
        amount=amount,
        paid=paid,
        unpaid=_sum(c.unpaid for c in found),
        overdue=_sum(c.overdue for c in found),
        paid_share=Ratio(paid, amount),
        with_overdue=tuple(c.order for c in found if c.overdue),
        undelivered=tuple(c.order for c in found if c.delivered < c.deliveries),
        with_late=tuple(c.order for c in found if c.late),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
