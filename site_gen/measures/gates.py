"""Was every bid prepared, every contract reviewed, every result analysed (S11.4); what is ahead and what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.gates import Gate, Signing, information_gate, result_gate, review_gate, signings
from site_gen.book.per_book import per_book
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.bids import bids_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Bid

#: How far ahead bids are looked for when nothing else is said.
AHEAD_WEEKS = 4


class GatedBid(Struct, frozen=True):
    """The three gates of one bid.

    Attributes:
        bid: id.
        project: id of its project.
        bid_date: day of the bid.
        information: was the bid information handed in by the day of the bid.
        review: were the contracts of the project reviewed before they were signed.
        result: was the result given and analysed.
    """

    bid: str
    project: str
    bid_date: date
    information: Gate
    review: Gate
    result: Gate


class BidAhead(Struct, frozen=True):
    """A bid to come.

    Attributes:
        project: id.
        bid_date: day of the bid; without a bid record the planned one of the project.
        bid: id of the bid record; empty when there is none yet.
        prepared: whether the bid information is handed in.
    """

    project: str
    bid_date: date
    bid: str
    prepared: bool


class ResultOwed(Struct, frozen=True):
    """A bid whose day has passed and whose result is not given.

    Attributes:
        bid: id.
        project: id of its project.
        bid_date: day of the bid.
        days: days since then.
    """

    bid: str
    project: str
    bid_date: date
    days: int


class Breach(Struct, frozen=True):
    """A gate that was passed without what it asks for.

    Attributes:
        gate: `information`, `review` or `result`.
        state: `late`, `missing`, `incomplete` or `rejected` (see `Gate`).
        kind: kind of the record it is seen in: `bid`, `order` or `contract_review`.
        record: id of that record.
        project: id of the project.
        person: id of the project's salesperson.
        day: the day that was to be kept: of the bid, of the signing; `None` when not known.
    """

    gate: str
    state: str
    kind: str
    record: str
    project: str
    person: str
    day: date | None


class BidGates(Struct, frozen=True):
    """The gates of a scope's bids and contracts (S11.4).

    Attributes:
        bids: every bid, newest first.
        contracts: every contract signed or reviewed, by project.
        prepared: bids with information in time, over bids whose day has passed or whose information is there.
        reviewed: signed contracts reviewed in time and not rejected, over signed contracts that needed a review.
        analysed: bids with a complete result, over bids whose day has passed or whose result is there.
        breaches: what went wrong, by salesperson and project.
        ahead: bids of the next four weeks, the nearest first.
        owed: bids whose result is owed, the longest first.
    """

    bids: tuple[GatedBid, ...]
    contracts: tuple[Signing, ...]
    prepared: Ratio
    reviewed: Ratio
    analysed: Ratio
    breaches: tuple[Breach, ...]
    ahead: tuple[BidAhead, ...]
    owed: tuple[ResultOwed, ...]


def gates_of(book: Book, bid: Bid) -> GatedBid:
    """Return the gates of one bid."""
    return _gates_of(book, bid.id)


@per_book
def _gates_of(book: Book, ident: str) -> GatedBid:
    bid = book.bids[ident]
    return GatedBid(
        bid=bid.id,
        project=bid.project,
        bid_date=bid.bid_date,
        information=information_gate(book, bid),
        review=review_gate(book, bid),
        result=result_gate(book, bid),
    )


@measure(
    "S11.4",
    "bid-gates",
    N_("Gates of bids and contracts"),
    N_(
        "Bid information is handed in by the day of the bid; a contract is reviewed by the day it is signed, and not "
        "signed when the review rejects it; the result is given after the bid, with the bidders of a lost one and "
        "an analysis. On the day itself nothing is late; for the result no number of days is set, it is owed from "
        "the day after the bid. A contract is signed when its order has a signing day, else on the day its review "
        "names; reviews are asked for from the day of the team’s first review on. Each share is over the gates "
        "whose day has come. Bids ahead: those of the next four weeks, and open projects with a planned bid date "
        "in them that have no bid record from today on."
    ),
    unit="percent",
    source="S11.4",
)
def bid_gates(book: Book, scope: Scope) -> BidGates:
    """Judge the gates of a scope's bids and contracts."""
    bids = tuple(gates_of(book, bid) for bid in bids_of(book, scope))
    contracts = tuple(s for project in scope.projects(book) for s in _signings(book, project.id))
    signed = [s for s in contracts if s.signed_on is not None or s.order]
    return BidGates(
        bids=bids,
        contracts=contracts,
        prepared=_share(row.information for row in bids),
        reviewed=_share(s.gate for s in signed),
        analysed=_share(row.result for row in bids),
        breaches=tuple(sorted(_breaches(book, bids, contracts), key=_by_person)),
        ahead=bids_ahead(book, scope),
        owed=results_owed(book, scope),
    )


def bids_ahead(book: Book, scope: Scope, weeks: int = AHEAD_WEEKS) -> tuple[BidAhead, ...]:
    """Return the bids from today up to so many weeks ahead, the nearest first, prepared or not."""
    start = book.as_of
    end = start + timedelta(weeks=weeks)
    coming = [bid for bid in bids_of(book, scope) if bid.bid_date >= start]
    found = [
        BidAhead(bid.project, bid.bid_date, bid.id, prepared=information_gate(book, bid).day is not None)
        for bid in coming
        if bid.bid_date < end
    ]
    recorded = {bid.project for bid in coming}
    for state in scope.states(book):
        day = _planned_bid(book, state)
        if day is not None and start <= day < end and state.project.id not in recorded:
            found.append(BidAhead(state.project.id, day, "", prepared=False))
    return tuple(sorted(found, key=lambda row: (row.bid_date, row.project, row.bid)))


def _planned_bid(book: Book, state: State) -> date | None:
    return state.project.bid_date if state.stage in book.config.open_keys else None


def results_owed(book: Book, scope: Scope) -> tuple[ResultOwed, ...]:
    """Return the bids whose day has passed without a result, the longest ago first."""
    rows = [
        ResultOwed(bid.id, bid.project, bid.bid_date, (book.as_of - bid.bid_date).days)
        for bid in bids_of(book, scope)
        if bid.bid_date < book.as_of and result_gate(book, bid).state == "missing"
    ]
    return tuple(sorted(rows, key=lambda row: (row.bid_date, row.bid)))


@per_book
def _signings(book: Book, project: str) -> tuple[Signing, ...]:
    return signings(book, project)


def gate_breaches(book: Book, scope: Scope) -> tuple[Breach, ...]:
    """Return what went wrong at the gates of a scope, by salesperson and project."""
    return bid_gates(book, scope).breaches


def _share(gates: Iterable[Gate]) -> Ratio:
    """Return the gates passed in time over those that were asked for."""
    asked = [gate for gate in gates if gate.state not in {"due", "none"}]
    return Ratio.of(sum(gate.state == "done" for gate in asked), len(asked))


def _breaches(book: Book, bids: Iterable[GatedBid], contracts: Iterable[Signing]) -> Iterator[Breach]:
    for row in bids:
        owner = book.projects[row.project].owner
        for name, gate in (("information", row.information), ("result", row.result)):
            if gate.is_breach:
                yield Breach(name, gate.state, "bid", row.bid, row.project, owner, row.bid_date)
    for signing in contracts:
        if signing.gate.is_breach:
            kind = "order" if signing.order else "contract_review"
            yield Breach(
                "review",
                signing.gate.state,
                kind,
                signing.order or signing.review,
                signing.project,
                book.projects[signing.project].owner,
                signing.signed_on,
            )


def _by_person(row: Breach) -> tuple[str, str, str, str]:
    return row.person, row.project, row.record, row.gate
