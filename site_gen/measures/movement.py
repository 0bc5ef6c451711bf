"""What moved between two days: new, forward, back, won, lost (M27)."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, moved_between, state_on
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Tally, tally

_DAY = timedelta(days=1)


class StageChange(Struct, frozen=True):
    """A project that was in another stage before.

    Attributes:
        project: id.
        from_stage: stage before; empty for a new project.
        to_stage: stage after.
        since: the day it entered `to_stage`, when known.
    """

    project: str
    from_stage: str
    to_stage: str
    since: date | None


class ChangeList(Struct, frozen=True):
    """The changes of one sort, by project id, with what they add up to."""

    changes: tuple[StageChange, ...]
    projects: Tally


class Movement(Struct, frozen=True):
    """Movement of the pipeline (M27). A project that came in and was won or lost since is in both lists.

    Attributes:
        start: first day whose movements count.
        end: day after the last.
        new: projects entered in the period.
        forward: moved to a later stage, not into the won ones (or from one won stage to a later one).
        back: moved to an earlier stage.
        won: came into a won stage.
        lost: became lost.
        reopened: were lost and are open again.
    """

    start: date
    end: date
    new: ChangeList
    forward: ChangeList
    back: ChangeList
    won: ChangeList
    lost: ChangeList
    reopened: ChangeList


_KINDS = ("new", "forward", "back", "won", "lost", "reopened")


def previous_monday(day: date) -> date:
    """Return the last Monday before `day`; on a Monday that of the week before."""
    return day - (day.isoweekday() - 1 or 7) * _DAY


class _Change(Struct, frozen=True):
    """A change with where the project stands after it, and the lists it belongs to."""

    change: StageChange
    now: State
    sorts: tuple[str, ...]


@per_book
def _changes(book: Book, scope: Scope, start: date, end: date) -> list[_Change]:
    if scope.kind in {"company", "team"}:
        # From those of each person: after an edit, only one person's projects are looked at.
        people = [p.id for p in scope.people(book)] if scope.kind == "team" else list(book.projects_of_owner)
        own = [change for one in people for change in _changes(book, Scope("person", one), start, end)]
        return sorted(own, key=lambda row: row.change.project)
    found = []
    for project in scope.projects(book):
        if not moved_between(book, project, start, end):
            continue
        was, now = state_on(book, project, start - _DAY), state_on(book, project, end - _DAY)
        if now and (was is None or was.stage != now.stage):
            change = StageChange(project.id, was.stage if was else "", now.stage, now.since)
            found.append(_Change(change, now, _sorts(book, was, now)))
    return found


def _sorts(book: Book, was: State | None, now: State) -> tuple[str, ...]:
    before = book.config.stage(was.stage).counts_as if was else ""
    after = book.config.stage(now.stage).counts_as
    first = () if was else ("new",)
    if after == "lost":
        return (*first, "lost")
    if after == "won" and before != "won":
        return (*first, "won")
    if was is None:
        return first
    if before == "lost":
        return ("reopened",)
    return ("forward",) if book.config.rank(now.stage) > book.config.rank(was.stage) else ("back",)


@measure(
    "M27",
    "movement",
    N_("Movement since Monday"),
    N_(
        "Projects whose stage at the end of the day of the figures differs from their stage before the "
        "previous Monday (on a Monday: the Monday a week before): new, moved forward, moved back, won, lost, "
        "reopened. A project that came in and was won or lost since then is in both lists. A project without "
        "stage history has always been in its stage."
    ),
    unit="count",
    source="S9.3",
)
def movement(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Movement:
    """Compare the stages before `start` with those at the end of the day before `end` (M27)."""
    first, last = start or previous_monday(book.as_of), end or book.as_of + _DAY
    lists: dict[str, list[_Change]] = {kind: [] for kind in _KINDS}
    for change in _changes(book, scope, first, last):
        for sort in change.sorts:
            lists[sort].append(change)
    made = {
        kind: ChangeList(tuple(row.change for row in rows), tally(row.now for row in rows))
        for kind, rows in lists.items()
    }
    return Movement(start=first, end=last, **made)
