"""The stage of a project on a day.

The facts come from `stage_history` in the record; a provider that reads git can replace
`moves_of` without any measure changing.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import NamedTuple
from weakref import WeakKeyDictionary

from site_gen.book import Book
from site_gen.records import Project

_day = attrgetter("day")


class Move(NamedTuple):
    """A project entered `stage` on `day`."""

    stage: str
    day: date


class State(NamedTuple):
    """Where a project stood on a day.

    Attributes:
        project: the record.
        stage: its stage on that day.
        since: the day it entered that stage, when known.
        reached: rank of its stage, also when it was further before; for a lost project the stage it
            was lost from, the first stage when that is unknown (M3).
    """

    project: Project
    stage: str
    since: date | None
    reached: int


#: The moves found so far, by Book and project; whoever asks has the record already.
_known: WeakKeyDictionary[Book, dict[str, tuple[Project, tuple[Move, ...]]]] = WeakKeyDictionary()


def moves_of(book: Book, project: Project) -> tuple[Move, ...]:
    """Return the dated stage moves of a project, oldest first; the loss is the last of them."""
    kept = _known.get(book)
    if kept is None:
        kept = _known[book] = {}
    found = kept.get(project.id)
    if found is None or found[0] is not project:
        found = kept[project.id] = (project, _moves(book, project))
    return found[1]


def _moves(book: Book, project: Project) -> tuple[Move, ...]:
    moves = [Move(row.stage, row.date) for row in project.stage_history]
    lost = book.config.lost.key
    if project.stage == lost and project.lost_date and all(move.stage != lost for move in moves):
        moves.append(Move(lost, project.lost_date))
    moves.sort(key=_day)
    return tuple(moves)


def moved_between(book: Book, project: Project, start: date, end: date) -> bool:
    """Whether a dated move of `project` lies in `[start, end)`; without one its state does not change there."""
    lost = project.lost_date
    if lost and start <= lost < end and project.stage == book.config.lost.key:
        return True
    return any(start <= row.date < end for row in project.stage_history)


def state_on(book: Book, project: Project, day: date) -> State | None:
    """Return where `project` stood at the end of `day`; `None` when it was not yet entered.

    Without stage history a project has always been where its record says. With history, the last
    move up to `day` counts; from the day of the last move on, the record's own stage does. Where the
    loss is the only dated move, the project stood before it in the stage it was lost from.
    """
    moves = moves_of(book, project)
    past = moves if moves and moves[-1].day <= day else tuple(move for move in moves if move.day <= day)
    if moves and not past:
        if moves[0].stage != book.config.lost.key:
            return None
        rank = _lost_from(book, project, past)
        return State(project, book.config.pipeline[rank - 1].key, None, rank)
    stage = project.stage if not moves or len(past) == len(moves) else past[-1].stage
    return State(project, stage, _since(stage, past), _reached(book, project, stage, past))


def crossed_on(book: Book, project: Project, day: date, stages: frozenset[str]) -> date | None:
    """Return the day `project` last came into one of `stages` from outside, up to `day`, when known."""
    found, inside = None, False
    for move in moves_of(book, project):
        if move.day <= day:
            if move.stage in stages and not inside:
                found = move.day
            inside = move.stage in stages
    return found if inside else None


def snapshot(book: Book, day: date) -> tuple[State, ...]:
    """Return the state of every project that was entered by `day`, in the order of ids."""
    states = (state_on(book, project, day) for project in book.projects.values())
    return tuple(state for state in states if state)


def _since(stage: str, past: tuple[Move, ...]) -> date | None:
    """The day the stay in `stage` began: entering a stage again without leaving it is no new entry."""
    since = None
    for move in reversed(past):
        if move.stage != stage:
            break
        since = move.day
    return since


def _reached(book: Book, project: Project, stage: str, past: tuple[Move, ...]) -> int:
    config = book.config
    return _lost_from(book, project, past) if stage == config.lost.key else config.rank(stage)


def _lost_from(book: Book, project: Project, past: tuple[Move, ...]) -> int:
    config = book.config
    written = [project.lost_from_stage] if project.lost_from_stage else []
    before = [stage for stage in (*(move.stage for move in past), *written) if stage != config.lost.key]
    return config.rank(before[-1]) if before else 1
