"""What is not known about the people who decide on a project, and who of them is against us (S15.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.roles import (
    AGAINST,
    COACH,
    deciders,
    is_mapped,
    is_out_of_touch,
    last_met,
    missing_roles,
    opponents_who_decide,
    seats,
)
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio


class SilentDecider(Struct, frozen=True):
    """Somebody who decides and with whom nobody is in touch: contact id, day of the last visit or call if any."""

    contact: str
    last: date | None


class ProjectGaps(Struct, frozen=True):
    """What is open about the people of one project.

    Attributes:
        project: id.
        stage: its stage of the pipeline.
        missing: roles nobody is known to hold, in the order of the list.
        silent: those who decide and whom nobody has met or called for too long.
        deciding_against: ids of those who decide and are against us, from the solution on.
        against: ids of all people with a role who are against us.
    """

    project: str
    stage: str
    missing: tuple[str, ...]
    silent: tuple[SilentDecider, ...]
    deciding_against: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def without_coach(self) -> bool:
        """Whether nobody is our coach."""
        return COACH in self.missing

    @property
    def complete(self) -> bool:
        """Whether nothing is open."""
        return not (self.missing or self.silent or self.deciding_against)


class RoleGaps(Struct, frozen=True):
    """The role gaps of a scope.

    Attributes:
        projects: open projects whose people are asked about, by id.
        with_missing: ids of those with a role that nobody is known to hold.
        without_coach: ids of those without a coach.
        silent: ids of those with somebody who decides and whom nobody is in touch with.
        deciding_against: ids of those in which somebody who decides is against us.
        complete: projects with nothing open over all of them.
    """

    projects: tuple[ProjectGaps, ...]
    with_missing: tuple[str, ...]
    without_coach: tuple[str, ...]
    silent: tuple[str, ...]
    deciding_against: tuple[str, ...]
    complete: Ratio


def gaps_of(book: Book, state: State) -> ProjectGaps:
    """Return what is open about the people of a project, whether or not it must be known."""
    project = state.project
    silent = [seat.contact for seat in deciders(book, project) if is_out_of_touch(book, seat.contact)]
    against = [seat.contact for seat in seats(book, project) if seat.contact and seat.stance == AGAINST]
    return ProjectGaps(
        project=project.id,
        stage=state.stage,
        missing=missing_roles(book, project),
        silent=tuple(SilentDecider(ident, last_met(book, ident)) for ident in dict.fromkeys(silent)),
        deciding_against=_once(seat.contact for seat in opponents_who_decide(book, project, state.stage)),
        against=_once(against),
    )


def _once(idents: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(idents))


@measure(
    "S15.3",
    "role-gaps",
    N_("Role gaps"),
    N_(
        "Open projects that are key-account projects (of a key account, or marked as a long cycle, a group decision or a "
        "large amount) or that have a role table: the roles that nobody is known to hold; no coach; a key decision maker "
        "with whom no visit or call was made in the last {stale_days} days; a key decision maker who is against us at the "
        "stage {complete} or later. A stance that the role table leaves out is taken from the contact."
    ),
    unit="count",
    source="S15.3 S15.2",
)
def role_gaps(book: Book, scope: Scope) -> RoleGaps:
    """List the open projects with what is not known about their people."""
    open_ = book.config.open_keys
    found = tuple(
        gaps_of(book, state)
        for state in scope.states(book)
        if state.stage in open_ and is_mapped(book, state.project)
    )
    return RoleGaps(
        projects=found,
        with_missing=tuple(one.project for one in found if one.missing),
        without_coach=tuple(one.project for one in found if one.without_coach),
        silent=tuple(one.project for one in found if one.silent),
        deciding_against=tuple(one.project for one in found if one.deciding_against),
        complete=Ratio.of(sum(one.complete for one in found), len(found)),
    )
