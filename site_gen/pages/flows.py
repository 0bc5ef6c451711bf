"""Business flows: the list, and each flow as a diagram with its steps in full (S23)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.charts import Chart, FlowInput, FlowStep, FlowWay, draw
from site_gen.charts.flow import TYPE_NAMES
from site_gen.config.flow import Flow, Step
from site_gen.config.flows import flows
from site_gen.locale.text import N_
from site_gen.measures.order_steps import order_steps
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the list and one page per flow."""
    yield Page(
        url=addresses.FLOWS,
        template="flows.html",
        title=_list_title,
        build=_build_list,
        section="flows",
    )
    for flow in flows(book.config).values():
        yield Page(
            url=addresses.flow(flow.key),
            template="flow.html",
            title=partial(_title, flow),
            build=partial(_build, flow),
            section="flows",
            crumbs=((addresses.FLOWS, _list_title),),
        )


def _list_title(view: View) -> str:
    return view.tr(N_("Business flows"))


def _title(flow: Flow, view: View) -> str:
    return view.tr(flow.title)


def _build_list(view: View) -> Mapping[str, Any]:
    config = view.book.config
    found = flows(config)
    own = {flow.key for flow in config.own_flows}
    text = N_("{count} flows are written down, {own} of them the team’s own; orders may follow {orders}.")
    orders = tuple(view.tr(flow.title) for flow in found.values() if flow.orders)
    return {
        "flows": tuple(found.values()),
        "own": own,
        "finding": view.tr(text, count=len(found), own=len(own), orders=orders),
    }


def _build(flow: Flow, view: View) -> Mapping[str, Any]:
    found = order_steps(view.book, COMPANY) if flow.orders else None
    waiting: dict[str, list[str]] = {}
    for row in found.open if found else ():
        if row.flow == flow.key:
            waiting.setdefault(row.next, []).append(row.order)
    return {
        "flow": flow,
        "chart": drawn(flow, view),
        "types": {kind: view.tr(name) for kind, name in TYPE_NAMES.items()},
        "ways": {step.key: _ways(flow, step, view) for step in flow.steps},
        "waiting": waiting,
        "own": any(one.key == flow.key for one in view.book.config.own_flows),
        "finding": _finding(flow, view),
    }


def drawn(flow: Flow, view: View) -> Chart:
    """Return the diagram of a flow."""
    return draw(_chart(flow, view))


def _chart(flow: Flow, view: View) -> FlowInput:
    numbers = {step.key: n for n, step in enumerate(flow.steps)}
    return FlowInput(view.lang, tuple(_step(step, numbers, view) for step in flow.steps))


def _step(step: Step, numbers: Mapping[str, int], view: View) -> FlowStep:
    parts = (view.tr(step.who), view.tr(step.form))
    ways = tuple(FlowWay(numbers[edge.to], view.tr(edge.label)) for edge in step.edges)
    return FlowStep(step.type, named(step, view), " · ".join(filter(None, parts)), ways, f"#step-{step.key}")


def named(step: Step, view: View) -> str:
    """Return a step's title after its number."""
    title = view.tr(step.title)
    return f"{step.number} {title}" if step.number else title


def _ways(flow: Flow, step: Step, view: View) -> tuple[tuple[str, str, str], ...]:
    """Return key, name and condition of where a step leads."""
    return tuple((edge.to, named(flow.by_key[edge.to], view), view.tr(edge.label)) for edge in step.edges)


def _finding(flow: Flow, view: View) -> str:
    """Say which forms the flow takes and who decides in it."""
    words = view.words
    forms = tuple(dict.fromkeys(form for step in flow.steps if (form := view.tr(step.form))))
    deciders = tuple(dict.fromkeys(who for step in flow.steps if (who := view.tr(step.approver))))
    parts = []
    if forms:
        parts.append(view.tr(N_("Forms: {list}."), list=forms))
    if deciders:
        parts.append(view.tr(N_("Approval by: {list}."), list=deciders))
    return words.gap.join(parts) or view.tr(N_("No step needs a form or an approval."))
