"""Whose figures a scope sums up on a day: people belong to the team they were in then."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.measures.members import members_on
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.wins import Won, wins_between, won

_ZERO = Decimal(0)


def crew(book: Book, scope: Scope, day: date) -> tuple[str, ...]:
    """Return the ids of the people whose figures the scope sums up on `day`; nobody's for cuts of projects."""
    if scope.kind == "person":
        return (scope.id,) if scope.id in book.people else ()
    if scope.kind == "team":
        return tuple(members_on(book, scope.id, day))
    return tuple(book.people) if scope.kind == "company" else ()


def has_crew(scope: Scope) -> bool:
    """Whether a scope is made of people: the company, a team, a person."""
    return scope.kind in {"company", "team", "person"}


def changed_teams(book: Book, scope: Scope, since: date) -> tuple[str, ...]:
    """Return who of a scope with teams changed from one to another on `since` or later: there sums and lines may differ."""
    return tuple(
        person
        for person, teams in _movers(book, since)
        if scope.kind == "company" or (scope.kind == "team" and scope.id in teams)
    )


@per_book
def _movers(book: Book, since: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who changed teams since a day, each with all teams they are or were in."""
    return tuple(
        (one.id, (one.team, *(time.team for time in one.former_teams)))
        for one in book.people.values()
        if any(time.until >= since for time in one.former_teams)
    )


def signed(book: Book, scope: Scope, start: date, end: date) -> Won:
    """Return what the scope's people signed in `[start, end)`; of a team while they were in it."""
    return wins_between(book, scope, start, end) if has_crew(scope) else won(())


class Aim(Struct, frozen=True):
    """The targets of a scope for whole months.

    Attributes:
        orders: order target, money units; `None` when nobody has one.
        stretch: stretch target (months without one count with their order target); `None` as above.
        targets: ids of the target records.
    """

    orders: Decimal | None
    stretch: Decimal | None
    targets: tuple[str, ...]


@per_book
def aim(book: Book, scope: Scope, start: date, end: date) -> Aim:
    """Return the targets of the months in `[start, end)`; each belongs to the team of its person on the first day."""
    orders: Decimal | None = None
    stretch: Decimal | None = None
    targets: set[str] = set()
    month, last = MonthOf.of(start), MonthOf.of(end)
    while month < last:
        for person in crew(book, scope, month.start):
            found = goal(book, Scope("person", person), month.start, month.end)
            if found.orders is not None and found.stretch is not None:
                orders = (orders or _ZERO) + found.orders
                stretch = (stretch or _ZERO) + found.stretch
                targets.update(found.targets)
        month = month.shift(1)
    return Aim(orders, stretch, tuple(sorted(targets)))
