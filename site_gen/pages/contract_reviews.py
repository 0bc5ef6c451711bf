"""Contract reviews: form, reviewers, opinions, result, and whether they came before the signing (S11.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.book.gates import Signing, reviewed_since, signings
from site_gen.locale.text import N_
from site_gen.measures.gates import bid_gates
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.names import record_name
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import ContractReview


def pages(book: Book) -> Iterator[Page]:
    """Yield the list and one page per review."""
    yield Page(
        url=addresses.CONTRACTS,
        template="contract_reviews.html",
        title=_list_title,
        build=_build_list,
        section="bids",
        crumbs=((addresses.BIDS, _bids),),
        paper="landscape",
    )
    for review in book.contract_reviews.values():
        yield Page(
            url=addresses.record("contract_review", review.id),
            template="contract_review.html",
            title=partial(_title, review),
            build=partial(_build, review),
            section="bids",
            crumbs=((addresses.BIDS, _bids), (addresses.CONTRACTS, _list_title)),
        )


def _bids(view: View) -> str:
    return view.tr(N_("Bids"))


def _list_title(view: View) -> str:
    return view.tr(N_("Contract reviews"))


def _title(review: ContractReview, view: View) -> str:
    return view.tr(N_("Contract review: {name}"), name=record_name(review, view.book, view.words))


def _build_list(view: View) -> Mapping[str, Any]:
    found = bid_gates(view.book, COMPANY)
    rows = sorted(
        (signing for signing in found.contracts if signing.review or signing.gate.state != "none"),
        key=partial(_newest, view.book),
    )
    return {
        "gates": found,
        "rows": rows,
        "since": reviewed_since(view.book),
        "finding": _finding(view),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _newest(book: Book, row: Signing) -> tuple[int, str, str]:
    review = book.contract_reviews.get(row.review)
    day = row.signed_on or (review.date if review else None)
    return (-day.toordinal() if day else 0, row.project, row.order or row.review)


def _finding(view: View) -> str:
    book, words = view.book, view.words
    found = bid_gates(book, COMPANY)
    if reviewed_since(book) is None:
        return view.tr(
            N_("No contract review has been recorded yet; from the first one on every contract is checked.")
        )
    late = sum(signing.gate.is_breach for signing in found.contracts)
    waiting = sum(signing.gate.state == "held" for signing in found.contracts)
    parts = [
        view.tr(
            N_("Reviewed in time before signing: {share} of {count} contracts."),
            share=words.percent(found.reviewed.percent),
            count=words.num(found.reviewed.denominator),
        )
    ]
    if late:
        parts.append(view.tr(N_("Signed without a valid review: {count}."), count=late))
    if waiting:
        parts.append(view.tr(N_("Rejected and not signed: {count}."), count=waiting))
    return ("" if words.chinese else " ").join(parts)


def _build(review: ContractReview, view: View) -> Mapping[str, Any]:
    book = view.book
    others = book.contract_reviews_of_project.get(review.project, ())
    found = signings(book, review.project)
    # An earlier review of the same contract is not the one that counts, yet it belongs to that contract.
    signing = next((s for s in found if s.review == review.id), None)
    return {
        "review": review,
        "project": book.projects[review.project],
        "signing": signing,
        "others": [other for other in others if other is not review],
        "bids": book.bids_of_project.get(review.project, ()),
        "warnings": problems_of(book, review),
        "finding": _review_finding(view, review, signing),
    }


def _review_finding(view: View, review: ContractReview, signing: Signing | None) -> str:
    words = view.words
    args = {"result": words.label("review_result", review.result), "date": words.date(review.date)}
    parts = [view.tr(N_("{result} on {date}."), **args)]
    if signing is None:
        parts.append(view.tr(N_("Another review of this project decides.")))
    elif signing.signed_on is None:
        parts.append(view.tr(N_("The contract is not signed yet.")))
    else:
        text = {
            "late": N_("The contract had been signed before, on {day}."),
            "rejected": N_("The contract was signed all the same, on {day}."),
        }.get(signing.gate.state, N_("The contract was signed on {day}."))
        parts.append(view.tr(text, day=words.date(signing.signed_on)))
    return ("" if words.chinese else " ").join(parts)
