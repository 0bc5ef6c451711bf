"""The initial information table: projects by money and access, with the way to the people (S18)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.key_projects import is_key
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import Project

#: The sort orders of the table, the first is the usual one.
ORDERS = ("value", "purchase", "network", "route")
#: Fields of a project that belong to the table; one of them is enough to stand in it.
_FIELDS = ("network", "info_channel", "fund_source", "fund_status", "route", "pairings")


class Step(Struct, frozen=True):
    """A step of the route to the people who decide, on the day of the figures.

    Attributes:
        row: its position in the project's route, from 0.
        contact: id of the key person.
        our_person: id of who of us goes; empty for nobody.
        by_date: day by which it should be done.
        done_on: day it was done; `None` when it is not done yet.
        overdue: whether it is not done although its day has passed.
    """

    row: int
    contact: str
    our_person: str
    by_date: date | None
    done_on: date | None
    overdue: bool


class InitialRow(Struct, frozen=True):
    """One project of the table.

    Attributes:
        project: id.
        amount: deal value, money units; `None` when it is not known.
        purchase_date: planned purchase.
        network: whom we know: `decision_maker`, `supporter`, both or none.
        info_channel: where the information comes from.
        fund_source: where the money comes from.
        fund_status: whether it is there.
        steps: the route, in its order.
        pairings: how many people of theirs somebody of ours looks after.
    """

    project: str
    amount: Decimal | None
    purchase_date: date | None
    network: tuple[str, ...]
    info_channel: str
    fund_source: str
    fund_status: str
    steps: tuple[Step, ...]
    pairings: int

    @property
    def done(self) -> int:
        """How many steps of the route are done."""
        return sum(step.done_on is not None for step in self.steps)

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(step.overdue for step in self.steps)

    @property
    def next_date(self) -> date | None:
        """The day of the earliest step that is not done; `None` when there is none with a day."""
        return min((s.by_date for s in self.steps if s.done_on is None and s.by_date), default=None)


class Roadmaps(Struct, frozen=True):
    """The initial information table of a scope (S18.2).

    Attributes:
        rows: its projects by deal value, the highest first.
        amount: sum of the deal values, money units; an unknown one counts as 0.
        funded: sum of those whose funds are in place.
        without_network: ids of projects where we know neither the decision maker nor a supporter.
        without_route: ids of projects without a route.
        overdue: ids of projects with an overdue step.
    """

    rows: tuple[InitialRow, ...]
    amount: Decimal
    funded: Decimal
    without_network: tuple[str, ...]
    without_route: tuple[str, ...]
    overdue: tuple[str, ...]


@per_book
def initial_row(book: Book, ident: str) -> InitialRow:
    """Return what the table says of one project."""
    project = book.projects[ident]
    steps = []
    for number, row in enumerate(project.route):
        done = row.done_on if row.done_on and row.done_on <= book.as_of else None
        late = done is None and row.by_date is not None and row.by_date < book.as_of
        steps.append(Step(number, row.contact, row.our_person, row.by_date, done, late))
    return InitialRow(
        project=project.id,
        amount=project.amount,
        purchase_date=project.purchase_date,
        network=project.network,
        info_channel=project.info_channel,
        fund_source=project.fund_source,
        fund_status=project.fund_status,
        steps=tuple(steps),
        pairings=len({row.contact for row in project.pairings}),
    )


def has_sheet(project: Project) -> bool:
    """Whether a project has anything of the table written."""
    return any(getattr(project, name) for name in _FIELDS)


def ordered(rows: Iterable[InitialRow], order: str = "value") -> tuple[InitialRow, ...]:
    """Return rows in one of `ORDERS`; what is not known stands last, equal ones by deal value, then id.

    Args:
        rows: rows of the table.
        order: `value`: highest deal value first; `purchase`: earliest purchase first; `network`: decision maker and
            supporter known, then the decision maker alone, then a supporter alone; `route`: earliest open step first.
    """
    return tuple(sorted(rows, key=lambda row: (*_KEYS[order](row), *_by_value(row), row.project)))


def _by_value(row: InitialRow) -> tuple[Any, ...]:
    return row.amount is None, -(row.amount or Decimal(0))


def network_rank(row: InitialRow) -> int:
    """Return how good our access is: 0 decision maker and supporter, 1 decision maker, 2 supporter, 3 other, 4 nobody."""
    known = {"decision_maker", "supporter"} & set(row.network)
    if len(known) > 1:
        return 0
    if known:
        return 1 if "decision_maker" in known else 2
    return 3 if row.network else 4


_KEYS: dict[str, Callable[[InitialRow], tuple[Any, ...]]] = {
    "value": lambda row: (),  # noqa: ARG005 - the value follows every key
    "purchase": lambda row: (row.purchase_date is None, row.purchase_date or date.max),
    "network": lambda row: (network_rank(row),),
    "route": lambda row: (row.next_date is None, row.next_date or date.max),
}


@measure(
    "S18.2",
    "roadmaps",
    N_("Initial information table"),
    N_(
        "Open projects with something of the table written (network, channel, funds, route, pairing), those of key "
        "accounts, and those marked as complex sales. They stand by deal value, the planned order amount, the highest "
        "first; besides by purchase time, by network (decision maker and supporter, decision maker, supporter), or by the "
        "day of the next open step of the route. A step is overdue when its day has passed and it is not done. Costs of "
        "the steps are for managers and part of no figure here. A project belongs to the scope as in the funnel."
    ),
    unit="count",
    source="S18.2",
)
def roadmaps(book: Book, scope: Scope) -> Roadmaps:
    """List the large projects of a scope by deal value (S18.2)."""
    rows = ordered(
        initial_row(book, s.project.id)
        for s in scope.open_states(book)
        if (has_sheet(s.project) or is_key(book, s.project))
    )
    return Roadmaps(
        rows,
        _sum(rows),
        _sum(row for row in rows if row.fund_status == "in_place"),
        tuple(row.project for row in rows if not row.network),
        tuple(row.project for row in rows if not row.steps),
        tuple(row.project for row in rows if row.overdue),
    )


def _sum(rows: Iterable[InitialRow]) -> Decimal:
    return sum((row.amount for row in rows if row.amount is not None), Decimal(0))
