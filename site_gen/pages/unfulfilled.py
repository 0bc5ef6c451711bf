"""Unfulfilled orders: what is signed and not paid, what is overdue, and who sees to it (S34.7, M33)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.unfulfilled import Unfulfilled, unfulfilled
from site_gen.pages import addresses
from site_gen.pages.commit_weeks import CRUMBS
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.UNFULFILLED,
        template="unfulfilled.html",
        title=lambda view: view.tr(N_("Unfulfilled orders")),
        build=_build,
        section="forecast",
        crumbs=CRUMBS,
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found = unfulfilled(book, COMPANY)
    owners = sorted({row.owner for row in found.orders})
    people = [(one, unfulfilled(book, Scope("person", one))) for one in owners]
    return {
        "unpaid": found,
        "people": sorted(people, key=lambda pair: (-pair[1].overdue, -pair[1].unpaid, pair[0])),
        "finding": _finding(view, found),
    }


def _finding(view: View, found: Unfulfilled) -> str:
    words = view.words
    if not found.amount:
        return view.tr(N_("No order has been recorded yet."))
    limit = words.percent(view.book.config.thresholds.unfulfilled, 1)
    args = {
        "share": words.percent(found.share.percent, 1),
        "unpaid": words.money(found.unpaid),
        "amount": words.money(found.amount),
        "unit": words.money_unit(),
        "limit": limit,
    }
    if found.too_much:
        text = N_(
            "{share} of all orders are unfulfilled ({unpaid} of {amount} {unit}); they should be below {limit}."
        )
    else:
        text = N_(
            "{share} of all orders are unfulfilled ({unpaid} of {amount} {unit}), below the limit of {limit}."
        )
    parts = [view.tr(text, **args)]
    if found.overdue:
        text = N_("{amount} {unit} of it are overdue.")
        parts.append(view.tr(text, amount=words.money(found.overdue), unit=words.money_unit()))
    return words.gap.join(parts)
