"""Bids are prepared before quoting, make sense, and get their result (S11.1, S11.3, S11.4)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.gates import information_gate, lacking, result_gate, result_of
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Text, filled
from site_gen.records import Bid

_HANDED_IN = N_("handed in on {date}")
_OPEN = N_("not handed in")
_WE_WON = N_("we won, yet {name} is marked as the winner")
_TWO = N_("there are {count} winners")
_NOBODY = N_("no bidder is marked as the winner")
#: Our price may lie this share of the project's amount above or below it, as a divisor: half.
_FAR = 2


def checkers(book: Book) -> Checkers:
    """`SG634`, `SG636`, `SG637`, `SG639`, `SG640`, `SG641` and `SG644`."""

    def check(bid: Bid) -> Iterator[Diagnostic]:
        project = book.projects.get(bid.project)
        person = project.owner if project else ""
        gate = information_gate(book, bid)
        if gate.is_breach:
            field = "submitted_on" if gate.day else "bid_date"
            state = filled(_HANDED_IN, date=gate.day) if gate.day else _OPEN
            yield breach("SG636", bid, field, person=person, due=bid.bid_date, state=state)
        price = bid.our_price if bid.final_price is None else bid.final_price
        if bid.cost is not None and price < bid.cost:
            # At the cost, so that whoever may not see that does not see this either.
            yield breach("SG637", bid, "cost", person=person)
        if project and project.amount and abs(bid.our_price - project.amount) * _FAR > project.amount:
            unit, planned = book.config.money.unit, project.amount
            yield breach(
                "SG644", bid, "our_price", person=person, price=bid.our_price, amount=planned, unit=unit
            )
        yield from _result(book, bid, person)
        yield from _ranks(bid, person)

    return {"bid": check}


def _result(book: Book, bid: Bid, person: str) -> Iterator[Diagnostic]:
    if result_gate(book, bid).state == "missing":
        yield breach("SG641", bid, "bid_date", person=person, date=bid.bid_date)
    result = result_of(book, bid)
    if not result:
        return
    shown = book.config.vocabularies["bid_result"].entry(result).label
    missing = tuple(label_of(bid, name) for name in lacking(bid, result))
    if missing:
        yield breach("SG639", bid, "result", person=person, result=shown, label=missing)
    wrong = _winner(bid, result)
    if wrong:
        field, state = wrong
        yield breach("SG640", bid, field, person=person, result=shown, state=state)


def _ranks(bid: Bid, person: str) -> Iterator[Diagnostic]:
    """Yield each bidder who stands at the rank of one above; we are not listed, so our own is not compared."""
    first: dict[int, str] = {}
    for position, row in enumerate(bid.bidders):
        if row.rank is None:
            continue
        other = first.setdefault(row.rank, row.name)
        if other != row.name:
            field = f"bidders[{position}].rank"
            yield breach("SG634", bid, field, person=person, rank=row.rank, name=other, other=row.name)


def _winner(bid: Bid, result: str) -> tuple[str, Text] | None:
    """Return where and how the bidders marked as winners contradict the result."""
    winners = [position for position, row in enumerate(bid.bidders) if row.won]
    if result == "won" and winners:
        return f"bidders[{winners[0]}].won", filled(_WE_WON, name=bid.bidders[winners[0]].name)
    if len(winners) > 1:
        return f"bidders[{winners[1]}].won", filled(_TWO, count=len(winners))
    if result == "lost" and bid.bidders and not winners:
        return "result", _NOBODY
    return None
