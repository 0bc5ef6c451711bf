"""Orders: what was signed, what is undelivered, what is unpaid; the list and a page per order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_, NC_
from site_gen.measures.contracts import Contract, contract, contracts
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import Order


def pages(book: Book) -> Iterator[Page]:
    """Yield the list of orders and one page per order."""
    yield Page(
        url=addresses.ORDERS,
        template="orders.html",
        title=_orders,
        build=_build_list,
        section="orders",
        paper="landscape",
    )
    for order in book.orders.values():
        yield Page(
            url=addresses.record("order", order.id),
            template="order.html",
            title=partial(_title, order),
            build=partial(_build, order),
            section="orders",
            crumbs=((addresses.ORDERS, _orders),),
        )


def _orders(view: View) -> str:
    return view.tr(NC_("record", "Orders"))


def _title(order: Order, view: View) -> str:
    return view.tr(N_("Contract {number}"), number=order.contract_no or order.id)


def _build_list(view: View) -> Mapping[str, Any]:
    found = contracts(view.book, COMPANY)
    return {
        "finding": _finding(view),
        "contracts": found,
        "rows": sorted(found.contracts, key=partial(_newest, view.book)),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _newest(book: Book, row: Contract) -> tuple[int, str]:
    day = book.orders[row.order].signed_on or date.min
    return (-day.toordinal(), row.order)


def _finding(view: View) -> str:
    words, found = view.words, contracts(view.book, COMPANY)
    if not found.contracts:
        return view.tr(N_("No order has been recorded yet."))
    args = {
        "unit": words.money_unit(),
        "unpaid": words.money(found.unpaid),
        "amount": words.money(found.amount),
    }
    if found.overdue:
        text = N_(
            "{unpaid} of {amount} {unit} are not paid yet, {overdue} of it overdue; orders with "
            "a late delivery: {late}."
        )
        return view.tr(text, **args, overdue=words.money(found.overdue), late=words.num(len(found.with_late)))
    text = N_(
        "{unpaid} of {amount} {unit} are not paid yet, nothing is overdue; orders with a late delivery: {late}."
    )
    return view.tr(text, **args, late=words.num(len(found.with_late)))


def _build(order: Order, view: View) -> Mapping[str, Any]:
    book = view.book
    state = contract(order, book.as_of)
    return {
        "order": order,
        "project": book.projects.get(order.project),
        "state": state,
        "finding": _order_finding(view, state),
    }


def _order_finding(view: View, state: Contract) -> str:
    words = view.words
    parts = []
    if state.overdue:
        text = N_("{amount} {unit} are overdue.")
        parts.append(view.tr(text, amount=words.money(state.overdue), unit=words.money_unit()))
    elif state.unpaid:
        text = N_("{amount} {unit} are still to be paid, nothing is overdue.")
        parts.append(view.tr(text, amount=words.money(state.unpaid), unit=words.money_unit()))
    else:
        parts.append(view.tr(N_("Paid in full.")))
    if state.late:
        parts.append(view.tr(N_("Late deliveries: {count}."), count=words.num(state.late)))
    elif state.delivered < state.deliveries:
        open_ = words.num(state.deliveries - state.delivered)
        parts.append(view.tr(N_("Deliveries still to come: {count}."), count=open_))
    elif state.deliveries:
        parts.append(view.tr(N_("Everything is delivered.")))
    return ("" if words.chinese else " ").join(parts)
