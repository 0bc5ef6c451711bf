"""Weekly commits: when they are due and handed in, which one counts, what was said in it (S34.1, S34.2)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from site_gen.book.book import Book
from site_gen.book.forecasts import forecasts_of
from site_gen.book.trace import as_value
from site_gen.config import Config, Week
from site_gen.records import WeeklyCommit
from site_gen.records.rows import CommitLine

#: The five points of the reliability checklist (S34.8), in the order of the form.
CHECKLIST = ("config_final", "end_user_contract", "si_contract", "discount_approved", "partner_ready")
_DAY = timedelta(days=1)


def due(week: Week) -> date:
    """Return the last day for the commit of a week: the Sunday before it begins (S34.1)."""
    return week.start - _DAY


def handed_in(book: Book, commit: WeeklyCommit) -> bool:
    """Whether a commit was handed in by `book.as_of`; without a day it was once the week before had begun."""
    if commit.submitted_on is not None:
        return commit.submitted_on <= book.as_of
    return Week.named(commit.week).shift(-1).start <= book.as_of


def is_late(commit: WeeklyCommit) -> bool:
    """Whether a commit was handed in after its Sunday."""
    return commit.submitted_on is not None and commit.submitted_on > due(Week.named(commit.week))


def commits_of(book: Book, person: str) -> tuple[WeeklyCommit, ...]:
    """Return the commits of a person that are handed in and count, oldest week first.

    Of several of one week the one handed in last counts.
    """
    found: dict[str, WeeklyCommit] = {}
    for commit in book.weekly_commits_of_owner.get(person, ()):
        before = found.get(commit.week)
        if handed_in(book, commit) and (before is None or _order(before) <= _order(commit)):
            found[commit.week] = commit
    return tuple(found.values())


def commit_of(book: Book, person: str, week: str) -> WeeklyCommit | None:
    """Return the commit of a person for the week with an id, when it is handed in."""
    return next((commit for commit in commits_of(book, person) if commit.week == week), None)


def next_commit(book: Book, person: str, week: str) -> WeeklyCommit | None:
    """Return the first commit a person handed in for a week after the one with an id."""
    return next((commit for commit in commits_of(book, person) if commit.week > week), None)


def _order(commit: WeeklyCommit) -> tuple[date, str]:
    return commit.submitted_on or date.min, commit.id


def listed(commit: WeeklyCommit, kind: str) -> Decimal:
    """Return the sum of the projects of a kind, `commit` or `upside`."""
    return sum((row.amount for row in commit.projects if row.kind == kind), Decimal(0))


def said(commit: WeeklyCommit, kind: str) -> Decimal:
    """Return the commit or upside as it was said: the amount written, else the sum of the projects."""
    written: Decimal | None = getattr(commit, kind)
    return listed(commit, kind) if written is None else written


def percent_of(config: Config, probability: str) -> int | None:
    """Return the percentage of a probability level; `None` for none."""
    entry = next((one for one in config.vocabularies["probability"] if one.key == probability), None)
    return None if entry is None else int(str(entry.fact("percent", 0)))


def is_asked(config: Config, row: CommitLine) -> bool:
    """Whether the checklist is asked for: from the probability for commits on, and of a commit without any."""
    percent = percent_of(config, row.probability)
    return row.kind == "commit" if percent is None else percent >= config.thresholds.commit_from


def is_below(config: Config, row: CommitLine) -> bool:
    """Whether a project is committed at a probability that is too low for it (S34.8)."""
    percent = percent_of(config, row.probability)
    return row.kind == "commit" and percent is not None and percent < config.thresholds.commit_from


def missing_evidence(config: Config, row: CommitLine) -> tuple[str, ...]:
    """Return the points of the checklist that are asked for and not ticked."""
    return tuple(name for name in CHECKLIST if not getattr(row, name)) if is_asked(config, row) else ()


def planned(book: Book, person: str, month: str) -> Decimal | None:
    """Return what the monthly forecast says of a month, the latest that was handed in by the month (S34.9)."""
    found = [
        row.forecast
        for forecast in forecasts_of(book, person)
        if forecast.month <= month
        for row in forecast.months
        if row.month == month
    ]
    return found[-1] if found else None


@as_value
def first_week(book: Book) -> str:
    """Return the first week that anybody handed a commit in for; empty when nobody has."""
    return min((one.week for one in book.weekly_commits.values() if handed_in(book, one)), default="")
