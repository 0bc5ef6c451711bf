"""The three gates around a bid and its contract: information, review, result (S11.4).

What is asked for, and by when: the information on a bid by the day of the bid, the review of a contract by the day it
is signed, the result of a bid after its day; for the result no number of days is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from unicodedata import normalize

from msgspec import Struct

from site_gen.book.book import Book
from site_gen.book.trace import as_value
from site_gen.records import Bid, ContractReview, Order

#: States of a gate in which something went wrong.
BREACHES = frozenset({"late", "missing", "incomplete", "rejected"})
#: From the worst to the best; of several contracts the worst speaks for the project.
_WORST = ("rejected", "missing", "late", "held", "done", "due", "none")


class Gate(Struct, frozen=True):
    """One gate on the day of the figures.

    Attributes:
        state: `done` in time; `late` done after its day; `missing` not done and its day has passed; `incomplete` a
            result that says too little; `rejected` signed although the review said no; `held` rejected and not
            signed; `due` still to come; `none` not asked for.
        day: the day it was done, when known.
    """

    state: str
    day: date | None = None

    @property
    def is_breach(self) -> bool:
        """Whether something went wrong."""
        return self.state in BREACHES


class Signing(Struct, frozen=True):
    """A contract that was signed, or one that was reviewed and is still to be signed.

    Attributes:
        project: id of its project.
        order: id of the order record; empty when only a review tells of the contract.
        review: id of the review that counts; empty for none.
        signed_on: the day it was signed; `None` when it is not signed or the day is not known.
        gate: whether it was reviewed before that.
    """

    project: str
    order: str
    review: str
    signed_on: date | None
    gate: Gate


def result_of(book: Book, bid: Bid) -> str:
    """Return the result of a bid known by `book.as_of`: `won`, `lost`, `void`, or empty."""
    return bid.result if bid.bid_date <= book.as_of and _by(bid.result_submitted_on, book.as_of) else ""


def _by(day: date | None, last: date) -> bool:
    """Whether something happened by a day; what has no day has happened."""
    return day is None or day <= last


def information_gate(book: Book, bid: Bid) -> Gate:
    """Tell whether the information on a bid was handed in by the day of the bid."""
    day = bid.submitted_on
    if day is not None and day <= book.as_of:
        return Gate("late" if day > bid.bid_date else "done", day)
    return Gate("missing" if book.as_of > bid.bid_date else "due")


def result_gate(book: Book, bid: Bid) -> Gate:
    """Tell whether the result of a bid was given and explained."""
    result = result_of(book, bid)
    if not result:
        return Gate("missing" if book.as_of > bid.bid_date else "due")
    return Gate("incomplete" if lacking(bid, result) else "done", bid.result_submitted_on)


def lacking(bid: Bid, result: str) -> tuple[str, ...]:
    """Return the fields that the result of a bid should have and does not; a void bid needs none (S11.3)."""
    wanted = {"won": ("analysis",), "lost": ("bidders", "analysis")}.get(result, ())
    return tuple(name for name in wanted if not bid.has(name))


def review_gate(book: Book, bid: Bid) -> Gate:
    """Tell whether the contracts of the bid's project were reviewed before they were signed."""
    found = sorted((s.gate for s in signings(book, bid.project)), key=lambda gate: _WORST.index(gate.state))
    if found:
        return found[0]
    return Gate("due" if result_of(book, bid) == "won" else "none")


@as_value
def reviewed_since(book: Book) -> date | None:
    """Return the day of the team's first contract review; contracts signed before it needed none."""
    days = [review.date for review in book.contract_reviews.values() if review.date <= book.as_of]
    return min(days, default=None)


def signings(book: Book, project: str) -> tuple[Signing, ...]:
    """Return the contracts of a project: one per order, then those that only a review tells of.

    A review belongs to the order with its contract number; where one of the two has no number, to any order.
    """
    reviews = [r for r in book.contract_reviews_of_project.get(project, ()) if r.date <= book.as_of]
    orders = [o for o in book.orders_of_project.get(project, ()) if _by(o.signed_on, book.as_of)]
    found, used = [], set[str]()
    for order in orders:
        mine = _reviews_of(order, reviews)
        used |= {review.id for review in mine}
        found.append(_signing(book, project, order, mine))
    found += [_signing(book, project, None, group) for group in _groups(reviews, used)]
    return tuple(found)


def _reviews_of(order: Order, reviews: Sequence[ContractReview]) -> list[ContractReview]:
    number = _number(order.contract_no)
    same = [review for review in reviews if number and _number(review.contract_no) == number]
    return same or [review for review in reviews if not (number and review.contract_no)]


def _number(text: str) -> str:
    return normalize("NFKC", text).casefold().strip()


def _groups(reviews: Sequence[ContractReview], used: set[str]) -> Iterator[list[ContractReview]]:
    """Yield the reviews that belong to no order, those with one contract number together."""
    found: dict[str, list[ContractReview]] = {}
    for review in reviews:
        if review.id not in used:
            found.setdefault(_number(review.contract_no), []).append(review)
    yield from found.values()


def _signing(book: Book, project: str, order: Order | None, reviews: Sequence[ContractReview]) -> Signing:
    """Judge one contract by the last review up to its signing, else by the first one after it."""
    told = [r.sign_date for r in reviews if r.sign_date is not None and r.sign_date <= book.as_of]
    day = order.signed_on if order and order.signed_on else max(told, default=None)
    signed = order is not None or day is not None
    before = [review for review in reviews if day is None or review.date <= day]
    review = before[-1] if before else reviews[0] if reviews else None
    number = order.id if order else ""
    if review is None:
        return Signing(project, number, "", day, Gate(_unreviewed(book, day)))
    if not before:
        state = "late"
    elif review.result == "reject":
        state = "rejected" if signed else "held"
    else:
        state = "done"
    return Signing(project, number, review.id, day, Gate(state, review.date))


def _unreviewed(book: Book, day: date | None) -> str:
    since = reviewed_since(book)
    if since is None or (day is not None and day < since):
        return "none"
    return "missing" if day is not None else "due"
