"""Opportunities that can still be registered with a vendor (S9.4)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.history.stages import moves_of
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally
from site_gen.records import Project

#: What a vendor asks for, in the order of the form (S9.1).
NEEDED = ("purchase_date", "equipment", "brands", "tech_specs")


class Unregistered(Struct, frozen=True):
    """An open project not yet registered with a vendor.

    Attributes:
        project: id.
        stage: stage key.
        since: the first day of its stage history; `None` when there is none.
        days: days since then.
        missing: names of the fields that a registration needs and that are not known.
    """

    project: str
    stage: str
    since: date | None
    days: int | None
    missing: tuple[str, ...]


class Registration(Struct, frozen=True):
    """Registration of a scope's open projects.

    Attributes:
        waiting: those not registered, the oldest first, those of unknown age last.
        projects: what they add up to.
        registered: the open projects that are registered.
        ready: ids of waiting projects for which everything needed is known.
        share: registered over open projects.
    """

    waiting: tuple[Unregistered, ...]
    projects: Tally
    registered: Tally
    ready: tuple[str, ...]
    share: Ratio


@measure(
    "S9.4",
    "registration",
    N_("Registration list"),
    N_(
        "Open projects that name no vendor they are registered with and no day of registration up to the day of the "
        "figures, the oldest first; their age is counted from the first day of the stage history. To register, "
        "purchase date, equipment, brand and technical specification must be known."
    ),
    unit="count",
    source="S9.4",
)
def registration(book: Book, scope: Scope) -> Registration:
    """List the open projects that are not registered."""
    states = scope.open_states(book)
    waiting = [state for state in states if not is_registered(book, state.project)]
    rows = [_row(book, state.project, state.stage) for state in waiting]
    rows.sort(key=lambda row: (row.since is None, row.since or date.max, row.project))
    kept = {row.project for row in rows}
    registered = tally(state for state in states if state.project.id not in kept)
    return Registration(
        waiting=tuple(rows),
        projects=tally(waiting),
        registered=registered,
        ready=tuple(row.project for row in rows if not row.missing),
        share=Ratio.of(registered.count, len(states)),
    )


def is_registered(book: Book, project: Project) -> bool:
    """Whether a project was registered with a vendor by the day of the figures."""
    if project.registered_on is not None:
        return project.registered_on <= book.as_of
    return bool(project.registered_with)


def _row(book: Book, project: Project, stage: str) -> Unregistered:
    moves = moves_of(book, project)
    since = moves[0].day if moves else None
    return Unregistered(
        project=project.id,
        stage=stage,
        since=since,
        days=(book.as_of - since).days if since else None,
        missing=tuple(name for name in NEEDED if not project.has(name)),
    )
