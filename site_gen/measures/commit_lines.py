"""The projects of a weekly commit, as they were said, and what became of each (S34.2–S34.4, S34.8)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.commits import commit_of, is_asked, is_below, missing_evidence, next_commit
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.history.stages import state_on
from site_gen.measures.wins import Win, wins_of_project
from site_gen.records import Project, WeeklyCommit
from site_gen.records.rows import CommitLine

_ZERO = Decimal(0)
#: Outcomes that miss what was committed.
MISSED = frozenset({"shrank", "slipped", "lost"})
#: Outcomes after which an amount is in no forecast any more: it is lost, or signed and so among the actuals.
GONE = frozenset({"lost", "before"})


class Line(Struct, frozen=True):
    """A project in a commit.

    Attributes:
        commit: id of the commit record.
        person: id of the salesperson.
        project: project id.
        customer: customer id.
        amount: amount as it was said, money units; the project’s present amount never changes it.
        kind: `commit` or `upside`.
        close: expected signing date as it was said.
        probability: level of probability as it was said.
        asked: whether the checklist is asked for.
        missing: points of the checklist that are asked for and not ticked.
        below: whether it is committed at too low a probability.
        note: why now, why this amount.
        outcome: at the end of the week or, in a running one, on the day of the figures: `won`, `shrank` (signed for
            less), `slipped` (not signed, still open), `lost`, `before` (signed before the week), `open` (the week still
            runs or has not begun).
        day: the day it was signed or lost, when known.
        signed: amount signed in the week.
        later: what became of a slipped one since: `won`, `lost` or empty.
        later_day: the day of that, when known.
        reason: why it was missed, from the next commit of the person.
        owed: whether that reason is still owed.
    """

    commit: str
    person: str
    project: str
    customer: str
    amount: Decimal
    kind: str
    close: date | None
    probability: str
    asked: bool
    missing: tuple[str, ...]
    below: bool
    note: str
    outcome: str
    day: date | None
    signed: Decimal
    later: str
    later_day: date | None
    reason: str
    owed: bool

    @property
    def unproven(self) -> bool:
        """Whether it is committed without the evidence asked for: points are missing, or the probability is too low."""
        return self.kind == "commit" and (bool(self.missing) or self.below)

    @property
    def counts(self) -> bool:
        """Whether its amount is still to come, so that a forecast may hold it."""
        return self.outcome not in GONE


@per_book
def lines(book: Book, person: str, week: str) -> tuple[Line, ...]:
    """Return the projects of the commit of a person for the week with an id, in the order of the record."""
    commit = commit_of(book, person, week)
    if commit is None:
        return ()
    after = next_commit(book, person, week)
    reasons = {miss.project: miss.reason for miss in after.misses} if after else {}
    return tuple(_line(book, commit, row, reasons) for row in commit.projects)


def _line(book: Book, commit: WeeklyCommit, row: CommitLine, reasons: dict[str, str]) -> Line:
    config, project, week = book.config, book.projects[row.project], Week.named(commit.week)
    became = _became(book, project, row.amount, week)
    later = _later(book, project, week) if became.outcome == "slipped" else _NOTHING
    missed = row.kind == "commit" and became.outcome in MISSED and week.end <= book.as_of
    reason = reasons.get(row.project, "") if missed else ""
    return Line(
        commit=commit.id,
        person=commit.owner,
        project=row.project,
        customer=project.customer,
        amount=row.amount,
        kind=row.kind,
        close=row.close,
        probability=row.probability,
        asked=is_asked(config, row),
        missing=missing_evidence(config, row),
        below=is_below(config, row),
        note=row.note,
        outcome=became.outcome,
        day=became.day,
        signed=became.signed,
        later=later.outcome,
        later_day=later.day,
        reason=reason,
        owed=missed and not reason,
    )


class _Became(Struct, frozen=True):
    outcome: str
    day: date | None = None
    signed: Decimal = _ZERO


_NOTHING = _Became("")


def _became(book: Book, project: Project, amount: Decimal, week: Week) -> _Became:
    wins = wins_of_project(book, project.id)
    inside = [win for win in wins if win.day is not None and week.start <= win.day < week.end]
    if inside:
        signed, day = _sum(inside), max(win.day for win in inside if win.day)
        known = all(win.amount is not None for win in inside)
        return _Became("shrank" if known and signed < amount else "won", day, signed)
    early = [win.day for win in wins if win.day is not None and win.day < week.start]
    if early:
        return _Became("before", max(early))
    found = state_on(book, project, min(book.as_of, week.end - timedelta(days=1)))
    if found and found.stage == book.config.lost.key:
        return _Became("lost", found.since or project.lost_date)
    return _Became("slipped" if week.end <= book.as_of else "open")


def _later(book: Book, project: Project, week: Week) -> _Became:
    wins = wins_of_project(book, project.id)
    if wins:
        return _Became("won", min((win.day for win in wins if win.day and win.day >= week.end), default=None))
    found = state_on(book, project, book.as_of)
    if found and found.stage == book.config.lost.key:
        return _Became("lost", found.since or project.lost_date)
    return _NOTHING


def _sum(wins: list[Win]) -> Decimal:
    return sum((win.amount for win in wins if win.amount is not None), _ZERO)
