"""Requests are approved level by level by those whose turn it is, and only then carried out (S23.9–S23.12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_gen.book.book import Book
from site_gen.book.requests import (
    approval_of,
    decided,
    depends_on_amount,
    depends_on_quality,
    holders,
    request_state,
)
from site_gen.book.rules.breach import Checkers, breach, plain
from site_gen.config.flow import Approval
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Label, Text, filled
from site_gen.records import Request

_NO_ROLE = N_("the role is not in its chain")
_OTHERS = N_("the role is held by {names}")
_WAITS = N_("it waits for {role}")
_REJECTED = N_("it was rejected")
_SELF = N_("the applicant cannot approve the own request")
#: What is inspected before it is decided (S23.10).
_INSPECTED = frozenset({"return", "exchange"})


def checkers(book: Book) -> Checkers:
    """`SG912` to `SG919`."""

    def check(request: Request) -> Iterator[Diagnostic]:
        chain = approval_of(book.config, request)
        yield from _missing(book, request, chain)
        yield from _order(book, request, chain)
        yield from _wrong(book, request, chain)
        state = request_state(book, request)
        if state.done_on and state.status in {"waiting", "rejected"}:
            role = _role(book, state.waits_for) if state.waits_for else Label.of("")
            words: Text = filled(_WAITS, role=role) if state.waits_for else _REJECTED
            yield breach("SG916", request, "done_on", date=state.done_on, state=words)

    return {"request": check}


def _role(book: Book, key: str) -> Label:
    roles = book.config.vocabularies["approver"]
    return roles.entry(key).label if key in roles else Label.of(key)


def _missing(book: Book, request: Request, chain: Approval) -> Iterator[Diagnostic]:
    """What decides who approves, and what goes with the request."""
    if request.quality_issue is None and depends_on_quality(book.config, request):
        yield breach("SG919", request, "type")
    if request.amount is None and depends_on_amount(book.config, request):
        yield breach("SG918", request, "type")
    if request.type in _INSPECTED and request.approvals and not request.appraisal:
        yield breach("SG915", request, "approvals[0].role")
    if chain.care and not request.care:
        limit = plain(chain.above) if chain.above is not None else "0"
        yield breach("SG917", request, "amount", limit=limit, unit=book.config.money.unit)


def _order(book: Book, request: Request, chain: Approval) -> Iterator[Diagnostic]:
    """Nobody decides before those before have decided, nor before it was asked for."""
    for n, row in enumerate(request.approvals):
        if row.on < request.date:
            role = _role(book, row.role)
            yield breach("SG914", request, f"approvals[{n}].on", role=role, date=row.on, asked=request.date)
        before = chain.chain[: chain.chain.index(row.role)] if row.role in chain.chain else ()
        for earlier in before:
            if decided(request, earlier, row.on) is None:
                names: dict[str, Any] = {"role": _role(book, row.role), "other": _role(book, earlier)}
                yield breach("SG912", request, f"approvals[{n}].on", date=row.on, **names)
                break


def _wrong(book: Book, request: Request, chain: Approval) -> Iterator[Diagnostic]:
    roles = tuple(_role(book, key) for key in chain.chain)
    for n, row in enumerate(request.approvals):
        known = holders(book.config, row.role)
        state: Text | None = None
        if row.role not in chain.chain:
            state = _NO_ROLE
        elif known and row.who and row.who not in known:
            state = filled(_OTHERS, names=tuple(book.name_of(who) for who in known))
        elif row.who and row.who == request.owner:
            state = _SELF
        if state:
            args: dict[str, Any] = {
                "role": _role(book, row.role),
                "name": book.name_of(row.who) if row.who else "–",
            }
            yield breach("SG913", request, f"approvals[{n}].role", state=state, chain=roles, **args)
