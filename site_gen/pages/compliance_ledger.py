"""The ledger of points and fines: every occurrence, and the sums by person and month (S12.5, S12.6)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.obligations import NAMES, debtors
from site_gen.measures.points import Score, price, score
from site_gen.measures.scope import COMPANY
from site_gen.pages.leaders import questions
from site_gen.pages.owed_words import Row, currency, row
from site_gen.pages.view import View

#: Months in the ledger, the current one included.
MONTHS = 6


class Entry(NamedTuple):
    """One occurrence: what it was, what it costs."""

    row: Row
    points: int
    fine: Decimal


class Account(NamedTuple):
    """What one person lost in one month; `anchor` names its place on the page."""

    score: Score
    anchor: str
    entries: list[Entry]


class Person(NamedTuple):
    """One person's points by month; `None` for a month in which nothing of theirs was due."""

    person: str
    scores: list[Score | None]
    fine: Decimal
    taken: int


@per_book
def months(book: Book) -> tuple[MonthOf, ...]:
    """Return the months of the ledger, the current one first."""
    now = MonthOf.of(book.as_of)
    return tuple(now.shift(-back) for back in range(MONTHS))


def title(view: View) -> str:
    """Return the title of the ledger."""
    return view.tr(N_("Points and fines"))


def anchor(one: Score) -> str:
    """Return where a person's month stands on the page."""
    return f"{one.month}-{one.person}"


def build(view: View) -> Mapping[str, Any]:
    """Return the context of the ledger."""
    book = view.book
    everybody = (_person(book, who) for who in debtors(book, COMPANY))
    people = [person for person in everybody if any(person.scores)]
    accounts = [
        (month, [_account(view, mine) for one in people if (mine := one.scores[at]) and mine.occurrences])
        for at, month in enumerate(months(book))
    ]
    return {
        "finding": _finding(view, people),
        "months": months(book),
        "people": people,
        "anchor": anchor,
        "accounts": [(month, found) for month, found in accounts if found],
        "names": NAMES,
        "questions": questions(view),
        "limits": book.config.thresholds,
        "currency": currency(view),
        "fine_sum": sum((one.fine for one in people), Decimal(0)),
    }


def _person(book: Book, who: str) -> Person:
    scores = [score(book, who, month) for month in months(book)]
    found = [one if one.due else None for one in scores]
    known = [one for one in scores if one.due]
    fine = sum((one.fine for one in known), Decimal(0))
    return Person(who, found, fine, sum(one.taken for one in known))


def _account(view: View, one: Score) -> Account:
    entries = [Entry(row(view, owed), *price(view.book, owed)) for owed in one.occurrences]
    return Account(one, anchor(one), entries)


def _finding(view: View, people: list[Person]) -> str:
    words = view.words
    now = [one.scores[0] for one in people if one.scores[0] is not None]
    month = words.month(months(view.book)[0])
    if not now:
        return view.tr(N_("{month}: no report that counts was due yet."), month=month)
    lost = [one for one in now if one.taken]
    fine = sum((one.fine for one in now), Decimal(0))
    if not lost:
        return view.tr(
            N_("{month}: nobody lost a point; all {count} people keep theirs."), month=month, count=len(now)
        )
    least = min(lost, key=lambda one: (one.points, one.person))
    text = N_(
        "{month} so far: {lost} of {people} people lost points, {taken} in all; the fewest left has {name} "
        "with {points}; fines of {fine} {currency}."
    )
    return view.tr(
        text,
        month=month,
        lost=words.num(len(lost)),
        people=words.num(len(now)),
        taken=words.num(sum(one.taken for one in lost)),
        name=view.book.name_of(least.person),
        points=words.num(least.points),
        fine=words.num(fine),
        currency=currency(view),
    )
