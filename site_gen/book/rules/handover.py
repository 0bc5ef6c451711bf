"""What somebody who has left still stands for, and amounts that can only be in another unit (S1.14)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, plain
from site_gen.diagnostics import Diagnostic
from site_gen.records import Customer, Project, Visit

#: An amount so many times what the team calls big, and of so much currency, was typed in another unit.
_TIMES_BIG, _LEAST = 100, Decimal(10**8)


def checkers(book: Book) -> Checkers:
    """`SG684` for open projects, planned visits and customers, `SG685` for the amount of a project."""
    money = book.config.money
    most = max(book.config.thresholds.big_deal_amount * _TIMES_BIG, _LEAST / money.factor)

    def left(record: Project | Visit | Customer) -> Iterator[Diagnostic]:
        person = book.people.get(record.owner)
        if person and person.left and person.left < book.as_of:
            yield breach("SG684", record, "owner", name=person.name, date=person.left)

    def project(record: Project) -> Iterator[Diagnostic]:
        if record.stage in book.config.open_keys:
            yield from left(record)
        if record.amount and record.amount > most:
            meant: dict[str, Any] = {}
            if money.factor > 1:
                meant["suggestion"] = plain(record.amount / money.factor)
            yield breach("SG685", record, "amount", value=plain(record.amount), unit=money.unit, **meant)

    def visit(record: Visit) -> Iterator[Diagnostic]:
        if record.date > book.as_of and record.status != "cancelled":
            yield from left(record)

    return {"project": project, "visit": visit, "customer": left}
