"""Orders: what was signed, what is undelivered, what is unpaid; the list and a page per order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.config.flows import flows
from site_gen.locale.text import N_, NC_
from site_gen.measures.batches import BatchOrder, batch_order, credit
from site_gen.measures.contracts import Contract, contract, contracts
from site_gen.measures.order_steps import checklist
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.flows import named
from site_gen.pages.order_steps import OpenStep, open_step
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
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
    yield from _each(book.orders)


def _page(order: Order) -> Page:
    return Page(
        url=addresses.record("order", order.id),
        template="order.html",
        title=partial(_title, order),
        build=partial(_build, order),
        section="orders",
        crumbs=((addresses.ORDERS, _orders),),
    )


_each = EachPage(_page)


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
    state, project = contract(order, book.as_of), book.projects.get(order.project)
    late = batch_order(book, order.id) if order.shipments else None
    steps = _checklist(view, order)
    return {
        "order": order,
        "project": project,
        "state": state,
        "shipped": late,
        "credit": credit(book, project.customer) if project else None,
        "requests": book.requests_of_order.get(order.id, ()),
        "checklist": steps,
        "finding": _order_finding(view, state, late, steps["next"] if steps else None),
        "warnings": problems_of(book, order),
    }


def _checklist(view: View, order: Order) -> Mapping[str, Any] | None:
    """Return the flow of an order, its steps with their names, and the next one (S23.3)."""
    found = checklist(view.book, order.id)
    if found is None:
        return None
    flow = flows(view.book.config)[found.flow]
    rows = [(tick, flow.by_key[tick.step], named(flow.by_key[tick.step], view)) for tick in found.ticks]
    return {"flow": flow, "row": found, "rows": rows, "next": open_step(view, found) if found.next else None}


def _order_finding(view: View, state: Contract, late: BatchOrder | None, turn: OpenStep | None) -> str:
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
    if late and late.overdue:
        text = N_("By batch {amount} {unit} are overdue, for up to {days} days.")
        args = {"amount": words.money(late.overdue), "days": words.num(late.days_late)}
        parts.append(view.tr(text, unit=words.money_unit(), **args))
    if turn:
        parts.append(view.tr(N_("Next step: {step}."), step=turn.title))
    return ("" if words.chinese else " ").join(parts)
