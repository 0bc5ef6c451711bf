"""The register of bids: win rate, prices, gates, what is ahead and what is owed (S11, M15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.bids import BidPrice, BidWinRate, bid_win_rate, margin
from site_gen.measures.gates import AHEAD_WEEKS, GatedBid, bid_gates
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.values import Ratio
from site_gen.pages import addresses, data
from site_gen.pages.audience import may_show
from site_gen.pages.bid import winner_link
from site_gen.pages.page import Page
from site_gen.pages.scopes import by_kind, kind_name, scope_name
from site_gen.pages.view import View
from site_gen.records import FORMS, Bid

#: The scopes by which win rate and price gap are shown beside each other.
_CUTS = ("team", "person", "vertical")


class Row(Struct, frozen=True):
    """One bid of the register; the margin is `None` where it may not be shown."""

    bid: Bid
    price: BidPrice
    gates: GatedBid
    margin: Ratio | None


class Cut(Struct, frozen=True):
    """Win rate and price gap of the scopes of a kind that have a bid."""

    kind: str
    title: str
    rows: tuple[tuple[str, str, BidWinRate], ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the register."""
    del book
    yield Page(
        url=addresses.BIDS,
        template="bids.html",
        title=title,
        build=_build,
        section="bids",
        paper="landscape",
    )


def title(view: View) -> str:
    """Return what the register is called."""
    return view.tr(N_("Bids"))


def shows_margin(book: Book) -> bool:
    """Whether the pages may tell the margin, which tells the cost."""
    return may_show(book, FORMS["bid"].specs["cost"])


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found, gates = bid_win_rate(book, COMPANY), bid_gates(book, COMPANY)
    gated = {row.bid: row for row in gates.bids}
    rows = [
        Row(book.bids[p.bid], p, gated[p.bid], margin(book.bids[p.bid]) if shows_margin(book) else None)
        for p in found.bids
    ]
    return {
        "rates": found,
        "gates": gates,
        "rows": rows,
        "cuts": [cut for kind in _CUTS if (cut := _cut(view, kind)).rows],
        "with_margin": shows_margin(book),
        "winner": partial(winner_link, view),
        "weeks": AHEAD_WEEKS,
        "finding": _finding(view),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _cut(view: View, kind: str) -> Cut:
    found = [(scope, bid_win_rate(view.book, scope)) for scope in by_kind(view.book).get(kind, ())]
    rows = tuple(
        (scope_name(view, scope), _funnel(view, scope), rates) for scope, rates in found if rates.bids
    )
    return Cut(kind, kind_name(kind, view), rows)


def _funnel(view: View, scope: Scope) -> str:
    url = addresses.funnel(scope)
    return view.href(url) if url in view.site.urls else ""


def _finding(view: View) -> str:
    words, found, gates = view.words, bid_win_rate(view.book, COMPANY), bid_gates(view.book, COMPANY)
    parts = []
    decided = len(found.won) + len(found.lost)
    if decided:
        text = N_("{won} of {decided} decided bids won ({share}); by amount {by_amount}.")
        shares = {
            "share": words.percent(found.by_count.percent),
            "by_amount": words.percent(found.by_amount.percent),
        }
        parts.append(view.tr(text, won=len(found.won), decided=decided, **shares))
    elif found.bids:
        parts.append(view.tr(N_("No bid is decided yet.")))
    else:
        parts.append(view.tr(N_("No bid has been recorded yet.")))
    gap = found.gap.percent
    if gap is not None:
        text = N_("On average our price was {gap} below the lowest of the others.")
        if gap >= 0:
            text = N_("On average our price was {gap} above the lowest of the others.")
        parts.append(view.tr(text, gap=words.percent(abs(gap), 1)))
    if gates.owed:
        parts.append(view.tr(N_("Results owed: {count}."), count=len(gates.owed)))
    unprepared = sum(not row.prepared for row in gates.ahead)
    if unprepared:
        text = N_("Bids in the next {weeks} weeks without bid information: {count}.")
        parts.append(view.tr(text, count=unprepared, weeks=AHEAD_WEEKS))
    return ("" if words.chinese else " ").join(parts)
