"""What was won, when, and for how much: the actuals behind coverage, attainment and planning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import crossed_on, state_on
from site_gen.measures.members import members_ever
from site_gen.measures.scope import COMPANY, Scope
from site_gen.records import Person


class Win(Struct, frozen=True):
    """A won project, or one signed contract of it.

    Attributes:
        project: project id.
        order: id of the order record it was read from; empty when taken from the project.
        day: day it was signed; `None` when neither an order nor the stage history tells.
        amount: contract amount, else planned amount, money units; `None` when neither is known.
    """

    project: str
    order: str
    day: date | None
    amount: Decimal | None


class Won(Struct, frozen=True):
    """A set of wins.

    Attributes:
        wins: the wins, by day (unknown days last), then project.
        amount: sum of their amounts; an unknown amount counts as 0.
    """

    wins: tuple[Win, ...]
    amount: Decimal

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the projects, sorted, each once."""
        return tuple(sorted({win.project for win in self.wins}))

    @property
    def count(self) -> int:
        """How many projects."""
        return len(self.ids)


def won(wins: Iterable[Win]) -> Won:
    """Sort and sum wins."""
    ordered = sorted(wins, key=lambda w: (w.day is None, w.day or date.max, w.project, w.order))
    return Won(tuple(ordered), _sum(ordered))


@per_book
def wins_of_project(book: Book, ident: str) -> tuple[Win, ...]:
    """Return what was won with one project up to `book.as_of`, whoever owns it: one per signed order, else the project."""
    project = book.projects[ident]
    state = state_on(book, project, book.as_of)
    if state is None or state.stage not in book.config.won_keys:
        return ()
    entered = crossed_on(book, project, book.as_of, book.config.won_keys)
    orders = [
        order
        for order in book.orders_of_project.get(project.id, ())
        if order.signed_on is None or order.signed_on <= book.as_of
    ]
    if orders:
        return tuple(Win(project.id, o.id, o.signed_on or entered, o.amount) for o in orders)
    return (Win(project.id, "", entered, project.amount),)


def wins_of(book: Book, scope: Scope) -> Won:
    """Return everything won in the scope up to `book.as_of`; for a team by its people while they were in it."""
    found, _ = _with_days(book, scope)
    return found


@per_book
def _with_days(book: Book, scope: Scope) -> tuple[Won, tuple[date, ...]]:
    """Return the scope's wins and their known days in the same order: they stand before those without a day."""
    found = _wins_of(book, scope)
    return found, tuple(win.day for win in found.wins if win.day is not None)


def _wins_of(book: Book, scope: Scope) -> Won:
    if scope.kind == "team":
        return won(_wins_of_team(book, scope.id))
    states = (state for state in scope.states(book) if state.stage in book.config.won_keys)
    return won(win for state in states for win in wins_of_project(book, state.project.id))


def _wins_of_team(book: Book, team: str) -> Iterator[Win]:
    """A win of unknown day counts for the present team of who owns the project."""
    for one in members_ever(book, team):
        person, wins = book.people[one], wins_of(book, Scope("person", one)).wins
        yield from (win for win in wins if _team(person, win.day) == team)


def _team(person: Person, day: date | None) -> str:
    return person.team if day is None else person.team_on(day)


def wins_between(book: Book, scope: Scope, start: date, end: date) -> Won:
    """Return what was signed in the half-open period `[start, end)`."""
    found, days = _with_days(book, scope)
    wins = found.wins[bisect_left(days, start) : bisect_left(days, end)]
    return Won(wins, _sum(wins))


def wins_against(book: Book, scope: Scope, start: date, end: date) -> Won:
    """Return what counts against the target of `scope` in `[start, end)`.

    The target of a purchase month is the company's, so everything signed in it counts.
    """
    return wins_between(book, COMPANY if scope.kind == "month" else scope, start, end)


def wins_undated(book: Book, scope: Scope) -> Won:
    """Return what was won on an unknown day."""
    found, days = _with_days(book, scope)
    wins = found.wins[len(days) :]
    return Won(wins, _sum(wins))


def _sum(wins: Iterable[Win]) -> Decimal:
    return sum((win.amount for win in wins if win.amount is not None), Decimal(0))
