"""Steps and batches of orders, and requests, as tables."""

from __future__ import annotations

from site_gen.book.requests import RequestState
from site_gen.config.flows import flows
from site_gen.locale.text import N_, NC_
from site_gen.measures.batches import BatchPayments
from site_gen.measures.order_steps import OrderSteps
from site_gen.measures.requests import Requests
from site_gen.render.figures.base import AMOUNT, Figures, Table, tables_of
from site_gen.render.words import NOTHING


@tables_of(BatchPayments)
def _batches(to: Figures, value: BatchPayments) -> list[Table]:
    words = to.words
    head = to.head(
        NC_("record", "Order"),
        N_("Shipped on"),
        AMOUNT,
        NC_("payment", "Due"),
        N_("Paid of it"),
        NC_("payment", "Open"),
        N_("Days late"),
    )
    rows, more = to.cut(
        [
            (
                to.name("order", one.order),
                words.date(row.shipped_on),
                words.money(row.amount),
                words.date(row.due),
                words.money(row.paid),
                words.money(row.open),
                words.num(row.days_late),
            )
            for one in value.orders
            for row in one.batches
        ]
    )
    lines = tuple(
        (to.name("customer", c.customer), words.money(c.limit), words.money(c.used), words.money(c.over))
        for c in value.credits
    )
    limits = to.head(NC_("field", "Customer"), N_("Credit limit"), N_("Used"), N_("Over the limit"))
    return [Table(head, rows, more), Table(limits, lines)]


@tables_of(OrderSteps)
def _steps(to: Figures, value: OrderSteps) -> list[Table]:
    words, known = to.words, flows(to.book.config)
    head = to.head(
        NC_("record", "Order"), N_("Business flow"), N_("Steps done"), N_("Next step"), N_("Days since")
    )
    rows, more = to.cut(
        [
            (
                to.name("order", row.order),
                words.label("flow", row.flow),
                f"{row.done} / {row.total}",
                words.tr(known[row.flow].by_key[row.next].title),
                words.num(row.days) if row.since else NOTHING,
            )
            for row in value.open
        ]
    )
    return [Table(head, rows, more)]


@tables_of(Requests)
def _requests(to: Figures, value: Requests) -> list[Table]:
    head = to.head(NC_("record", "Request"), N_("Status"), N_("Waits for"), N_("Days"))
    rows, more = to.cut([_request(to, state) for state in (*value.waiting, *value.approved, *value.closed)])
    return [Table(head, rows, more)]


_STATUS = {
    "waiting": NC_("request", "waiting"),
    "approved": NC_("request", "approved"),
    "rejected": NC_("request", "rejected"),
    "done": NC_("request", "carried out"),
}


def _request(to: Figures, state: RequestState) -> tuple[str, ...]:
    words = to.words
    waits = words.label("approver", state.waits_for) if state.waits_for else NOTHING
    days = words.num(state.days) if state.waits_for else NOTHING
    return to.name("request", state.request), words.tr(_STATUS[state.status]), waits, days
