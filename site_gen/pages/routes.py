"""The way to the people who decide, with days and cost, and who of us looks after whom of theirs (S18.3, S18.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.measures.roadmaps import initial_row
from site_gen.records import Project


class RouteRow(Struct, frozen=True):
    """A step as pages show it.

    Attributes:
        project: id of its project.
        contact: id of the key person.
        goal: what is to be reached.
        our_person: id of who of us goes; empty for nobody.
        by_date: day by which it should be done.
        done_on: day it was done; `None` when it is not.
        overdue: whether its day has passed and it is not done.
        cost: in whole units of the currency; `None` when it is not written, or not for these readers.
    """

    project: str
    contact: str
    goal: str
    our_person: str
    by_date: date | None
    done_on: date | None
    overdue: bool
    cost: Decimal | None


class Route(Struct, frozen=True):
    """The route of a project.

    Attributes:
        rows: its steps in their order.
        cost: sum of the costs that are known; `None` when none is, so that nobody reads a 0.
        spent: the same for the steps done; `None` when no cost is known.
        uncosted: how many steps have no cost, where others have.
    """

    rows: tuple[RouteRow, ...]
    cost: Decimal | None
    spent: Decimal | None
    uncosted: int


class Pairings(Struct, frozen=True):
    """Who looks after whom: a row per person of theirs, a column per person of ours.

    Attributes:
        ours: ids of our people, in the order in which they are first named.
        theirs: id of each person of theirs, with the purposes by column; `None` where the two are not paired.
        positions: position of each person of theirs, by id; empty where it is not known.
    """

    ours: tuple[str, ...]
    theirs: tuple[tuple[str, tuple[str | None, ...]], ...]
    positions: Mapping[str, str]


def route_of(book: Book, project: Project) -> Route:
    """Return the route of a project."""
    steps = initial_row(book, project.id).steps
    rows = tuple(
        RouteRow(
            project.id,
            step.contact,
            project.route[step.row].goal,
            step.our_person,
            step.by_date,
            step.done_on,
            step.overdue,
            project.route[step.row].cost,
        )
        for step in steps
    )
    costs = [row.cost for row in rows if row.cost is not None]
    spent = [row.cost for row in rows if row.cost is not None and row.done_on is not None]
    return Route(
        rows,
        sum(costs, Decimal(0)) if costs else None,
        sum(spent, Decimal(0)) if costs else None,
        len(rows) - len(costs) if costs else 0,
    )


def pairings_of(book: Book, project: Project) -> Pairings:
    """Return the pairings of a project."""
    ours = tuple(dict.fromkeys(row.our_person for row in project.pairings))
    theirs = tuple(dict.fromkeys(row.contact for row in project.pairings))
    purposes = {(row.contact, row.our_person): row.purpose for row in project.pairings}
    known = {one: book.contacts.get(one) for one in theirs}
    return Pairings(
        ours,
        tuple((one, tuple(purposes.get((one, other)) for other in ours)) for one in theirs),
        {one: found.position if found else "" for one, found in known.items()},
    )
