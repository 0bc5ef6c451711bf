"""Focus load: how many projects of a level a person answers for, against the cap (M9, S2.1–S2.5)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.focus import responsible
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.history.stages import State, state_on
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally


class FocusLoad(Struct, frozen=True):
    """One person's projects of one level.

    Attributes:
        level: importance key.
        person: id of the person whose focus it is; empty when the record names nobody.
        cap: most projects advised per person and month; `None` for no cap.
        in_scope: the projects that belong to the scope.
        load: all open projects of this person and level, whatever the scope: what the cap is for.
        share: load over cap.
        over: whether the load is above the cap.
        unconfirmed: ids (in scope) whose importance was not confirmed in the current month (S2.3).
        without_plan: ids (in scope) that need a project plan and have none (S2.4).
        without_resources: ids (in scope) that need a resource allocation plan and have none (S2.4, S2.5).
    """

    level: str
    person: str
    cap: int | None
    in_scope: Tally
    load: Tally
    share: Ratio
    over: bool
    unconfirmed: tuple[str, ...]
    without_plan: tuple[str, ...]
    without_resources: tuple[str, ...]


class Focus(Struct, frozen=True):
    """Focus lists (M9).

    Attributes:
        month: the current month, `2026-11`.
        loads: one per level and person, in the order of the levels, the fullest first.
        unassigned: open focus projects (in scope) for which nobody is named.
        normal: open projects (in scope) of levels that are nobody's focus.
    """

    month: str
    loads: tuple[FocusLoad, ...]
    unassigned: Tally
    normal: Tally


@per_book
def _open_focus(book: Book, level: str, person: str) -> tuple[State, ...]:
    """The open projects of a level that a person answers for, whatever the scope."""
    projects = book.projects_of_cut.get(f"focus:{level}/{person}")
    states = (state_on(book, project, book.as_of) for project in projects)
    return tuple(state for state in states if state and state.stage in book.config.open_keys)


@measure(
    "M9",
    "focus",
    N_("Focus load"),
    N_(
        "Open projects of an importance level per responsible person, against the cap of the level. A level "
        "counts for the person whose focus it is: the {gf} salesperson named in the project, the dealer’s "
        "sales head, or the salesperson, as set for the level. A project counts once, at its own level. The "
        "caps are advice: more than the cap is a warning. A person’s load is counted over all their open "
        "projects, not only those of the scope."
    ),
    unit="count",
    source="S2.1 S2.2 S2.3",
)
def focus(book: Book, scope: Scope) -> Focus:
    """Compare each person's focus projects with the cap (M9)."""
    levels = book.config.vocabularies["importance"]
    inside: dict[tuple[str, str], list[State]] = {}
    if scope.kind == "person":  # their own lists are shown even when another owns the projects on them
        inside = {(level, scope.id): [] for level in levels.keys}
    unassigned, normal = [], []
    for state in scope.open_states(book):
        person = responsible(book, state.project)
        if person is None:
            normal.append(state)
        else:
            inside.setdefault((state.project.importance, person), []).append(state)
        if person == "":
            unassigned.append(state)
    made = [
        _load(book, level, person, states, mine)
        for (level, person), mine in inside.items()
        if (states := _open_focus(book, level, person))
    ]
    made.sort(key=lambda row: (levels.rank(row.level), -row.load.count, row.person))
    return Focus(
        month=MonthOf.of(book.as_of).id,
        loads=tuple(made),
        unassigned=tally(unassigned),
        normal=tally(normal),
    )


def _load(book: Book, level: str, person: str, states: tuple[State, ...], mine: list[State]) -> FocusLoad:
    entry = book.config.vocabularies["importance"].entry(level)
    given = entry.fact("cap")
    cap = given if isinstance(given, int) else None
    needs = entry.fact("needs", ())
    needed = needs if isinstance(needs, tuple) else ()
    load = tally(states)
    month = MonthOf.of(book.as_of)
    return FocusLoad(
        level=level,
        person=person,
        cap=cap,
        in_scope=tally(mine),
        load=load,
        share=Ratio.of(load.count, cap or 0),
        over=cap is not None and load.count > cap and bool(person),
        unconfirmed=_ids(s for s in mine if not _confirmed(s, month)),
        without_plan=_ids(s for s in mine if "project_plan" in needed and not s.project.has("project_plan")),
        without_resources=_ids(
            s for s in mine if "resource_plan" in needed and not s.project.has("resource_plan")
        ),
    )


def _confirmed(state: State, month: MonthOf) -> bool:
    day = state.project.importance_confirmed_on
    return day is not None and MonthOf.of(day) >= month


def _ids(states: Iterable[State]) -> tuple[str, ...]:
    return tuple(sorted(s.project.id for s in states))
