"""Projects at their level of probability: what is in the selling phase, what it is worth (S33, M5, M10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.probability import level_of, level_of_stage
from site_gen.config.level import Level
from site_gen.history.stages import State, state_on
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally

_HUNDRED = Decimal(100)


@per_book
def open_levels(book: Book, scope: Scope) -> tuple[tuple[State, Level | None], ...]:
    """Return the open projects of a scope with their levels, by id; `None` for those at no defined level."""
    config = book.config
    return tuple((state, level_of(config, state.project, state.stage)) for state in scope.open_states(book))


def in_selling(book: Book, scope: Scope) -> Tally:
    """Return the open projects in the selling phase."""
    return tally(s for s, level in open_levels(book, scope) if level is not None and level.phase == "selling")


def weighted_amount(book: Book, scope: Scope) -> Decimal:
    """Return the amounts of the open projects times their probability; those at no level count nothing."""
    return sum(
        (
            s.project.amount * level.percent / _HUNDRED
            for s, level in open_levels(book, scope)
            if level is not None and s.project.amount is not None
        ),
        Decimal(0),
    )


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
