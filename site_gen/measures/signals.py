"""Signals: what is red today and why, the most urgent first, each with its people and where to look."""

from __future__ import annotations

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.measures import pipeline_signals, work_signals
from site_gen.measures.scope import Scope
from site_gen.measures.signal import Signal

#: What makes signals of each sort.
_MAKERS = (
    pipeline_signals.findings,
    pipeline_signals.target,
    pipeline_signals.caps,
    pipeline_signals.unconfirmed,
    work_signals.promises,
    work_signals.reports,
    work_signals.past_visits,
    work_signals.briefs,
    pipeline_signals.purchase,
    work_signals.alerts,
)


@per_book
def signals(book: Book, scope: Scope) -> tuple[Signal, ...]:
    """Return the signals of a scope, the most urgent first."""
    found = [signal for place in range(len(_MAKERS)) for signal in _made(book, place, scope)]
    return tuple(sorted(found, key=lambda s: (-s.urgency, s.key, s.people)))


@per_book
def _made(book: Book, place: int, scope: Scope) -> tuple[Signal, ...]:
    """Return the signals of one sort; those of visits are the same after an edit of a project."""
    return tuple(_MAKERS[place](book, scope))
