"""Weekly commits agree with themselves and with their projects (S34.2, S34.3, S34.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_gen.book.book import Book
from site_gen.book.commits import due, is_below, is_late, listed, percent_of
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.config import Week
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Text, filled
from site_gen.records import Project, WeeklyCommit
from site_gen.records.rows import CommitLine

_PERCENT, _REACHED = N_("{percent}%"), N_("{percent}% by the milestones reached")


def checkers(book: Book) -> Checkers:
    """`SG671`–`SG674`, `SG676`, `SG678` and `SG680`; what can still be put right only while the week is not over."""

    def check(commit: WeeklyCommit) -> Iterator[Diagnostic]:
        yield from _twice(book, commit)
        yield from _sums(commit)
        running = Week.named(commit.week).end > book.as_of
        if running and is_late(commit):
            yield breach(
                "SG678", commit, "submitted_on", date=commit.submitted_on, due=due(Week.named(commit.week))
            )
        for position, row in enumerate(commit.projects):
            project = book.projects.get(row.project)
            if project:
                yield from _line(book, commit, position, row, project, running=running)

    return {"weekly_commit": check}


def _twice(book: Book, commit: WeeklyCommit) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for position, row in enumerate(commit.projects):
        if row.project in seen:
            yield breach("SG671", commit, f"projects[{position}].project", name=_name(book, row.project))
        seen.add(row.project)


def _sums(commit: WeeklyCommit) -> Iterator[Diagnostic]:
    for field in ("commit", "upside"):
        written, total = getattr(commit, field), listed(commit, field)
        if written is not None and written != total:
            label = label_of(commit, field)
            yield breach("SG674", commit, field, label=label, value=f"{written:f}", sum=f"{total:f}")


def _line(
    book: Book, commit: WeeklyCommit, position: int, row: CommitLine, project: Project, *, running: bool
) -> Iterator[Diagnostic]:
    spot = f"projects[{position}].project"
    if row.kind == "commit":
        low = _too_low(book, row, project, running=running)
        if low:
            field = f"projects[{position}].probability" if row.probability else spot
            limit = book.config.thresholds.commit_from
            yield breach("SG672", commit, field, name=project.name, value=low, limit=f"{limit:f}")
        if running and not project.commit and project.stage in book.config.open_keys:
            yield breach("SG680", commit, spot, name=project.name)
    decided = _decided(book, project)
    if decided and decided < Week.named(commit.week).start:
        stage = book.config.stage(project.stage).label
        yield breach("SG673", commit, spot, name=project.name, stage=stage, date=decided)
    if running and project.owner != commit.owner:
        yield breach("SG676", commit, spot, name=project.name, owner=book.name_of(project.owner))


def _too_low(book: Book, row: CommitLine, project: Project, *, running: bool) -> Text | None:
    """Return the probability that is too low for a commit; by the milestones only as long as they are of that week."""
    config = book.config
    if is_below(config, row):
        return filled(_PERCENT, percent=percent_of(config, row.probability))
    if not running or not project.milestones:
        return None
    reached = max(_percent_of_milestone(book, key) for key in project.milestones)
    return filled(_REACHED, percent=reached) if reached < config.thresholds.commit_from else None


def _percent_of_milestone(book: Book, key: str) -> int:
    entries = book.config.vocabularies["milestone"]
    return next((int(str(entry.fact("percent", 0))) for entry in entries if entry.key == key), 0)


def _decided(book: Book, project: Project) -> date | None:
    """Return the day a project was lost or came into the won stages, when written; `None` for an open one."""
    if project.stage == book.config.lost.key:
        return project.lost_date
    if project.stage not in book.config.won_keys:
        return None
    found = None
    for move in sorted(project.stage_history, key=lambda move: move.date, reverse=True):
        if move.stage not in book.config.won_keys:
            break
        found = move.date
    return found


def _name(book: Book, project: str) -> str:
    found = book.projects.get(project)
    return found.name if found else project
