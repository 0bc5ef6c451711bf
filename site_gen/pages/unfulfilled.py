"""Unfulfilled orders: what is signed and not paid, what is overdue, and who sees to it (S34.7, M33)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.batches import BatchPayments, batch_payments
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
    found_batches = batch_payments(book, COMPANY)
    people = [(one, unfulfilled(book, Scope("person", one))) for one in owners]
    return {
        "unpaid": found,
        "people": sorted(people, key=lambda pair: (-pair[1].overdue, -pair[1].unpaid, pair[0])),
        "batches": found_batches,
        "batch_finding": _batch_finding(view, found_batches),
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


def _batch_finding(view: View, found: BatchPayments) -> str:
    words = view.words
    args = {
        "unit": words.money_unit(),
        "open": words.money(found.open),
        "shipped": words.money(found.shipped),
    }
    if found.overdue:
        text = N_("Of {shipped} {unit} shipped {open} are not paid, {overdue} of it overdue by batch.")
        parts = [view.tr(text, overdue=words.money(found.overdue), **args)]
        worst = found.orders[0]
        order = view.book.orders[worst.order]
        text = N_("The longest late: {order}, {days} days.")
        number = order.contract_no or order.id
        parts.append(view.tr(text, order=number, days=words.num(worst.days_late)))
    else:
        text = N_("Of {shipped} {unit} shipped {open} are not paid; no batch is overdue.")
        parts = [view.tr(text, **args)]
    if found.without_details:
        text = N_("Orders whose shipping details finance lacks: {count}.")
        parts.append(view.tr(text, count=words.num(len(found.without_details))))
    return words.gap.join(parts)
