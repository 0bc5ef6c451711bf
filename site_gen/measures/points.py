"""Points and fine of each person and month for reports that were missing, late or incomplete (M16, S12.5, S12.6)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.obligations import SCORED, Owed, debtors, due_between, owed_by
from site_gen.measures.period import default_period
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope

_ONE = timedelta(days=1)


class Score(Struct, frozen=True):
    """The points of one person in one month (M16).

    Attributes:
        person: id.
        month: id of the month, such as `2026-11`; a report belongs to the month of its due day.
        due: how many of the reports that count came or should have.
        missing: those that did not come.
        flawed: those that came late or incomplete, each once.
        taken: points taken in all.
        points: points left, at least 0.
        fine: for weekly reports that are missing, whole units of the currency.
    """

    person: str
    month: str
    due: int
    missing: tuple[Owed, ...]
    flawed: tuple[Owed, ...]
    taken: int
    points: int
    fine: Decimal

    @property
    def occurrences(self) -> tuple[Owed, ...]:
        """All that cost points, by due day."""
        return tuple(sorted((*self.missing, *self.flawed), key=lambda one: (one.due, one.type, one.period)))


class Discipline(Struct, frozen=True):
    """The points of a scope's people (M16).

    Attributes:
        start: first day of the period: that of its first month.
        end: day after its last month.
        scores: by month, then person; nobody stands in a month in which nothing of theirs was due.
        missing: reports that did not come.
        flawed: reports that came late or incomplete.
        taken: points taken.
        fine: fines, whole units of the currency.
    """

    start: date
    end: date
    scores: tuple[Score, ...]
    missing: int
    flawed: int
    taken: int
    fine: Decimal


def price(book: Book, one: Owed) -> tuple[int, Decimal]:
    """Return the points and the fine that one report costs; nothing when it came as it should."""
    limits = book.config.thresholds
    if one.type not in SCORED or not one.lapsed:
        return 0, Decimal(0)
    if one.state == "missing":
        return limits.points_missing, limits.fine_missing if one.type == "weekly" else Decimal(0)
    return limits.points_late, Decimal(0)


@per_book
def score(book: Book, person: str, month: MonthOf) -> Score:
    """Return the points of a person in a month."""
    mine = due_between(owed_by(book, person), month.start, month.end)
    due = [one for one in mine if one.type in SCORED and one.counts]
    prices = [price(book, one) for one in due]
    taken = sum(points for points, _ in prices)
    return Score(
        person=person,
        month=month.id,
        due=len(due),
        missing=tuple(one for one in due if one.state == "missing"),
        flawed=tuple(one for one in due if one.lapsed and one.state != "missing"),
        taken=taken,
        points=max(book.config.thresholds.points_base - taken, 0),
        fine=sum((fine for _, fine in prices), Decimal(0)),
    )


@measure(
    "M16",
    "points",
    N_("Points and fine"),
    N_(
        "Everybody begins a month with {points_base} points. Each weekly report, submission of opportunities or visit "
        "report that is missing takes {points_missing}, each that is late or incomplete {points_late}; one that is both "
        "is one occurrence. Points do not fall below 0. Each missing weekly report is fined {fine_missing} besides, in "
        "whole units of the currency. A report counts in the month of its due day; one that comes after all is late "
        "and no longer missing. What opportunities looked like on an earlier day cannot be known from today’s records, "
        "so they are never called incomplete. Daily and regional reports take no points. Where no period is named: the "
        "month of the day of the figures."
    ),
    unit="count",
    source="S12.5 S12.6",
)
def points(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Discipline:
    """Compute points and fines of the months that begin in `[start, end)` or hold its first day (M16)."""
    return _of_people(book, debtors(book, scope), _months(book, scope, start, end))


@per_book
def _of_people(book: Book, people: tuple[str, ...], months: tuple[MonthOf, ...]) -> Discipline:
    """Return the points of those who owe something; they are the same people in all cuts of the pipeline."""
    scores = [score(book, person, month) for month in months for person in people]
    found = tuple(one for one in scores if one.due)
    return Discipline(
        start=months[0].start,
        end=months[-1].end,
        scores=found,
        missing=sum(len(one.missing) for one in found),
        flawed=sum(len(one.flawed) for one in found),
        taken=sum(one.taken for one in found),
        fine=sum((one.fine for one in found), Decimal(0)),
    )


def _months(book: Book, scope: Scope, start: date | None, end: date | None) -> tuple[MonthOf, ...]:
    first, last = default_period(book, scope) if scope.kind == "month" else (book.as_of, book.as_of + _ONE)
    month, end = MonthOf.of(start or first), end or last
    found = [month]
    while (month := month.shift(1)).start < end:
        found.append(month)
    return tuple(found)
