"""The page of each bid: before quoting, the result, the analysis, and how the prices compare (S11.1, S11.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from site_gen.book import Book
from site_gen.book.competitors import key_of
from site_gen.book.gates import signings
from site_gen.charts import BidderPrice, PricesInput, draw
from site_gen.locale.text import N_, NC_
from site_gen.measures.bids import BidPrice, bid_price, gap_between, margin
from site_gen.measures.gates import gates_of
from site_gen.pages import addresses
from site_gen.pages.audience import may_show, withheld
from site_gen.pages.competitor_names import competitor_link, competitor_url
from site_gen.pages.facts import facts, prose
from site_gen.pages.names import record_name
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import FORMS, Bid

_BEFORE = ("bid_no", "bid_date", "our_price", "cost", "submitted_on")
_AFTER = ("result", "final_price", "result_submitted_on")


def pages(book: Book) -> Iterator[Page]:
    """Yield one page per bid."""
    yield from _each(book.bids)


def _page(bid: Bid) -> Page:
    return Page(
        url=addresses.record("bid", bid.id),
        template="bid.html",
        title=partial(_title, bid),
        build=partial(_build, bid),
        section="bids",
        crumbs=((addresses.BIDS, _register),),
    )


_each = EachPage(_page)


def _register(view: View) -> str:
    return view.tr(N_("Bids"))


def _title(bid: Bid, view: View) -> str:
    return view.tr(N_("Bid: {name}"), name=record_name(bid, view.book, view.words))


def winner_link(view: View, row: BidPrice) -> Markup | str:
    """Return who won: us, a bidder by name, or nothing."""
    if row.result == "won":
        return view.tr(NC_("winner", "us"))
    return competitor_link(view, row.winner) if row.winner and row.result == "lost" else ""


def _build(bid: Bid, view: View) -> Mapping[str, Any]:
    book = view.book
    row = bid_price(book, bid.id)
    hidden = [view.tr(spec.label) for spec in withheld(book, "bid") if getattr(bid, spec.name) is not None]
    names = [*(r.name for r in bid.bidders), *(r.name for r in bid.expected_competitors)]
    return {
        "bid": bid,
        "project": book.projects[bid.project],
        "price": row,
        "gates": gates_of(book, bid),
        "margin": margin(bid) if may_show(book, FORMS["bid"].specs["cost"]) else None,
        "before": facts(view, bid, _BEFORE),
        "after": facts(view, bid, _AFTER),
        "strategy": prose(view, bid, ("strategy",)),
        "analysis": prose(view, bid, ("analysis",)),
        "competitor": {name: competitor_link(view, name) for name in names},
        "gap_to": {r.name: gap_between(row.price, r.price) for r in bid.bidders},
        "winner": winner_link(view, row),
        "chart": draw(_prices(view, bid, row)) if names else None,
        "signings": signings(book, bid.project),
        "others": [other for other in book.bids_of_project[bid.project] if other is not bid],
        "hidden": view.words.join(hidden) if hidden else "",
        "warnings": problems_of(book, bid),
        "finding": _finding(view, bid, row),
    }


def _prices(view: View, bid: Bid, row: BidPrice) -> PricesInput:
    """Return the bidders and those expected who are not among them, each name once."""
    expected = {key_of(r.name): r.expected_price for r in bid.expected_competitors}
    us = view.tr(NC_("price", "Our company"))
    found = [BidderPrice(us, row.price, ours=True, won=row.result == "won")]
    there = set()
    for bidder in bid.bidders:
        key = key_of(bidder.name)
        there.add(key)
        won = bidder.won and row.result == "lost"
        found.append(
            BidderPrice(
                bidder.name, bidder.price, expected.get(key), won=won, href=competitor_url(view, bidder.name)
            )
        )
    for other in bid.expected_competitors:
        if key_of(other.name) not in there:
            href = competitor_url(view, other.name)
            found.append(BidderPrice(other.name, None, other.expected_price, href=href))
    return PricesInput(view.lang, view.words.money_unit(), tuple(found))


def _finding(view: View, bid: Bid, row: BidPrice) -> str:
    """Say how it ended and how the price compared, or what is to be done next."""
    words, gates = view.words, gates_of(view.book, bid)
    parts = []
    price = {"price": words.money(row.price), "unit": words.money_unit()}
    if row.result == "won":
        parts.append(view.tr(N_("Won at {price} {unit}."), **price))
    elif row.result == "lost" and row.winner:
        parts.append(view.tr(N_("Lost to {name} at our price of {price} {unit}."), name=row.winner, **price))
    elif row.result == "lost":
        parts.append(view.tr(N_("Lost at our price of {price} {unit}; the winner is not named."), **price))
    elif row.result == "void":
        parts.append(view.tr(N_("The bid is void; it counts in no win rate.")))
    elif gates.result.state == "missing":
        days = (view.book.as_of - bid.bid_date).days
        parts.append(view.tr(N_("The bid was {days} days ago; its result is owed."), days=days))
    elif gates.information.day is None:
        text = N_("The bid is on {date}; the bid information is not handed in yet.")
        parts.append(view.tr(text, date=words.long_day(bid.bid_date)))
    else:
        text = N_("The bid is on {date}; the bid information is handed in.")
        parts.append(view.tr(text, date=words.long_day(bid.bid_date)))
    gap = row.gap.percent
    if gap is not None and row.result != "void":
        text = N_("That was {gap} above the lowest of the others.")
        if gap < 0:
            text = N_("That was {gap} below the lowest of the others.")
        parts.append(view.tr(text, gap=words.percent(abs(gap), 1)))
    return ("" if words.chinese else " ").join(parts)
