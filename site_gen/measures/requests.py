"""Requests and whom they wait for (S23.9–S23.12)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.requests import RequestState, request_state
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import Request


class Waiting(Struct, frozen=True):
    """A role and the requests that wait for it.

    Attributes:
        role: key of the role.
        holders: ids of those who hold it.
        requests: ids of the requests, the longest waiting first.
        days: most days one of them has waited.
        amount: their value, money units.
    """

    role: str
    holders: tuple[str, ...]
    requests: tuple[str, ...]
    days: int
    amount: Decimal


class Requests(Struct, frozen=True):
    """The requests of a scope.

    Attributes:
        waiting: those that wait for a decision, the longest waiting first.
        approved: those approved and not carried out yet, oldest first.
        closed: those rejected or carried out, newest first.
        by_role: roles that requests wait for, the longest waiting first.
    """

    waiting: tuple[RequestState, ...]
    approved: tuple[RequestState, ...]
    closed: tuple[RequestState, ...]
    by_role: tuple[Waiting, ...]


@per_book
def state_of(book: Book, ident: str) -> RequestState:
    """Return where a request stands."""
    return request_state(book, book.requests[ident])


@measure(
    "S23.10",
    "requests",
    N_("Requests"),
    N_(
        "Returns, exchanges, samples, gifts, goods for own use and survey budgets asked for by the day of the figures. Who "
        "approves follows from type, value and whether it is a quality problem: the chains stand in site.yaml under "
        "“approvals”, the shipped ones are those of S23.9–S23.12. A request waits for the first role of its chain that "
        "has not decided, since the decision before, else since the day of the request. It belongs to the applicant, to "
        "his present team, and to what its project or customer belongs to."
    ),
    unit="count",
    source="S23.10",
)
def requests(book: Book, scope: Scope) -> Requests:
    """List the requests by what is to be done with them."""
    found = [
        (one.date, state_of(book, one.id))
        for one in book.requests.values()
        if one.date <= book.as_of and _belongs(book, scope, one)
    ]
    waiting = sorted((s for _, s in found if s.status == "waiting"), key=lambda s: (-s.days, s.request))
    approved = sorted(
        (pair for pair in found if pair[1].status == "approved"), key=lambda p: (p[0], p[1].request)
    )
    closed = sorted(
        (pair for pair in found if pair[1].status in {"rejected", "done"}),
        key=lambda pair: (-pair[0].toordinal(), pair[1].request),
    )
    roles = dict.fromkeys(state.waits_for for state in waiting)
    return Requests(
        waiting=tuple(waiting),
        approved=tuple(state for _, state in approved),
        closed=tuple(state for _, state in closed),
        by_role=tuple(_waiting(book, role, waiting) for role in roles),
    )


def _waiting(book: Book, role: str, waiting: list[RequestState]) -> Waiting:
    mine = [state for state in waiting if state.waits_for == role]
    amounts = (book.requests[state.request].amount for state in mine)
    return Waiting(
        role=role,
        holders=mine[0].holders,
        requests=tuple(state.request for state in mine),
        days=max(state.days for state in mine),
        amount=sum((amount for amount in amounts if amount), Decimal(0)),
    )


def _belongs(book: Book, scope: Scope, request: Request) -> bool:
    match scope.kind:
        case "company":
            return True
        case "person":
            return request.owner == scope.id
        case "team":
            return book.team_of(request.owner) == scope.id
    project = book.projects.get(request.project)
    if project:
        return scope.has_project(book, project)
    customer = book.customers.get(request.customer)
    return customer is not None and getattr(customer, scope.kind, None) == scope.id
