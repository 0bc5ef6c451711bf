"""Key-account projects by the four stages, with their people and how close these are (S13.2)."""

from __future__ import annotations

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.key_accounts import grounds, key_stage
from site_gen.book.roles import missing_roles, seats
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.relationships import relationship
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally


class RoleHolder(Struct, frozen=True):
    """Who holds a role, and how this person stands to us.

    Attributes:
        role: key of the role.
        contact: id of the person.
        stance: key of the stance, empty when it is not known.
        closeness: sum of the changes of closeness (M24).
        trust: sum of the changes of trust.
        meetings: visits and calls made with the person.
        noted: on how many of them something is noted about the person.
    """

    role: str
    contact: str
    stance: str
    closeness: int
    trust: int
    meetings: int
    noted: int


class KeyProject(Struct, frozen=True):
    """A key-account project.

    Attributes:
        project: id.
        stage: its stage of the pipeline.
        key_stage: its key-account stage.
        grounds: why it is one: `key_account`, `long_cycle`, `group_decision`, `large_amount`.
        holders: people with a role, by role.
        missing: roles nobody is known to hold.
    """

    project: str
    stage: str
    key_stage: str
    grounds: tuple[str, ...]
    holders: tuple[RoleHolder, ...]
    missing: tuple[str, ...]


class KeyStage(Struct, frozen=True):
    """One of the four stages: its key, its projects with amount, and these one by one, the largest first."""

    stage: str
    projects: Tally
    rows: tuple[KeyProject, ...]


class StageBoard(Struct, frozen=True):
    """The stage board of a scope.

    Attributes:
        stages: the four stages in order.
        projects: all of their projects.
        covered: roles that somebody is known to hold over all roles of all projects.
    """

    stages: tuple[KeyStage, ...]
    projects: Tally
    covered: Ratio


def holders(book: Book, state: State) -> tuple[RoleHolder, ...]:
    """Return the people with a role in a project, in the order of the roles."""
    found = []
    for seat in seats(book, state.project):
        if seat.contact:
            known = relationship(book, seat.contact)
            found.append(
                RoleHolder(
                    seat.role,
                    seat.contact,
                    seat.stance,
                    known.closeness,
                    known.trust,
                    len(known.meetings),
                    known.noted,
                )
            )
    return tuple(found)


@measure(
    "S13.2",
    "stage-board",
    N_("Key-account stages"),
    N_(
        "Open key-account projects by the four stages. A project is one when its customer is marked as key account, or when "
        "it is marked as a complex sale: a long cycle, a group decision or a large amount. The stage follows from the stage "
        "of the pipeline: potential before {qualified}, intent from there on, solution from {complete} on, negotiation and "
        "close from {quoted} on; what is signed or lost is on the board no longer. Roles covered: the roles that somebody "
        "is known to hold over all roles of all these projects."
    ),
    unit="mixed",
    source="S13.2 S13.1 S22.2",
)
def stage_board(book: Book, scope: Scope) -> StageBoard:
    """Sort a scope's key-account projects by stage (S13.2)."""
    found: dict[str, list[State]] = {key: [] for key in book.config.vocabularies["key_account_stage"].keys}
    for state in scope.states(book):
        key = key_stage(book.config, state.stage)
        if key and grounds(book, state.project):
            found[key].append(state)
    stages = tuple(KeyStage(key, tally(states), _rows(book, states)) for key, states in found.items())
    rows = [row for stage in stages for row in stage.rows]
    roles = len(book.config.vocabularies["decision_role"])
    return StageBoard(
        stages=stages,
        projects=tally(state for states in found.values() for state in states),
        covered=Ratio.of(sum(roles - len(row.missing) for row in rows), roles * len(rows)),
    )


def _rows(book: Book, states: list[State]) -> tuple[KeyProject, ...]:
    largest = sorted(states, key=lambda state: (-(state.project.amount or 0), state.project.id))
    return tuple(key_project(book, state) for state in largest)


def key_project(book: Book, state: State) -> KeyProject:
    """Return the people of a project; one that is no key-account project has no grounds."""
    return KeyProject(
        project=state.project.id,
        stage=state.stage,
        key_stage=key_stage(book.config, state.stage),
        grounds=grounds(book, state.project),
        holders=holders(book, state),
        missing=missing_roles(book, state.project),
    )
