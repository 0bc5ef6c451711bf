"""Projects at their level of probability: what is in the selling phase, what it is worth (S33, M5, M10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.probability import level_of, level_of_stage
from site_gen.history.stages import State, state_on
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally

_HUNDRED = Decimal(100)


def selling_and_weighted(book: Book, scope: Scope) -> tuple[Tally, Decimal]:
    """Return the open projects of a scope in the selling phase, and the amounts of all its open ones times their probability.

    Projects at no level are in no phase and count nothing.
    """
    config = book.config
    selling: list[State] = []
    weighted = Decimal(0)
    for state in scope.open_states(book):
        project = state.project
        level = level_of(config, project, state.stage)
        if level is None:
            continue
        if level.phase == "selling":
            selling.append(state)
        if project.amount is not None:
            weighted += project.amount * level.percent / _HUNDRED
    return tally(selling), weighted


@per_book
def selling_share(book: Book, scope: Scope, day: date) -> Ratio:
    """Return the amount in the selling phase over all that was open at the end of `day`, by the stages of that day."""
    config = book.config
    whole = selling = Decimal(0)
    for project in scope.projects(book):
        state = state_on(book, project, day)
        if state is None or state.stage not in config.open_keys or project.amount is None:
            continue
        level = level_of_stage(config, state.stage)
        whole += project.amount
        selling += project.amount if level is not None and level.phase == "selling" else 0
    return Ratio(selling, whole)
