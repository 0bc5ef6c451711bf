"""The weekly commit of a scope: what was said, by whom, and what became of it (S34.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.commits import commit_of, is_late, listed, said
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.commit_lines import Line, lines
from site_gen.measures.crew import crew
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.wins import Won, wins_between, won
from site_gen.records.rows import ManagerCall

_ZERO = Decimal(0)


class Call(Struct, frozen=True):
    """A manager’s own number beside that of the salesperson.

    Attributes:
        who: id of the manager.
        on: the day it was made.
        commit: commit of the manager, money units; `None` when not given.
        upside: upside of the manager.
        reason: why it differs.
    """

    who: str
    on: date
    commit: Decimal | None
    upside: Decimal | None
    reason: str


class Said(Struct, frozen=True):
    """One commit, as it was said.

    Attributes:
        commit_id: id of the record.
        person: id of the salesperson.
        submitted_on: the day it was handed in, when written.
        late: whether that was after the Sunday before the week.
        commit: the commit, money units: the amount written, else the sum of the projects.
        upside: the upside, in the same way.
        listed_commit: sum of the projects committed.
        listed_upside: sum of the projects of hope.
        differs: whether an amount written differs from that sum.
        month_forecast: forecast of the month, what is still to come from this week on; `None` when not given.
        month_upside: upside of the month.
        quarter_forecast: forecast of the quarter, in the same way.
        quarter_upside: upside of the quarter.
        calls: calls of managers by the day of the figures, the latest last.
        lines: the projects.
    """

    commit_id: str
    person: str
    submitted_on: date | None
    late: bool
    commit: Decimal
    upside: Decimal
    listed_commit: Decimal
    listed_upside: Decimal
    differs: bool
    month_forecast: Decimal | None
    month_upside: Decimal | None
    quarter_forecast: Decimal | None
    quarter_upside: Decimal | None
    calls: tuple[Call, ...]
    lines: tuple[Line, ...]

    @property
    def call(self) -> Call | None:
        """The latest call of a manager."""
        return self.calls[-1] if self.calls else None

    def to_come(self, kind: str, before: date | None = None) -> Decimal:
        """Return what of the commit or upside may still come in: without lost and already signed projects.

        Args:
            kind: `commit` or `upside`.
            before: leave out the projects expected to be signed on that day or later, too.
        """
        whole = self.commit if kind == "commit" else self.upside
        off = (row for row in self.lines if row.kind == kind and not _comes(row, before))
        return max(whole - sum((row.amount for row in off), _ZERO), _ZERO)

    def gone(self, kind: str, before: date) -> Decimal:
        """Return the amounts of a kind that a forecast up to a day no longer holds: lost, or signed before the week."""
        rows = (row for row in self.lines if row.kind == kind and not row.counts)
        return sum((row.amount for row in rows if row.close is None or row.close < before), _ZERO)


def _comes(row: Line, before: date | None) -> bool:
    return row.counts and (before is None or row.close is None or row.close < before)


class CommitWeek(Struct, frozen=True):
    """The commits of a scope for one week.

    Attributes:
        week: id of the week, such as `2026-W47`.
        said: the commits handed in, by person id.
        commit: their sum, money units; `None` when nobody handed one in.
        upside: sum of their upside; `None` as above.
        actual: what was signed in the week so far, by the people in the scope on its Monday.
        to_come: the commit without lost projects and without those signed before the week.
        upside_to_come: the upside, in the same way.
        month_forecast: sum of the forecasts of the month; `None` when nobody gave one.
        month_upside: sum of the upside of the month.
        quarter_forecast: sum of the forecasts of the quarter.
        quarter_upside: sum of the upside of the quarter.
        called: how many commits have a call of a manager with a commit.
        called_commit: sum of the latest calls of managers; `None` when there is none.
        called_upside: sum of their upside.
        differing: ids of the commits whose amount written differs from the sum of their projects.
        unproven: ids of the projects committed without the evidence asked for.
        owed: ids of the committed projects that were missed and whose reason is still owed.
    """

    week: str
    said: tuple[Said, ...]
    commit: Decimal | None
    upside: Decimal | None
    actual: Won
    to_come: Decimal
    upside_to_come: Decimal
    month_forecast: Decimal | None
    month_upside: Decimal | None
    quarter_forecast: Decimal | None
    quarter_upside: Decimal | None
    called: int
    called_commit: Decimal | None
    called_upside: Decimal | None
    differing: tuple[str, ...]
    unproven: tuple[str, ...]
    owed: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All projects, committed ones first, by amount."""
        rows = (row for one in self.said for row in one.lines)
        return tuple(
            sorted(rows, key=lambda row: (row.kind != "commit", -row.amount, row.project, row.commit))
        )


@measure(
    "S34.2",
    "commit-week",
    N_("Weekly commit"),
    N_(
        "What the people of the scope committed for a week, and their upside, which never counts in the commit. "
        "A commit is the amount written, else the sum of its projects, frozen in the record as it was said; of "
        "several commits of one person and week the one handed in last counts. A person belongs for the whole "
        "week to the team he was in on its Monday, so the sums equal their parts. At the end of the week each "
        "project is won (signed for the amount or more), shrank (signed for less), slipped (not signed, still "
        "open), lost, or had been signed before the week. A lost project counts in no forecast any more. The "
        "checklist of five points is asked for from a probability of {commit_from}% on. Calls of managers stand "
        "beside the number, never in its place. Default: the week of the day of the figures."
    ),
    unit="money",
    source="S34.2",
)
def commit_week(book: Book, scope: Scope, week: str = "") -> CommitWeek:
    """Add up the commits of a week with an id."""
    found = Week.named(week) if week else Week.of(book.as_of)
    people = crew(book, scope, found.start)
    said_ = [one for person in people if (one := said_by(book, person, found.id))]
    calls = [one.call for one in said_ if one.call]
    rows = [row for one in said_ for row in one.lines]
    return CommitWeek(
        week=found.id,
        said=tuple(said_),
        commit=total(one.commit for one in said_),
        upside=total(one.upside for one in said_),
        actual=signed_by(book, people, found),
        to_come=sum((one.to_come("commit") for one in said_), _ZERO),
        upside_to_come=sum((one.to_come("upside") for one in said_), _ZERO),
        month_forecast=total(one.month_forecast for one in said_),
        month_upside=total(one.month_upside for one in said_),
        quarter_forecast=total(one.quarter_forecast for one in said_),
        quarter_upside=total(one.quarter_upside for one in said_),
        called=sum(1 for call in calls if call.commit is not None),
        called_commit=total(call.commit for call in calls),
        called_upside=total(call.upside for call in calls),
        differing=tuple(one.commit_id for one in said_ if one.differs),
        unproven=tuple(sorted({row.project for row in rows if row.unproven})),
        owed=tuple(sorted({row.project for row in rows if row.owed})),
    )


@per_book
def said_by(book: Book, person: str, week: str) -> Said | None:
    """Return what a person committed for the week with an id; `None` when nothing was handed in."""
    record = commit_of(book, person, week)
    if record is None:
        return None
    sums = {kind: listed(record, kind) for kind in ("commit", "upside")}
    written = {"commit": record.commit, "upside": record.upside}
    return Said(
        commit_id=record.id,
        person=person,
        submitted_on=record.submitted_on,
        late=is_late(record),
        commit=said(record, "commit"),
        upside=said(record, "upside"),
        listed_commit=sums["commit"],
        listed_upside=sums["upside"],
        differs=any(value is not None and value != sums[kind] for kind, value in written.items()),
        month_forecast=record.month_forecast,
        month_upside=record.month_upside,
        quarter_forecast=record.quarter_forecast,
        quarter_upside=record.quarter_upside,
        calls=_calls(record.manager_calls, book.as_of),
        lines=lines(book, person, week),
    )


def signed_by(book: Book, people: Iterable[str], week: Week) -> Won:
    """Return what some people signed in a week."""
    each = (wins_between(book, Scope("person", one), week.start, week.end) for one in people)
    return won(win for found in each for win in found.wins)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the amounts that there are; `None` when there is none."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, _ZERO) if known else None


def _calls(rows: tuple[ManagerCall, ...], day: date) -> tuple[Call, ...]:
    made = sorted((row for row in rows if row.on <= day), key=lambda row: row.on)
    return tuple(Call(row.who, row.on, row.commit, row.upside, row.reason) for row in made)
