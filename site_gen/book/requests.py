"""Who has to approve a request, who has, and for whom it waits (S23.9–S23.12)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book.book import Book
from site_gen.config import Config
from site_gen.config.flow import Approval
from site_gen.config.flows import approvals
from site_gen.records import Request
from site_gen.records.rows import Decision

_NOBODY = Approval("", "", None, (), care=False)


class Level(Struct, frozen=True):
    """A level of the chain.

    Attributes:
        role: key of the role.
        holders: ids of those who hold it, as far as `site.yaml` says.
        state: `approved`, `rejected`, `waiting` for the one whose turn it is, `open` for those after it, `ended` for those a
            rejection leaves out.
        who: id of who decided, empty for nobody named.
        on: day of the decision; `None` for none.
        comment: what was said.
    """

    role: str
    holders: tuple[str, ...]
    state: str
    who: str
    on: date | None
    comment: str


class RequestState(Struct, frozen=True):
    """A request at the end of `book.as_of`.

    Attributes:
        request: id of the request.
        status: `waiting`, `approved` (not carried out yet), `rejected` or `done`.
        levels: the chain, in the order of approval.
        waits_for: key of the role whose turn it is, empty for none.
        holders: ids of those who hold it.
        since: day since when it has waited for it: of the request, or of the decision before.
        days: days since then.
        done_on: day it was carried out; `None` for not yet.
    """

    request: str
    status: str
    levels: tuple[Level, ...]
    waits_for: str
    holders: tuple[str, ...]
    since: date | None
    days: int
    done_on: date | None


def approval_of(config: Config, request: Request) -> Approval:
    """Return the chain a request goes through: of its type the first that fits; an unanswered question of quality is a no."""
    quality = "yes" if request.quality_issue else "no"
    for one in approvals(config).get(request.type, ()):
        fits = one.above is None or (request.amount is not None and request.amount > one.above)
        if fits and one.quality in {"", quality}:
            return one
    return _NOBODY


def depends_on_amount(config: Config, request: Request) -> bool:
    """Whether who approves depends on the amount."""
    return any(one.above is not None for one in approvals(config).get(request.type, ()))


def depends_on_quality(config: Config, request: Request) -> bool:
    """Whether who approves depends on whether it is a problem of quality."""
    return any(one.quality for one in approvals(config).get(request.type, ()))


def holders(config: Config, role: str) -> tuple[str, ...]:
    """Return the ids of those who hold a role that approves."""
    return tuple(who for name, people in config.approvers if name == role for who in people)


def decided(request: Request, role: str, day: date) -> Decision | None:
    """Return the last decision of a role by the end of `day`."""
    rows = [row for row in request.approvals if row.role == role and row.on <= day]
    return max(rows, key=lambda row: row.on, default=None)


def request_state(book: Book, request: Request) -> RequestState:
    """Return where a request stands."""
    config, day = book.config, book.as_of
    levels: list[Level] = []
    waits_for, since, rejected = "", request.date, False
    for role in approval_of(config, request).chain:
        found = decided(request, role, day)
        if rejected:
            state = "ended"
        elif waits_for:
            state = found.decision if found else "open"
        elif found is None:
            waits_for, state = role, "waiting"
        else:
            state = found.decision
            since = max(since, found.on)
            rejected = state == "rejected"
        who, on, comment = (found.who, found.on, found.comment) if found else ("", None, "")
        levels.append(Level(role, holders(config, role), state, who, on, comment))
    done = request.done_on if request.done_on and request.done_on <= day else None
    status = "rejected" if rejected else "waiting" if waits_for else "done" if done else "approved"
    return RequestState(
        request=request.id,
        status=status,
        levels=tuple(levels),
        waits_for=waits_for,
        holders=holders(config, waits_for) if waits_for else (),
        since=since if waits_for else None,
        days=max((day - since).days, 0) if waits_for else 0,
        done_on=done,
    )
