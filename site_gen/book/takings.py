"""Money of a salesperson in a period, and its share of the month's target (S8.2, S26.1).

What was paid is read from the orders; it is a fact of single records, so rules may ask for it as well as measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from site_gen.book.book import Book
from site_gen.config import Calendar, MonthOf
from site_gen.records import Project

#: What has a target in money.
Goal = Literal["orders", "collection"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taking:
    """Money of one order record.

    Attributes:
        order: id of the order.
        amount: money units.
    """

    order: str
    amount: Decimal


def paid_between(book: Book, projects: Iterable[Project], start: date, end: date) -> tuple[Taking, ...]:
    """Return the instalments on orders of some projects that were paid in `[start, end)`, by `book.as_of`."""
    return tuple(
        Taking(order.id, row.amount)
        for project in projects
        for order in book.orders_of_project.get(project.id, ())
        for row in order.payments
        if row.paid_on is not None and start <= row.paid_on < end and row.paid_on <= book.as_of
    )


def signed_between(
    book: Book, projects: Iterable[Project], start: date, end: date
) -> tuple[Taking, ...] | None:
    """Return the orders of won projects among some that were signed in `[start, end)`, by `book.as_of`.

    `None` when orders alone do not tell: a project came into a won stage in these days and an order, or its day, is
    not written down, so that its stage history counts (see `measures.wins`).
    """
    won = book.config.won_keys
    found: list[Taking] = []
    for project in projects:
        if project.stage not in won:
            continue
        orders = book.orders_of_project.get(project.id, ())
        dated = [order for order in orders if order.signed_on is not None]
        moved = any(start <= move.date < end and move.stage in won for move in project.stage_history)
        if moved and (not orders or len(dated) < len(orders)):
            return None
        found += [Taking(o.id, o.amount) for o in dated if o.signed_on and start <= o.signed_on < end]
    return tuple(found)


def share_of_target(book: Book, person: str, goal: Goal, start: date, end: date) -> Decimal | None:
    """Return the share of a person's monthly targets that falls into `[start, end)`.

    Of each month, the target is spread evenly over the team's working days; a month without any counts
    from its first day. `None` when no month of the period has a target.
    """
    shares = [
        target * part / whole
        for month, part, whole in parts(book.config.calendar, start, end)
        for target in _targets(book, person, goal, month)
    ]
    return sum(shares, Decimal(0)) if shares else None


def parts(calendar: Calendar, start: date, end: date) -> Iterator[tuple[MonthOf, int, int]]:
    """Yield the months that `[start, end)` touches, with the working days in it and those of the whole month."""
    month, last = MonthOf.of(start), MonthOf.of(end - _DAY)
    while month <= last:
        whole = len(calendar.workdays(month.start, month.end))
        part = len(calendar.workdays(max(start, month.start), min(end, month.end)))
        yield (month, part, whole) if whole else (month, 1, 1)
        month = month.shift(1)


def total(takings: Iterable[Taking]) -> Decimal:
    """Return the sum of some takings."""
    return sum((taking.amount for taking in takings), Decimal(0))


def _targets(book: Book, person: str, goal: Goal, month: MonthOf) -> Iterator[Decimal]:
    for record in book.targets_of_owner.get(person, ()):
        if record.year == month.year:
            values = (getattr(row, goal) for row in record.months if row.month == month.month)
            yield from (value for value in values if value is not None)
