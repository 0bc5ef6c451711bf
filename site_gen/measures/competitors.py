"""Competitors: where we met each, who won, at what prices, and where they compete now (S20.4, S11.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.competitors import (
    key_of,
    keys,
    keys_of_one,
    main_key,
    names_in_bid,
    names_in_market_report,
    names_in_project,
    rival_of,
)
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, state_on
from site_gen.locale.text import N_, NC_
from site_gen.measures.bids import bid_price, bids_of, gap_between, mean
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally
from site_gen.records import Bid, MarketReport


class Meeting(Struct, frozen=True):
    """One bid in which a competitor is named.

    Attributes:
        bid: id.
        project: id of its project.
        bid_date: day of the bid.
        met: whether the competitor did bid; else it is or was only expected.
        price: its price, else the expected one, money units; `None` when not known.
        our_price: our final price, else the one quoted.
        gap: (our price − theirs) over theirs, of a real price only.
        result: result of the bid for us; empty when not known yet.
        won_by_them: whether this competitor won.
    """

    bid: str
    project: str
    bid_date: date
    met: bool
    price: Decimal | None
    our_price: Decimal
    gap: Ratio
    result: str
    won_by_them: bool


class Rival(Struct, frozen=True):
    """One competitor.

    Attributes:
        key: what all spellings of the name have in common.
        record: id of its record; empty when there is none.
        keys: the keys of all its names, `key` first; more than one where its record has aliases.
        names: the spellings, the most frequent first; before them the name in its record.
        meetings: the bids that name it, newest first.
        met: ids of bids in which it did bid.
        won: ids of those we won.
        lost: ids of those we lost, to whomever.
        lost_to_them: ids of those it won.
        gap: mean of our price over its price minus one, over decided bids with both prices.
        open: open projects that name it as a competitor.
        losses: projects lost to it.
    """

    key: str
    record: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    met: tuple[str, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    lost_to_them: tuple[str, ...]
    gap: Ratio
    open: Tally
    losses: Tally

    @property
    def name(self) -> str:
        """The name in its record, else the most frequent spelling."""
        return self.names[0]


class Competitors(Struct, frozen=True):
    """The competitors named in a scope's bids and projects, those met most often first."""

    rivals: tuple[Rival, ...]


@measure(
    "S20.4",
    "competitors",
    NC_("page", "Competitors"),
    N_(
        "Everybody named as a bidder, as expected in a bid, as a competitor in a project or as the one it was lost "
        "to. Spellings that differ only in case, spaces or width of characters are one competitor, and so are all names "
        "in the record of one. Met: bids in "
        "which it did bid; won and lost is our result. Price gap: our price divided by its price, minus one, over "
        "decided bids in which both are known."
    ),
    unit="count",
    source="S20.4 S11.5",
)
def competitors(book: Book, scope: Scope) -> Competitors:
    """Collect the competitors of a scope's bids and projects."""
    bids: dict[str, list[Bid]] = {}
    states: dict[str, list[State]] = {}
    for bid in bids_of(book, scope):
        for key in _main_keys(book, names_in_bid(bid)):
            bids.setdefault(key, []).append(bid)
    for state in scope.states(book):
        if state.project.competitors or state.project.lost_to:
            for key in _main_keys(book, names_in_project(state.project)):
                states.setdefault(key, []).append(state)
    found = [_rival(book, key, bids.get(key, ()), states.get(key, ())) for key in {**bids, **states}]
    return Competitors(tuple(sorted(found, key=_most_met)))


def _most_met(rival: Rival) -> tuple[int, Decimal, str]:
    return -len(rival.met), -rival.open.amount, rival.key


def _main_keys(book: Book, names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(main_key(book, key) for key in keys(names))


@per_book
def rival(book: Book, key: str) -> Rival:
    """Return what all bids, projects and market reports of the company say about one competitor, by its main key."""
    names = keys_of_one(book, key)
    projects = {p.id: p for one in names for p in book.projects_of_competitor.get(one, ())}
    states = [state for ident in sorted(projects) if (state := state_on(book, projects[ident], book.as_of))]
    bids = {bid.id: bid for one in names for bid in book.bids_of_competitor.get(one, ())}
    newest = sorted(bids.values(), key=lambda b: (-b.bid_date.toordinal(), b.id))
    reports = [r for one in names for r in book.market_reports_of_competitor.get(one, ())]
    return _rival(book, key, newest, states, reports)


def _rival(
    book: Book,
    key: str,
    bids: Sequence[Bid],
    states: Sequence[State],
    reports: Iterable[MarketReport] = (),
) -> Rival:
    record = rival_of(book, key)
    every = keys_of_one(book, key)
    meetings = tuple(_meeting(book, every, bid) for bid in bids)
    met = [meeting for meeting in meetings if meeting.met]
    lost_key = book.config.lost.key
    competing = [s for s in states if s.stage in book.config.open_keys]
    losses = [s for s in states if s.stage == lost_key and key_of(s.project.lost_to) in every]
    names = Counter(
        name.strip()
        for written in (
            *(names_in_bid(bid) for bid in bids),
            *(names_in_project(state.project) for state in states),
            *(names_in_market_report(report) for report in reports),
        )
        for name in written
        if key_of(name) in every
    )
    written = sorted(names, key=lambda name: (-names[name], name))
    own = (record.name.strip(), *written, *map(str.strip, record.aliases)) if record else written
    return Rival(
        key=key,
        record=record.id if record else "",
        keys=every,
        names=tuple(dict.fromkeys(own)) or (key,),
        meetings=meetings,
        met=tuple(m.bid for m in met),
        won=tuple(m.bid for m in met if m.result == "won"),
        lost=tuple(m.bid for m in met if m.result == "lost"),
        lost_to_them=tuple(m.bid for m in met if m.result == "lost" and m.won_by_them),
        gap=mean(m.gap for m in met if m.result in {"won", "lost"}),
        open=tally(s for s in competing if any(key_of(row.name) in every for row in s.project.competitors)),
        losses=tally(losses),
    )


def _meeting(book: Book, every: Container[str], bid: Bid) -> Meeting:
    row = bid_price(book, bid.id)
    there = next((one for one in bid.bidders if key_of(one.name) in every), None)
    awaited = next((one for one in bid.expected_competitors if key_of(one.name) in every), None)
    real = there.price if there else None
    expected = awaited.expected_price if awaited else None
    return Meeting(
        bid=bid.id,
        project=bid.project,
        bid_date=bid.bid_date,
        met=there is not None,
        price=expected if real is None else real,
        our_price=row.price,
        gap=gap_between(row.price, real),
        result=row.result,
        won_by_them=there is not None and there.won,
    )
