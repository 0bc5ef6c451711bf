"""Bids in packs: decided, ahead, owed, and gates that were passed without what they ask for (S11)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_gen.measures.bids import BidPrice, decided_between
from site_gen.measures.gates import BidAhead, Breach, ResultOwed, bids_ahead, gate_breaches, results_owed
from site_gen.measures.scope import Scope
from site_gen.pages.view import View


class BidsOf(NamedTuple):
    """The bids of a scope for a meeting.

    Attributes:
        decided: won or lost in the period, newest first.
        ahead: those of the next four weeks, the nearest first.
        owed: those whose result is owed, the longest first.
        breaches: gates broken in the period, and those still open.
    """

    decided: tuple[BidPrice, ...]
    ahead: tuple[BidAhead, ...]
    owed: tuple[ResultOwed, ...]
    breaches: tuple[Breach, ...]


def bids_of_meeting(view: View, scope: Scope, start: date, end: date) -> BidsOf:
    """Return what a meeting about `[start, end)` needs to know of bids; a result owed stands in one list only."""
    book = view.book
    owed = results_owed(book, scope)
    waiting = {row.bid for row in owed}
    breaches = tuple(
        one
        for one in gate_breaches(book, scope)
        if (one.state in {"missing", "incomplete"} or (one.day is not None and start <= one.day < end))
        and not (one.gate == "result" and one.record in waiting)
    )
    return BidsOf(decided_between(book, scope, start, end), bids_ahead(book, scope), owed, breaches)
