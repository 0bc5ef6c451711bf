"""A loss says why and what is done about it, and comes before the return (S31.2, S31.3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book.book import Book
from site_gen.book.churn import CAUSE_DAYS, is_away
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Churn


def checkers(book: Book) -> Checkers:
    """`SG962` and `SG963` for records of churn."""
    return {"churn": partial(_churn, book)}


def _churn(book: Book, churn: Churn) -> Iterator[Diagnostic]:
    owner = _owner(book, churn)
    if churn.returned_on is not None and churn.returned_on < churn.lost_on:
        back, lost = churn.returned_on, churn.lost_on
        yield breach("SG962", churn, "returned_on", person=owner, back=back, lost=lost)
    if not is_away(churn, book.as_of) or (book.as_of - churn.lost_on).days <= CAUSE_DAYS:
        return
    for name in ("root_cause", "remedies"):
        if not getattr(churn, name):
            label = label_of(churn, name)
            days_since = (book.as_of - churn.lost_on).days
            yield breach(
                "SG963", churn, "lost_on", person=owner, label=label, days=days_since, limit=CAUSE_DAYS
            )


def _owner(book: Book, churn: Churn) -> str:
    customer = book.customers.get(churn.customer)
    return customer.owner if customer else ""
