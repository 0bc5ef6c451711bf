"""The stage track of a project: which stages it passed, when, and how many days it stood in each."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec import Struct

from site_gen.book import Book
from site_gen.history.stages import Move, State, moves_of, state_on
from site_gen.history.stays import stays
from site_gen.records import Project


class Mark(NamedTuple):
    """One stage on the track.

    Attributes:
        key: stage key.
        day: the day the project last entered it, when known.
        days: days spent in it, all stays together, up to the day of the figures; `None` when not known.
        state: `done`, `current` (it stands there) or `future`.
    """

    key: str
    day: date | None
    days: int | None
    state: str


class LostMark(Struct, frozen=True):
    """The end of the track of a lost project; `reason` is a key of the list `lost_reason`."""

    key: str
    day: date | None
    reason: str


class Track(Struct, frozen=True):
    """The marks of the pipeline's stages in order, and the loss when there was one."""

    marks: tuple[Mark, ...]
    lost: LostMark | None


def state_of(book: Book, project: Project) -> State | None:
    """Return where a project stands on the day of the figures; `None` when it is entered only later."""
    return state_on(book, project, book.as_of)


def known_moves(book: Book, project: Project) -> tuple[Move, ...]:
    """Return the dated moves of a project up to the day of the figures, oldest first."""
    return tuple(move for move in moves_of(book, project) if move.day <= book.as_of)


def days_in_stages(book: Book, project: Project) -> dict[str, int]:
    """Return the days a project spent in each stage it was in up to the day of the figures, by stage key.

    A stay whose end nobody wrote down is left out.
    """
    found: dict[str, int] = {}
    for stay in stays(book, project, book.as_of):
        if stay.days is not None:
            found[stay.stage] = found.get(stay.stage, 0) + stay.days
    return found


def track(book: Book, project: Project) -> Track:
    """Return the track of a project on the day of the figures."""
    config = book.config
    state = state_of(book, project)
    stage = state.stage if state else project.stage
    reached = state.reached if state else config.rank(stage)
    entered = {move.stage: move.day for move in known_moves(book, project)}
    days = days_in_stages(book, project)
    marks = []
    for step in config.pipeline:
        word = "current" if step.key == stage else "future" if step.rank > reached else "done"
        seen = word != "future"
        marks.append(Mark(step.key, entered.get(step.key) if seen else None, days.get(step.key), word))
    lost = config.stage(stage).counts_as == "lost"
    return Track(
        tuple(marks),
        LostMark(stage, entered.get(stage) or project.lost_date, project.lost_reason) if lost else None,
    )
