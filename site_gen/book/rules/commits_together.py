"""Weekly commits of one person beside each other, and the flags of projects beside the commits (S33.7, S34.2, S34.4)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.commits import commit_of, commits_of, next_commit
from site_gen.book.rules.breach import breach
from site_gen.config import Week
from site_gen.diagnostics import Diagnostic
from site_gen.records import WeeklyCommit

#: For how many weeks a reason is asked for.
_WEEKS = 4


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG675` for a second commit of a week, `SG677` for a miss without a reason, `SG679` for a lone flag."""
    for person, commits in book.weekly_commits_of_owner.items():
        yield from _second(book, commits)
        yield from _reasons(book, person)
    yield from _flags(book)


def _second(book: Book, commits: tuple[WeeklyCommit, ...]) -> Iterator[Diagnostic]:
    seen: dict[str, WeeklyCommit] = {}
    for commit in commits:
        first = seen.setdefault(commit.week, commit)
        if first is not commit:
            others = [first.place("week")]
            name = book.name_of(commit.owner)
            yield breach("SG675", commit, "week", others=others, name=name, week=commit.week, path=first.path)


def _reasons(book: Book, person: str) -> Iterator[Diagnostic]:
    """Only what was certainly missed is asked for here: projects that are not signed to this day."""
    since = Week.of(book.as_of).shift(-_WEEKS).id
    for commit in commits_of(book, person):
        after = next_commit(book, person, commit.week)
        if commit.week < since or Week.named(commit.week).end > book.as_of or after is None:
            continue
        given = {miss.project for miss in after.misses if miss.reason}
        for row in commit.projects:
            project = book.projects.get(row.project)
            if project is None or row.kind != "commit" or row.project in given:
                continue
            if project.stage not in book.config.won_keys:
                field = "misses" if after.misses else "week"
                yield breach("SG677", after, field, name=project.name, week=commit.week)


def _flags(book: Book) -> Iterator[Diagnostic]:
    """A project committed is in the commit of its owner, when there is one for the coming week, else for this one."""
    now = Week.of(book.as_of)
    for project in book.projects.values():
        if not project.commit or project.stage not in book.config.open_keys:
            continue
        found = commit_of(book, project.owner, now.shift(1).id) or commit_of(book, project.owner, now.id)
        if found is None or (project.expected_close and project.expected_close >= Week.named(found.week).end):
            continue
        if not any(row.project == project.id and row.kind == "commit" for row in found.projects):
            yield breach("SG679", project, "commit", week=found.week, path=found.path)
