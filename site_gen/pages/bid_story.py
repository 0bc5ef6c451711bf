"""What happened and is to come with the bids and contract reviews of a project, as entries of its story (S11)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from site_gen.book.gates import information_gate, result_gate, result_of
from site_gen.locale.text import N_, Msg
from site_gen.measures.bids import bid_price
from site_gen.pages.event import Event
from site_gen.pages.view import View
from site_gen.records import Bid, Project

_RESULTS: dict[str, Msg] = {
    "won": N_("Bid won at {price} {unit}"),
    "lost": N_("Bid lost at {price} {unit}"),
    "void": N_("Bid void"),
}


def bid_steps(view: View, project: Project) -> Iterator[Event]:
    """Yield bids made, their results, and reviews of the contract, up to the day of the figures."""
    book, words = view.book, view.words
    for bid in book.bids_of_project.get(project.id, ()):
        if bid.bid_date <= book.as_of:
            quoted = {"price": words.money(bid.our_price), "unit": words.money_unit()}
            title = view.tr(N_("Bid at {price} {unit}"), **quoted)
            yield Event(bid.bid_date, "order", view.link("bid", bid.id, title))
        result, row = result_of(book, bid), bid_price(book, bid.id)
        if result and row.decided_on:
            decided = {"price": words.money(row.price), "unit": words.money_unit()}
            title = view.tr(_RESULTS[result], **decided)
            aside = view.tr(N_("to {name}"), name=row.winner) if result == "lost" and row.winner else ""
            yield Event(row.decided_on, "order", view.link("bid", bid.id, title), aside)
    for review in book.contract_reviews_of_project.get(project.id, ()):
        if review.date <= book.as_of:
            result = words.label("review_result", review.result)
            title = view.tr(N_("Contract review: {name}"), name=result)
            yield Event(review.date, "order", view.link("contract_review", review.id, title))


def bid_due(view: View, project: Project) -> Iterator[Event]:
    """Yield bids to come, bid information and results that are owed."""
    book = view.book
    for bid in book.bids_of_project.get(project.id, ()):
        if bid.bid_date >= book.as_of:
            open_ = information_gate(book, bid).day is None
            text = N_("Bid, information not handed in yet") if open_ else N_("Bid, information handed in")
            yield Event(bid.bid_date, "plan", _titled(view, bid, text))
        elif result_gate(book, bid).state == "missing":
            yield Event(bid.bid_date, "plan", _titled(view, bid, N_("Result of the bid owed")), late=True)


def _titled(view: View, bid: Bid, text: Msg) -> Markup:
    return view.link("bid", bid.id, view.tr(text)) if bid.id in view.book.bids else escape(view.tr(text))
