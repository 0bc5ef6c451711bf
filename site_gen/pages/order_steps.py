"""The next open step of every order: whose turn it is, and which form it takes (S23.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.config.flow import Flow, Step
from site_gen.config.flows import flows
from site_gen.locale.text import N_, NC_
from site_gen.measures.order_steps import OrderChecklist, order_steps
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.flows import named
from site_gen.pages.page import Page
from site_gen.pages.view import View


class OpenStep(NamedTuple):
    """An order and its next step.

    Attributes:
        row: where the order stands.
        flow: its flow.
        step: its next step.
        title: that step with its number, in the page's language.
        passed: the steps passed over, likewise.
    """

    row: OrderChecklist
    flow: Flow
    step: Step
    title: str
    passed: tuple[str, ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.ORDER_STEPS,
        template="order_steps.html",
        title=lambda view: view.tr(N_("Open steps of orders")),
        build=_build,
        section="orders",
        crumbs=((addresses.ORDERS, lambda view: view.tr(NC_("record", "Orders"))),),
        paper="landscape",
    )


def open_step(view: View, row: OrderChecklist) -> OpenStep:
    """Return the next step of an order that has one."""
    flow = flows(view.book.config)[row.flow]
    step = flow.by_key[row.next]
    passed = tuple(named(flow.by_key[key], view) for key in row.passed)
    return OpenStep(row, flow, step, named(step, view), passed)


def _build(view: View) -> Mapping[str, Any]:
    found = order_steps(view.book, COMPANY)
    return {
        "rows": [open_step(view, row) for row in found.open],
        "done": found.done,
        "without_flow": found.without_flow,
        "finding": _finding(view),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View) -> str:
    words, found = view.words, order_steps(view.book, COMPANY)
    if not found.open and not found.done:
        return view.tr(N_("No order names a business flow yet."))
    parts = [
        view.tr(
            N_("Orders with an open step: {count}; through all steps: {done}."),
            count=len(found.open),
            done=len(found.done),
        )
    ]
    if found.open:
        first = open_step(view, found.open[0])
        if first.row.since:
            text = N_("The longest without a step: {order}, {days} days, next “{step}”.")
            order = view.book.orders[first.row.order]
            args = {"order": order.contract_no or order.id, "days": words.num(first.row.days)}
            parts.append(view.tr(text, step=first.title, **args))
    return words.gap.join(parts)
