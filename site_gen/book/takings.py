"""Money of projects in a period: what was paid, and what was signed (S8.2, S26.1, S27.1).

It is read from the orders; both are facts of single records, so rules may ask for them as well as measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book.book import Book
from site_gen.records import Project


class Receipt(Struct, frozen=True):
    """An instalment that was paid.

    Attributes:
        order: id of the order.
        project: id of its project.
        day: day it was paid.
        amount: money units.
    """

    order: str
    project: str
    day: date
    amount: Decimal


def receipts(book: Book, projects: Iterable[Project]) -> Iterator[Receipt]:
    """Yield the instalments on orders of some projects that were paid by `book.as_of`."""
    for project in projects:
        for order in book.orders_of_project.get(project.id, ()):
            for row in order.payments:
                if row.paid_on is not None and row.paid_on <= book.as_of:
                    yield Receipt(order.id, project.id, row.paid_on, row.amount)


def collected_between(book: Book, projects: Iterable[Project], start: date, end: date) -> Decimal:
    """Return how much of some projects' orders was paid in `[start, end)`."""
    return sum((row.amount for row in receipts(book, projects) if start <= row.day < end), Decimal(0))


def signed_between(book: Book, projects: Iterable[Project], start: date, end: date) -> Decimal | None:
    """Return the amount of the orders of won projects among some that were signed in `[start, end)`.

    `None` when orders alone do not tell: a project came into a won stage in these days and an order, or its day, is
    not written down, so that its stage history counts (see `measures.wins`).
    """
    won = book.config.won_keys
    amount = Decimal(0)
    for project in projects:
        if project.stage not in won:
            continue
        orders = book.orders_of_project.get(project.id, ())
        dated = [order for order in orders if order.signed_on is not None]
        moved = any(start <= move.date < end and move.stage in won for move in project.stage_history)
        if moved and (not orders or len(dated) < len(orders)):
            return None
        amount += sum((o.amount for o in dated if o.signed_on and start <= o.signed_on < end), Decimal(0))
    return amount


def year_before(day: date) -> date:
    """Return the first of the twelve months that end with `day`, as a day."""
    after = day + timedelta(days=1)
    leap = (after.month, after.day) == (2, 29)
    return after.replace(year=after.year - 1, day=28 if leap else after.day)
