"""The tiers of customers: what the most valuable fifth brings and has in common, whom to lift, whom to let go (S30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from site_gen.book import Book
from site_gen.book.churn import is_lost
from site_gen.charts import Chart, ParetoCustomer, ParetoInput, draw
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.scope import COMPANY
from site_gen.measures.tier_profile import Trait, tier_profile
from site_gen.measures.tiers import Tiers, tiers
from site_gen.pages import addresses, data
from site_gen.pages.audience import may_show
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import FORMS

_BASIS: Mapping[str, Msg] = {
    "profit": NC_("tiers", "annual profit"),
    "revenue": NC_("tiers", "annual revenue"),
    "mixed": NC_("tiers", "value (annual profit, else revenue)"),
    "": NC_("tiers", "annual profit"),
}
_FACTS: Mapping[str, tuple[Msg, str]] = {
    "vertical": (N_("Vertical market"), "vertical"),
    "province": (N_("Province"), "province"),
    "product": (N_("Products bought"), "product"),
    "loyalty": (N_("Loyalty"), "level"),
    "relationship_type": (N_("Relationship type"), "relationship_type"),
}
#: How many values of one fact the profile shows.
_SHOWN = 5


def pages(book: Book) -> Iterator[Page]:
    """Yield the page, unless its readers may know no customer's value: without it there are no tiers."""
    customer = FORMS["customer"].specs
    if not any(may_show(book, customer[name]) for name in ("annual_profit", "annual_revenue")):
        return
    yield Page(
        url=addresses.TIERS,
        template="tiers.html",
        title=lambda view: view.tr(N_("Customer tiers")),
        build=_build,
        section="tiers",
        crumbs=((addresses.CUSTOMERS, lambda view: view.tr(N_("Customers"))),),
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found, profile = tiers(book, COMPANY), tier_profile(book, COMPANY)
    return {
        "found": found,
        "profile": profile,
        "hidden": (hidden := found.basis != "revenue" and not may_know_profit(book)),
        "chart": None if hidden else _chart(view, found),
        "traits": [
            (fact, view.tr(_FACTS[fact][0]), list(rows)[:_SHOWN])
            for fact, rows in groupby(profile.traits, key=lambda trait: trait.fact)
        ],
        "trait_name": lambda trait: _name(view, trait),
        "tier_of": {one.customer: one.tier for one in found.ranked} | dict.fromkeys(found.unranked, ""),
        "by": view.tr(_BASIS[found.basis]),
        "basis_name": {key: view.tr(text) for key, text in _BASIS.items()},
        "lost": {one.customer for one in found.ranked if is_lost(book, one.customer)}
        | {ident for ident in found.unranked if is_lost(book, ident)},
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def may_know_profit(book: Book) -> bool:
    """Whether profits may be shown to the readers of the site; their Book holds none if not, and this is a second lock."""
    return may_show(book, FORMS["customer"].specs["annual_profit"])


def _name(view: View, trait: Trait) -> str:
    return view.words.label(_FACTS[trait.fact][1], trait.key) if trait.key else view.tr(N_("not known"))


def _chart(view: View, found: Tiers) -> Chart:
    customers = tuple(
        ParetoCustomer(
            view.book.customers[one.customer].name,
            one.value,
            one.tier,
            view.href(addresses.record("customer", one.customer)),
        )
        for one in found.ranked
    )
    by = view.tr(_BASIS[found.basis])
    return draw(
        ParetoInput(
            view.lang, view.words.money_unit(), by, customers, found.aim, "#ranking" if customers else ""
        )
    )


def _finding(view: View, found: Tiers) -> str:
    words = view.words
    if not found.ranked:
        return view.tr(N_("No customer has an annual profit or revenue written down, so none has a tier."))
    text = N_("Tier A, {count} of {all} customers, brings {share} of the {what}; the rule says {aim}%.")
    parts = [
        view.tr(
            text,
            count=words.num(len(found.tiers[0].customers)),
            all=words.num(len(found.ranked)),
            share=words.percent(found.share_of_a.percent),
            what=view.tr(_BASIS[found.basis]),
            aim=found.aim,
        )
    ]
    if found.unranked:
        parts.append(
            view.tr(N_("Without a known value and a tier: {count}."), count=words.num(len(found.unranked)))
        )
    return words.gap.join(parts)
