"""Who is lost neither orders nor is lost again before having come back (S31)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from site_gen.book.book import Book
from site_gen.book.churn import is_away
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Churn


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG960` and `SG961` for a loss with a later order or visit, `SG964` for a loss on top of a loss."""
    for customer, churns in book.churns_of_customer.items():
        owner = book.customers[customer].owner if customer in book.customers else ""
        for before, after in pairwise(churns):
            if before.returned_on is None or before.returned_on > after.lost_on:
                first, other = before.lost_on, before.id
                yield breach("SG964", after, "lost_on", person=owner, first=first, other=other)
        for churn in churns:
            if is_away(churn, book.as_of) and churn.returned_on is None:
                yield from _since(book, churn, owner)


def _since(book: Book, churn: Churn, owner: str) -> Iterator[Diagnostic]:
    projects = book.projects_of_customer.get(churn.customer, ())
    orders = [order for project in projects for order in book.orders_of_project.get(project.id, ())]
    signed = [o.signed_on for o in orders if o.signed_on and churn.lost_on < o.signed_on <= book.as_of]
    if signed:
        yield breach("SG960", churn, "lost_on", person=owner, lost=churn.lost_on, signed=min(signed))
        return
    visits = book.visits_of_customer.get(churn.customer, ())
    made = [v.date for v in visits if v.status == "done" and churn.lost_on < v.date <= book.as_of]
    if made:
        lost, last = churn.lost_on, max(made)
        yield breach("SG961", churn, "lost_on", person=owner, lost=lost, count=len(made), last=last)
