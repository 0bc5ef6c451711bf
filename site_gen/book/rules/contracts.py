"""Contracts are reviewed before they are signed; a bid, its contract and its project agree (S11.2, S11.4)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.gates import Signing, result_of, signings
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Text, filled
from site_gen.records import Project, Record

_STATES: dict[str, Text] = {
    "missing": N_("there is no review of it"),
    "late": N_("it was reviewed only on {date}"),
    "rejected": N_("the review of {date} had rejected it"),
}


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG642`, `SG643` and `SG645`; whether a project has orders, bids and reviews, none of them says."""
    for ident in sorted({*book.orders_of_project, *book.contract_reviews_of_project}):
        project = book.projects.get(ident)
        if project:
            for signing in signings(book, ident):
                yield from _signing(book, project, signing)
    for ident in sorted(book.bids_of_project):
        project = book.projects.get(ident)
        if project:
            yield from _outcome(book, project)


def _signing(book: Book, project: Project, signing: Signing) -> Iterator[Diagnostic]:
    order, review = book.orders.get(signing.order), book.contract_reviews.get(signing.review)
    seen: Record | None = order or review
    if seen and signing.gate.is_breach and signing.signed_on:
        state = filled(_STATES[signing.gate.state], date=signing.gate.day)
        field = "signed_on" if order else "sign_date"
        yield breach("SG642", seen, field, person=project.owner, date=signing.signed_on, state=state)
    if order and review and order.signed_on and review.sign_date not in (None, order.signed_on):
        days = {"value": review.sign_date, "other": order.signed_on}
        others = (order.place("signed_on"),)
        yield breach("SG645", review, "sign_date", person=project.owner, others=others, **days)


def _outcome(book: Book, project: Project) -> Iterator[Diagnostic]:
    """Compare the last decided bid of a project with its stage; a later bid may still mend a lost one."""
    bids = book.bids_of_project[project.id]
    decided = [bid for bid in bids if result_of(book, bid) in {"won", "lost"}]
    if not decided:
        return
    last, stage = decided[-1], book.config.stage(project.stage)
    contrary = {"won": "lost", "lost": "won"}[last.result]
    undecided = last is not bids[-1] and not result_of(book, bids[-1])
    if stage.counts_as == contrary and not undecided:
        shown = book.config.vocabularies["bid_result"].entry(last.result).label
        others = (project.place("stage"),)
        yield breach(
            "SG643", last, "result", person=project.owner, others=others, result=shown, stage=stage.label
        )
