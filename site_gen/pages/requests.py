"""Requests: what waits for whose approval, the register, and a page per request (S23.9–S23.12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.book.requests import RequestState, approval_of
from site_gen.config.flows import flows
from site_gen.locale.text import N_, NC_
from site_gen.measures.requests import requests, state_of
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.facts import facts
from site_gen.pages.names import record_name
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import Request

_FACTS = (
    "type",
    "customer",
    "project",
    "order",
    "owner",
    "date",
    "amount",
    "quality_issue",
    "appraisal",
    "care",
    "received_on",
    "new_order",
    "done_on",
)
#: The flow that a type of request goes through, when the team has it.
_FLOWS = {
    "return": "returns",
    "exchange": "returns",
    "sample": "samples",
    "gift": "samples",
    "goods": "samples",
    "survey_budget": "erp-survey",
}


def pages(book: Book) -> Iterator[Page]:
    """Yield the register and one page per request."""
    yield Page(
        url=addresses.REQUESTS,
        template="requests.html",
        title=_register,
        build=_build_list,
        section="requests",
        paper="landscape",
    )
    for request in book.requests.values():
        yield Page(
            url=addresses.record("request", request.id),
            template="request.html",
            title=partial(_title, request),
            build=partial(_build, request),
            section="requests",
            crumbs=((addresses.REQUESTS, _register),),
        )


def _register(view: View) -> str:
    return view.tr(NC_("record", "Requests"))


def _title(request: Request, view: View) -> str:
    return view.tr(N_("Request: {name}"), name=record_name(request, view.book, view.words))


def _build_list(view: View) -> Mapping[str, Any]:
    found = requests(view.book, COMPANY)
    return {
        "requests": found,
        "rows": (*found.waiting, *found.approved, *found.closed),
        "finding": _finding(view),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View) -> str:
    words, found = view.words, requests(view.book, COMPANY)
    if not (found.waiting or found.approved or found.closed):
        return view.tr(N_("No request has been recorded yet."))
    if not found.waiting:
        parts = [view.tr(N_("No request waits for approval."))]
    else:
        first = found.waiting[0]
        text = N_("Waiting for approval: {count}; the longest for {days} days, for {role}.")
        role = words.label("approver", first.waits_for)
        parts = [view.tr(text, count=len(found.waiting), days=words.num(first.days), role=role)]
    if found.approved:
        parts.append(view.tr(N_("Approved and not carried out: {count}."), count=len(found.approved)))
    return words.gap.join(parts)


def _build(request: Request, view: View) -> Mapping[str, Any]:
    book = view.book
    state = state_of(book, request.id)
    flow = flows(book.config).get(_FLOWS.get(request.type, ""))
    others = book.requests_of_customer.get(request.customer, ())
    return {
        "request": request,
        "state": state,
        "chain": approval_of(book.config, request),
        "facts": facts(view, request, _FACTS),
        "flow": flow,
        "others": [one for one in others if one is not request],
        "warnings": problems_of(book, request),
        "finding": _state_finding(view, state),
    }


def _state_finding(view: View, state: RequestState) -> str:
    words = view.words
    match state.status:
        case "rejected":
            level = next(one for one in state.levels if one.state == "rejected")
            text = N_("Rejected by {role} on {date}.")
            return view.tr(text, role=words.label("approver", level.role), date=words.date(level.on))
        case "done":
            return view.tr(N_("Approved and carried out on {date}."), date=words.date(state.done_on))
        case "approved":
            return view.tr(N_("Approved at every level, not carried out yet."))
    names = tuple(view.book.name_of(who) for who in state.holders)
    role = words.label("approver", state.waits_for)
    who = view.tr(N_("{role} ({names})"), role=role, names=names) if names else role
    text = N_("Waits for {role} for {days} days; level {level} of {levels}.")
    number = 1 + next(n for n, one in enumerate(state.levels) if one.state == "waiting")
    return view.tr(text, role=who, days=words.num(state.days), level=number, levels=len(state.levels))
