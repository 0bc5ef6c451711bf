"""Orders and their project agree: what is signed is won, and no more is to be paid than was agreed (S34.7)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, plain
from site_gen.diagnostics import Diagnostic
from site_gen.records import Order


def checkers(book: Book) -> Checkers:
    """`SG682` for payments above the contract, `SG683` for a signed order whose project is not won."""

    def check(order: Order) -> Iterator[Diagnostic]:
        project = book.projects.get(order.project)
        person = project.owner if project else ""
        total = sum((row.amount for row in order.payments), Decimal(0))
        if total > order.amount:
            field = f"payments[{len(order.payments) - 1}].amount"
            sums: dict[str, Any] = {"sum": plain(total), "amount": plain(order.amount)}
            yield breach("SG682", order, field, person=person, **sums)
        signed = order.signed_on
        if project and signed and signed <= book.as_of and project.stage not in book.config.won_keys:
            stage = book.config.stage(project.stage).label
            others = [project.place("stage")]
            yield breach("SG683", order, "signed_on", person=person, others=others, date=signed, stage=stage)

    return {"order": check}
