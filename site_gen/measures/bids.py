"""Bids: what was won of what was decided, and how our prices compare (M15, S11.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.gates import result_of
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.records import Bid

DECIDED = ("won", "lost")


class BidPrice(Struct, frozen=True):
    """One bid on the day of the figures, and how its price compares.

    Attributes:
        bid: id.
        project: id of its project.
        bid_date: day of the bid.
        result: `won`, `lost`, `void`, or empty when it is not known yet.
        decided_on: day the result was handed in, else the day of the bid; `None` without a result.
        price: our final price, else our price as quoted, money units.
        lowest: lowest known price of the other bidders; `None` when none is known.
        lowest_bidders: names of those who offered it.
        winner: name of the bidder who won; empty when we did or nobody is named.
        winner_price: price of the winner, when we won the lowest of the others; `None` when not known.
        place: our place by price among the known prices, 1 for the lowest; equal prices share one.
        gap: (our price − lowest) over lowest.
        gap_to_winner: (our price − the winner's) over the winner's.
        dear: whether the gap reaches the threshold `price_gap`.
    """

    bid: str
    project: str
    bid_date: date
    result: str
    decided_on: date | None
    price: Decimal
    lowest: Decimal | None
    lowest_bidders: tuple[str, ...]
    winner: str
    winner_price: Decimal | None
    place: int | None
    gap: Ratio
    gap_to_winner: Ratio
    dear: bool

    @property
    def decided(self) -> bool:
        """Whether it was won or lost."""
        return self.result in DECIDED


class BidWinRate(Struct, frozen=True):
    """Win rate and price gap of bids (M15).

    Attributes:
        start: first day of the period of the results; `None` for all of them.
        end: day after its last; `None` for all of them.
        bids: the bids, newest first.
        won: ids of bids won.
        lost: ids of bids lost.
        void: ids of void bids; not decided, in no ratio.
        undecided: ids of bids without a result, those still to come included; none where a period is given.
        won_amount: our prices of the bids won, money units.
        lost_amount: our prices of the bids lost.
        by_count: won over won and lost, by number.
        by_amount: the same by our prices.
        gap: mean gap to the lowest other price over the decided bids that have one.
        gap_to_winner: mean gap to the winner's price over the decided bids that have one.
        dear: ids of decided bids whose gap reaches the threshold `price_gap`.
        few: whether fewer than `small_sample` bids are decided.
    """

    start: date | None
    end: date | None
    bids: tuple[BidPrice, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    void: tuple[str, ...]
    undecided: tuple[str, ...]
    won_amount: Decimal
    lost_amount: Decimal
    by_count: Ratio
    by_amount: Ratio
    gap: Ratio
    gap_to_winner: Ratio
    dear: tuple[str, ...]
    few: bool


def our_price(bid: Bid) -> Decimal:
    """Return our final price, else the price as quoted."""
    return bid.our_price if bid.final_price is None else bid.final_price


def margin(bid: Bid) -> Ratio:
    """Return (our price − cost) over our price; no value when the cost is not known.

    It tells the cost, so it may stand only where the cost may; it is part of no measure.
    """
    price = our_price(bid)
    return NO_RATIO if bid.cost is None else Ratio(price - bid.cost, price)


def gap_between(ours: Decimal, theirs: Decimal | None) -> Ratio:
    """Return (our price − theirs) over theirs: above zero we are dearer."""
    return NO_RATIO if theirs is None else Ratio(ours - theirs, theirs)


@per_book
def bids_of(book: Book, scope: Scope) -> tuple[Bid, ...]:
    """Return the bids of a scope's projects, newest first."""
    found = [bid for project in scope.projects(book) for bid in book.bids_of_project.get(project.id, ())]
    return tuple(sorted(found, key=lambda bid: (-bid.bid_date.toordinal(), bid.id)))


@per_book
def bid_price(book: Book, ident: str) -> BidPrice:
    """Return one bid with its price compared."""
    bid = book.bids[ident]
    price, result = our_price(bid), result_of(book, bid)
    known = [row.price for row in bid.bidders if row.price is not None]
    lowest = min(known, default=None)
    winner = next((row for row in bid.bidders if row.won), None) if result != "won" else None
    theirs = winner.price if winner else lowest if result == "won" else None
    gap = gap_between(price, lowest)
    return BidPrice(
        bid=bid.id,
        project=bid.project,
        bid_date=bid.bid_date,
        result=result,
        decided_on=(bid.result_submitted_on or bid.bid_date) if result else None,
        price=price,
        lowest=lowest,
        lowest_bidders=tuple(row.name for row in bid.bidders if lowest is not None and row.price == lowest),
        winner=winner.name if winner else "",
        winner_price=theirs,
        place=1 + sum(other < price for other in known) if known else None,
        gap=gap,
        gap_to_winner=gap_between(price, theirs),
        dear=gap.at_least(book.config.thresholds.price_gap),
    )


@measure(
    "M15",
    "bid-win-rate",
    N_("Bid win rate"),
    N_(
        "Bids won divided by bids won and lost, by number and by our price (the final one, else the one quoted; "
        "the project’s amount is not used). Void bids and bids without a result are counted apart; a result "
        "counts once the day of the bid and the day it was handed in have come. Price gap: our price divided by "
        "the lowest price of the other bidders, minus one; and the same with the winner’s price, which for a bid we "
        "won is the lowest of the others. The means are over decided bids whose other prices are known; from "
        "{price_gap}% on a bid is called dear. A bid belongs to the scope of its project."
    ),
    unit="percent",
    source="S11.5",
)
def bid_win_rate(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> BidWinRate:
    """Compute win rate and price gap (M15), of all bids or of those decided in `[start, end)`."""
    rows = [bid_price(book, bid.id) for bid in bids_of(book, scope)]
    if start is not None or end is not None:
        rows = [row for row in rows if _within(row.decided_on, start, end)]
    decided = [row for row in rows if row.decided]
    won, lost = _sum(decided, "won"), _sum(decided, "lost")
    return BidWinRate(
        start=start,
        end=end,
        bids=tuple(rows),
        won=_ids(rows, "won"),
        lost=_ids(rows, "lost"),
        void=_ids(rows, "void"),
        undecided=_ids(rows, ""),
        won_amount=won,
        lost_amount=lost,
        by_count=Ratio.of(len(_ids(rows, "won")), len(decided)),
        by_amount=Ratio(won, won + lost),
        gap=mean(row.gap for row in decided),
        gap_to_winner=mean(row.gap_to_winner for row in decided),
        dear=tuple(row.bid for row in decided if row.dear),
        few=len(decided) < book.config.thresholds.small_sample,
    )


def decided_between(book: Book, scope: Scope, start: date, end: date) -> tuple[BidPrice, ...]:
    """Return the bids won or lost in `[start, end)`, newest bid first, each with its gap."""
    return tuple(row for row in bid_win_rate(book, scope, start, end).bids if row.decided)


def mean(ratios: Iterable[Ratio]) -> Ratio:
    """Return the mean of the ratios that have a value; how many stands below the line."""
    values = [value for ratio in ratios if (value := ratio.value) is not None]
    return Ratio(sum(values, Decimal(0)), Decimal(len(values)))


def _within(day: date | None, start: date | None, end: date | None) -> bool:
    return day is not None and (start is None or day >= start) and (end is None or day < end)


def _ids(rows: Iterable[BidPrice], result: str) -> tuple[str, ...]:
    return tuple(row.bid for row in rows if row.result == result)


def _sum(rows: Iterable[BidPrice], result: str) -> Decimal:
    return sum((row.price for row in rows if row.result == result), Decimal(0))
