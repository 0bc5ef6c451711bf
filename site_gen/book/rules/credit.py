"""Shipping over a customer's credit limit needs a post-dated cheque and a payment promise (S23.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_gen.book.batches import open_credit, orders_of, shipped
from site_gen.book.book import Book
from site_gen.book.rules.breach import breach, plain
from site_gen.diagnostics import Diagnostic


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG909` for each shipment after which the open credit of its customer is over the limit."""
    for customer in book.customers.values():
        limit = customer.credit_limit
        if limit is None:
            continue
        for order in orders_of(book, customer.id):
            for n, row in shipped(book, order):
                used = open_credit(book, customer.id, row.shipped_on)
                if used > limit and not (row.cheque and row.promise):
                    person = book.projects[order.project].owner
                    words: dict[str, Any] = {
                        "used": plain(used),
                        "limit": plain(limit),
                        "unit": book.config.money.unit,
                    }
                    yield breach("SG909", order, f"shipments[{n}].shipped_on", person=person, **words)
