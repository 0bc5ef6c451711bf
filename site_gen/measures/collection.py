"""Collection: money that came in, and instalments that are due or overdue (S27.1, S29.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.takings import Receipt, receipts
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.contracts import orders_in
from site_gen.measures.members import members_ever
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope


class Instalment(Struct, frozen=True):
    """An instalment that was not paid by the day of the figures.

    Attributes:
        order: id of the order.
        project: id of its project.
        due: day it is due.
        amount: money units.
        late: days past that day, 0 when it is not past.
    """

    order: str
    project: str
    due: date
    amount: Decimal
    late: int


class Collection(Struct, frozen=True):
    """What was collected in a period, and what is overdue.

    Attributes:
        start: first day of the period.
        end: day after its last.
        receipts: instalments paid in it, by day.
        amount: their sum, money units.
        overdue: instalments past their day and not paid at the day of the figures, the oldest first.
        overdue_amount: their sum.
    """

    start: date
    end: date
    receipts: tuple[Receipt, ...]
    amount: Decimal
    overdue: tuple[Instalment, ...]
    overdue_amount: Decimal


@per_book
def receipts_of(book: Book, scope: Scope) -> tuple[Receipt, ...]:
    """Return everything collected in the scope up to `book.as_of`, by day; for a team while its people were in it."""
    if scope.kind == "team":
        found = [
            receipt
            for one in members_ever(book, scope.id)
            for receipt in receipts_of(book, Scope("person", one))
            if book.team_on(one, receipt.day) == scope.id
        ]
    else:
        found = list(receipts(book, scope.projects(book)))
    return tuple(sorted(found, key=lambda r: (r.day, r.order, r.amount)))


def receipts_between(book: Book, scope: Scope, start: date, end: date) -> tuple[Receipt, ...]:
    """Return what was collected in `[start, end)`."""
    found = receipts_of(book, scope)
    return found[bisect_left(found, start, key=_day) : bisect_left(found, end, key=_day)]


@per_book
def unpaid(book: Book, scope: Scope) -> tuple[Instalment, ...]:
    """Return the instalments with a due day that are not paid at `book.as_of`, the earliest due first."""
    found = [
        Instalment(order.id, order.project, row.due, row.amount, max((book.as_of - row.due).days, 0))
        for order in orders_in(book, scope)
        if order.signed_on is None or order.signed_on <= book.as_of
        for row in order.payments
        if row.due is not None and (row.paid_on is None or row.paid_on > book.as_of)
    ]
    return tuple(sorted(found, key=lambda i: (i.due, i.order, i.amount)))


def due_between(book: Book, scope: Scope, start: date, end: date) -> tuple[Instalment, ...]:
    """Return the unpaid instalments that fall due in `[start, end)`."""
    return tuple(row for row in unpaid(book, scope) if start <= row.due < end)


def total(rows: Iterable[Receipt | Instalment]) -> Decimal:
    """Return the sum of amounts."""
    return sum((row.amount for row in rows), Decimal(0))


@measure(
    "COLLECTION",
    "collection",
    N_("Collection"),
    N_(
        "Instalments of orders paid in the period (where none is named: the month up to the day of the figures), "
        "by the day they were paid; both the first and the last day count. Overdue: instalments whose due day is "
        "past at the day of the figures and that are not paid. An order belongs to the scope of its project, so "
        "money counts for the salesperson who owns the project."
    ),
    unit="money",
    source="S27.1 S29.1",
)
def collection(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Collection:
    """Add up what was collected in `[start, end)`; by default in the month up to `as_of`."""
    first = start or MonthOf.of(book.as_of).start
    last = end or book.as_of + timedelta(days=1)
    received = receipts_between(book, scope, first, last)
    overdue = tuple(row for row in unpaid(book, scope) if row.late)
    return Collection(first, last, received, total(received), overdue, total(overdue))


def _day(receipt: Receipt) -> date:
    return receipt.day
