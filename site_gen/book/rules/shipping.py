"""Orders follow their flow; no order without contract and prepayment; finance gets shipping details (S23.3, S23.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from site_gen.book.batches import credit_limit
from site_gen.book.book import Book
from site_gen.book.order_steps import flow_of, told_day
from site_gen.book.rules.breach import Checkers, breach, plain
from site_gen.config.flow import Flow
from site_gen.config.flows import flows
from site_gen.diagnostics import Diagnostic
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import N_, Text, filled
from site_gen.records import Order

_NO_CONTRACT = N_("no contract is signed")
_SIGNED_LATER = N_("the contract was signed only on {date}")
_NO_NUMBER = N_("there is no contract number")
_NO_TERMS = N_("how it is settled is not written")
_NO_PREPAYMENT = N_("nothing was prepaid by that day")
_HANDED = N_("it got them on {date}")
_LACKING = N_("it has not got them yet")
_NOT_SO = N_("not yet")


def checkers(book: Book) -> Checkers:
    """`SG906`, `SG907`, `SG908`, `SG910`, `SG911` and `SG977`."""

    def check(order: Order) -> Iterator[Diagnostic]:
        project = book.projects.get(order.project)
        person = project.owner if project else ""
        flow = flow_of(book, order)
        if flow:
            facts = {step.fact for step in flow.tasks}
            if "ordered" in facts:
                yield from _ordered(book, order, person)
            if "details" in facts:
                yield from _details(book, order, person)
            yield from _steps(book, order, flow, person)
        elif order.flow:
            known = book.config.vocabularies["flow"].keys
            options = tuple(key for key in known if key in flows(book.config))
            yield breach("SG977", order, "flow", person=person, flow=order.flow, options=options)
        total = sum((row.amount for row in order.shipments), Decimal(0))
        if total > order.amount:
            field = f"shipments[{len(order.shipments) - 1}].amount"
            sums: dict[str, Any] = {"sum": plain(total), "amount": plain(order.amount)}
            yield breach("SG910", order, field, person=person, **sums)

    return {"order": check}


def _ordered(book: Book, order: Order, person: str) -> Iterator[Diagnostic]:
    day = order.ordered_on
    if day is None or day > book.as_of:
        return
    states: list[Text] = []
    if order.signed_on is None:
        states.append(_NO_CONTRACT)
    elif order.signed_on > day:
        states.append(filled(_SIGNED_LATER, date=order.signed_on))
    if not order.contract_no:
        states.append(_NO_NUMBER)
    if not order.payments:
        states.append(_NO_TERMS)
    elif credit_limit(book, order) is None and not any(
        p.paid_on and p.paid_on <= day for p in order.payments
    ):
        states.append(_NO_PREPAYMENT)
    if states:
        yield breach("SG907", order, "ordered_on", person=person, date=day, states=tuple(states))


def _details(book: Book, order: Order, person: str) -> Iterator[Diagnostic]:
    for n, row in enumerate(order.shipments):
        due = row.shipped_on + timedelta(days=book.config.thresholds.details_days)
        told = row.details_to_finance_on
        if min(told or date.max, book.as_of) > due:
            known = told is not None and told <= book.as_of
            field = f"shipments[{n}].{'details_to_finance_on' if told else 'shipped_on'}"
            state = filled(_HANDED, date=told) if known else _LACKING
            yield breach("SG908", order, field, person=person, due=due, state=state)


def _steps(book: Book, order: Order, flow: Flow, person: str) -> Iterator[Diagnostic]:
    tasks = {step.key: step for step in flow.tasks}
    for n, row in enumerate(order.steps):
        step = tasks.get(row.step)
        if step is None:
            near = nearest(row.step, list(tasks))
            args: dict[str, Any] = {"suggestion": near} if near else {}
            options = tuple(tasks)
            yield breach(
                "SG906",
                order,
                f"steps[{n}].step",
                person=person,
                step=row.step,
                flow=flow.title,
                options=options,
                **args,
            )
        elif step.fact and row.done_on:
            told = told_day(book, order, step.fact)
            if told != row.done_on:
                state = told or _NOT_SO
                words: dict[str, Any] = {"step": step.title, "date": row.done_on, "state": state}
                yield breach("SG911", order, f"steps[{n}].done_on", person=person, **words)
