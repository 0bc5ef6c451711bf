"""Falling orders: the early warning of churn (S31.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.churn import is_lost
from site_gen.book.per_book import per_book
from site_gen.measures.period import months_later
from site_gen.measures.values import Ratio
from site_gen.measures.wins import Win, wins_of_project

_MONTHS = 6
_ZERO = Decimal(0)


class OrderTrend(Struct, frozen=True):
    """The orders of a customer in the last six months and in the six before.

    Attributes:
        customer: id.
        now: amount signed in the six months up to the day of the figures, money units.
        before: amount signed in the six months before.
        fall: what is missing to the half-year before, over it; below zero where orders grew.
        falling: whether the fall reaches the limit of the team.
        last: day of the last order of known day; `None` for none.
        projects: ids of the projects of both half-years, sorted.
    """

    customer: str
    now: Decimal
    before: Decimal
    fall: Ratio
    falling: bool
    last: date | None
    projects: tuple[str, ...]


def wins_of_customer(book: Book, customer: str) -> Iterator[Win]:
    """Yield what a customer has signed up to the day of the figures, in no particular order."""
    for project in book.projects_of_customer.get(customer, ()):
        yield from wins_of_project(book, project.id)


@per_book
def order_trend(book: Book, customer: str) -> OrderTrend:
    """Compare a customer's last two half-years; a deal of unknown day is in neither."""
    end = book.as_of + timedelta(days=1)
    middle, start = months_later(end, -_MONTHS), months_later(end, -2 * _MONTHS)
    dated = [(win.day, win) for win in wins_of_customer(book, customer) if win.day is not None]
    now = [win for day, win in dated if middle <= day < end]
    before = [win for day, win in dated if start <= day < middle]
    recent, earlier = (sum((win.amount or _ZERO for win in wins), _ZERO) for wins in (now, before))
    fall = Ratio(earlier - recent, earlier)
    return OrderTrend(
        customer=customer,
        now=recent,
        before=earlier,
        fall=fall,
        falling=fall.at_least(book.config.thresholds.order_decline) and not is_lost(book, customer),
        last=max((day for day, _ in dated), default=None),
        projects=tuple(sorted({win.project for win in (*now, *before)})),
    )
