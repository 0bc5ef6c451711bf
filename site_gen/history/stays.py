"""How long a project stayed in each stage (M35)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.history.stages import moves_of
from site_gen.records import Project


class Stay(Struct, frozen=True):
    """A stretch of days in one stage.

    Attributes:
        stage: stage key.
        start: the day the project entered it.
        end: the day it left for another stage; `None` when it is still there or that day is not known.
        days: from start to end, or to the day asked about; `None` when it left on an unknown day.
    """

    stage: str
    start: date
    end: date | None
    days: int | None


def stays(book: Book, project: Project, day: date) -> tuple[Stay, ...]:
    """Return the known stays of `project` up to `day`, oldest first; empty without stage history.

    Repeated entries of one stage are one stay. Where the record's own stage is not the last one of its
    history, the project has left that stage on an unknown day.
    """
    moves = moves_of(book, project)
    past = [move for move in moves if move.day <= day]
    entries = [m for n, m in enumerate(past) if n == 0 or m.stage != past[n - 1].stage]
    left_unknown = len(past) == len(moves) and bool(moves) and moves[-1].stage != project.stage
    found = []
    for position, move in enumerate(entries):
        last = position + 1 == len(entries)
        end = None if last else entries[position + 1].day
        days = None if last and left_unknown else ((end or day) - move.day).days
        found.append(Stay(move.stage, move.day, end, days))
    return tuple(found)
