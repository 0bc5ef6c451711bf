"""Decided deals: what was won or lost in a period, when, why and after how long (S1.15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.commits import commit_of
from site_gen.book.competitors import keys, main_key, names_in_bid, names_in_project
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, moves_of, state_on
from site_gen.measures.ageing import stays_of
from site_gen.measures.scope import Scope
from site_gen.measures.wins import wins_of_project
from site_gen.records import Project


class Decision(Struct, frozen=True):
    """One deal that was won or lost.

    Attributes:
        project: project id.
        won: whether it was won.
        day: the day it was signed or lost; `None` when not known.
        amount: signed amount of a won deal, planned amount of a lost one, money units; `None` when not known.
        reason: key in the list `lost_reason`; empty for won deals and when none is written.
        lost_from: key of the stage it was lost from; empty for won deals.
        highest: rank of the highest pipeline stage it ever reached.
        rivals: keys of the competitors in it (see `book.competitors`).
        days: days from the first day known of it to the decision; `None` when not known.
        moved: how often the expected signing date changed from one weekly commit to the next; `None` when
            fewer than two commits say one.
    """

    project: str
    won: bool
    day: date | None
    amount: Decimal | None
    reason: str
    lost_from: str
    highest: int
    rivals: tuple[str, ...]
    days: int | None
    moved: int | None


def last_year(book: Book) -> tuple[date, date]:
    """Return the twelve months up to and with the day of the figures, half-open."""
    end = book.as_of + timedelta(days=1)
    try:
        return end.replace(year=end.year - 1), end
    except ValueError:  # 29 February
        return date(end.year - 1, 3, 1), end


@per_book
def decisions(book: Book, scope: Scope) -> tuple[Decision, ...]:
    """Return every deal of the scope that stands won or lost on the day of the figures, the newest first."""
    won, lost = book.config.won_keys, book.config.lost.key
    decided = [state for state in scope.states(book) if state.stage in won or state.stage == lost]
    found = [_decision(book, state.project.id) for state in decided]
    return tuple(sorted(found, key=lambda one: (-(one.day or date.min).toordinal(), one.project)))


def decided_between(book: Book, scope: Scope, start: date, end: date) -> tuple[Decision, ...]:
    """Return the deals decided in `[start, end)`, the newest first."""
    return tuple(one for one in decisions(book, scope) if one.day and start <= one.day < end)


@per_book
def _decision(book: Book, ident: str) -> Decision:
    """Return how a deal that stands won or lost on the day of the figures was decided."""
    project = book.projects[ident]
    state = state_on(book, project, book.as_of)
    if state is None:
        message = f"{ident} was not entered by the day of the figures"
        raise ValueError(message)
    won = state.stage in book.config.won_keys
    wins = wins_of_project(book, project.id) if won else ()
    signed = [win.day for win in wins if win.day]
    day = min(signed, default=None) if won else state.since or project.lost_date
    amounts = [win.amount for win in wins if win.amount is not None]
    stages = {stage.rank: stage.key for stage in book.config.pipeline}
    known = stays_of(book, project)
    first = known[0].start if known else None
    return Decision(
        project=project.id,
        won=won,
        day=day,
        amount=(sum(amounts, Decimal(0)) if amounts else None) if won else project.amount,
        reason="" if won else project.lost_reason,
        lost_from="" if won else stages.get(state.reached, ""),
        highest=highest(book, state),
        rivals=rivals(book, project),
        days=(day - first).days if day and first and first < day else None,
        moved=moved(book, project.id),
    )


def highest(book: Book, state: State) -> int:
    """Return the rank of the highest pipeline stage a project ever reached, also when it went back since."""
    config = book.config
    past = (move.stage for move in moves_of(book, state.project) if move.day <= book.as_of)
    return max([state.reached, *(config.rank(stage) for stage in past if stage != config.lost.key)])


def rivals(book: Book, project: Project) -> tuple[str, ...]:
    """Return the keys of the competitors that a project or its bids name, each once."""
    named = [*names_in_project(project)]
    for bid in book.bids_of_project.get(project.id, ()):
        named += names_in_bid(bid)
    return tuple(dict.fromkeys(main_key(book, key) for key in keys(named)))


def moved(book: Book, project: str) -> int | None:
    """Return how often the expected signing date changed between weekly commits; `None` of fewer than two."""
    said = []
    for commit in book.weekly_commits_of_project.get(project, ()):
        if commit_of(book, commit.owner, commit.week) is commit:
            said += [row.close for row in commit.projects if row.project == project and row.close]
    return sum(1 for before, after in pairwise(said) if before != after) if len(said) > 1 else None


def total(found: Iterable[Decision]) -> Decimal:
    """Return the sum of the amounts of deals; an unknown amount counts as 0."""
    return sum((one.amount for one in found if one.amount is not None), Decimal(0))
