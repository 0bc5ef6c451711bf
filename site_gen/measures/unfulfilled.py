"""Unfulfilled orders: signed and not paid in full (S34.7, M33)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.contracts import Contract, contracts
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio


class Unpaid(Struct, frozen=True):
    """An order with an unpaid part.

    Attributes:
        order: id of the order.
        project: id of its project.
        owner: id of the salesperson.
        amount: contract amount, money units.
        paid: paid by the day of the figures.
        unpaid: amount − paid.
        share: unpaid over amount.
        overdue: instalments of it whose due day has passed.
        overdue_days: days since the oldest of these was due; 0 when none is overdue.
        next_payment: due day of the first unpaid instalment that has one.
        delivered: whether everything that is to be delivered is.
    """

    order: str
    project: str
    owner: str
    amount: Decimal
    paid: Decimal
    unpaid: Decimal
    share: Ratio
    overdue: Decimal
    overdue_days: int
    next_payment: date | None
    delivered: bool


class Unfulfilled(Struct, frozen=True):
    """Orders that are not paid in full (M33).

    Attributes:
        orders: those with an unpaid part: overdue first, the oldest first, then by amount unpaid.
        amount: amount of all orders, money units.
        unpaid: their unpaid part.
        overdue: of that, overdue.
        share: unpaid over amount.
        too_much: whether the share reaches the limit.
    """

    orders: tuple[Unpaid, ...]
    amount: Decimal
    unpaid: Decimal
    overdue: Decimal
    share: Ratio
    too_much: bool


@measure(
    "M33",
    "unfulfilled",
    N_("Unfulfilled orders"),
    N_(
        "The part not yet paid of all orders signed by the day of the figures, divided by the amount of all orders; it "
        "should be below {unfulfilled}%. An order belongs to the present salesperson of its project, who sees to the "
        "payment, and to his present team. An instalment is overdue from the day after its due day. Without orders "
        "there is no ratio (–)."
    ),
    unit="percent",
    source="S34.7",
)
def unfulfilled(book: Book, scope: Scope) -> Unfulfilled:
    """Find the orders that are not paid in full (M33)."""
    found = contracts(book, scope)
    rows = [_unpaid(book, one) for one in found.contracts if one.unpaid > 0]
    share = Ratio(found.unpaid, found.amount)
    return Unfulfilled(
        orders=tuple(sorted(rows, key=lambda row: (-row.overdue_days, -row.unpaid, row.order))),
        amount=found.amount,
        unpaid=found.unpaid,
        overdue=found.overdue,
        share=share,
        too_much=share.at_least(book.config.thresholds.unfulfilled),
    )


def _unpaid(book: Book, found: Contract) -> Unpaid:
    order, day = book.orders[found.order], book.as_of
    late = [p.due for p in order.payments if p.due and p.due < day and (p.paid_on is None or p.paid_on > day)]
    return Unpaid(
        order=found.order,
        project=found.project,
        owner=book.projects[found.project].owner,
        amount=found.amount,
        paid=found.paid,
        unpaid=found.unpaid,
        share=Ratio(found.unpaid, found.amount),
        overdue=found.overdue,
        overdue_days=(day - min(late)).days if late else 0,
        next_payment=found.next_payment,
        delivered=found.delivered == found.deliveries,
    )
