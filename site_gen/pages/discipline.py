"""The reports of one person, for their own page and for talks with them (M16, M17)."""

from __future__ import annotations

from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.measures.obligations import NAMES, Owed, due_between, owed_by
from site_gen.measures.period import default_period
from site_gen.measures.points import Score, score
from site_gen.measures.punctuality import Quality, qualities
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.compliance_ledger import anchor
from site_gen.pages.owed_words import Row, currency, rows
from site_gen.pages.view import View

#: How many reports that did not come as they should are named.
_NAMED = 8


class MonthScore(NamedTuple):
    """A month and the points in it."""

    month: MonthOf
    score: Score


class Discipline(NamedTuple):
    """How somebody reports.

    Attributes:
        types: the last four weeks by type of report.
        scores: this month and the last, where something was due.
        lapses: what did not come as it should in the four weeks, the latest first.
        more: how many more there are.
        ledger: href of the person’s month in the ledger, empty when nothing was lost in it.
        matrix: href of the person’s lines in the matrix, empty where there is none.
        currency: what fines are counted in.
        names: what types of report are called.
    """

    types: tuple[Quality, ...]
    scores: list[MonthScore]
    lapses: list[Row]
    more: int
    ledger: str
    matrix: str
    currency: str
    names: dict[str, Any]


@per_book
def recent(book: Book, person: str) -> tuple[Owed, ...]:
    """Return what a person owed by a day of the last four weeks."""
    start, end = default_period(book, Scope("person", person))
    return tuple(due_between(owed_by(book, person), start, end))


def discipline(view: View, person: str) -> Discipline | None:
    """Return how a person reports; `None` for somebody who owed nothing lately."""
    book = view.book
    owed, month = recent(book, person), MonthOf.of(book.as_of)
    scores = [MonthScore(m, score(book, person, m)) for m in (month, month.shift(-1))]
    scores = [one for one in scores if one.score.due]
    if not scores and not any(one.counts for one in owed):
        return None
    lapses = [one for one in reversed(owed) if one.lapsed]
    lost = next((one.score for one in scores if one.score.taken), None)
    there = addresses.LEDGER in view.site.urls and lost is not None
    return Discipline(
        qualities(book, owed, person),
        scores,
        rows(view, lapses[:_NAMED]),
        max(len(lapses) - _NAMED, 0),
        view.href(f"{addresses.LEDGER}#{anchor(lost)}") if there and lost else "",
        view.href(f"{addresses.COMPLIANCE}#rep-{person}") if addresses.COMPLIANCE in view.site.urls else "",
        currency(view),
        NAMES,
    )
