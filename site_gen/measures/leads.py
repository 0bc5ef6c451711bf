"""The leads of a year: entered in it, or still open when it began (S3.3, M12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, moves_of, state_on
from site_gen.measures.scope import Scope
from site_gen.measures.wins import wins_between
from site_gen.records import Project

_DAY = timedelta(days=1)


def year_bounds(year: int) -> tuple[date, date]:
    """Return a calendar year as a half-open period."""
    return date(year, 1, 1), date(year + 1, 1, 1)


def entered_on(book: Book, project: Project) -> date | None:
    """Return the day a project was entered as a lead: its first dated move; `None` when that is not known."""
    moves = moves_of(book, project)
    return moves[0].day if moves and moves[0].stage != book.config.lost.key else None


@per_book
def states_at(book: Book, scope: Scope, year: int) -> tuple[State, ...]:
    """Return the states of the scope's projects on the day of the figures, of a past year on its last day."""
    last = year_bounds(year)[1] - _DAY
    if book.as_of <= last:
        return scope.states(book)
    found = (state_on(book, project, last) for project in scope.projects(book))
    return tuple(state for state in found if state)


@per_book
def listed(book: Book, scope: Scope, year: int) -> tuple[State, ...]:
    """Return the projects on the list of a year: those not yet won or lost when it began, and those entered in it.

    A project without dated moves that was won counts when its order was signed in the year.
    """
    start, end = year_bounds(year)
    open_keys = book.config.open_keys
    signed = set(wins_between(book, scope, start, end).ids)
    found = []
    for state in states_at(book, scope, year):
        before = state_on(book, state.project, start - _DAY)
        alive = before is None or before.stage in open_keys or state.stage in open_keys
        if alive or state.project.id in signed:
            found.append(state)
    return tuple(found)


def spread(total: int, weights: Sequence[Decimal]) -> tuple[int, ...]:
    """Split a whole number by weights so that the parts add up to it; equally where all weights are zero.

    What rounding leaves goes to the largest remainders, of equal ones to the first.
    """
    if not weights:
        return ()
    whole = sum(weights, Decimal(0))
    shares = list(weights) if whole > 0 else [Decimal(1)] * len(weights)
    whole = sum(shares, Decimal(0))
    parts = [divmod(total * share, whole) for share in shares]
    found = [int(part) for part, _ in parts]
    order = sorted(range(len(parts)), key=lambda number: (-parts[number][1], number))
    for number in order[: total - sum(found)]:
        found[number] += 1
    return tuple(found)
