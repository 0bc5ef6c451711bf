"""The order targets of a scope and period (S27.1); what falls to single days is in `site_gen.book.shares`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.withheld import is_seen
from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.members import members_on
from site_gen.measures.scope import Scope
from site_gen.records import Person
from site_gen.records.rows import MonthTarget

NO_TARGET_FOR_CUT = N_("Targets are set per salesperson, so this cut has none.")
NO_TARGET = N_("No order target is written for this period.")
LEFT_OUT = N_("Targets are left out for this audience.")


class Goal(Struct, frozen=True):
    """A target of a scope for a period.

    Attributes:
        orders: order target, money units; `None` when there is none.
        stretch: stretch target (months without one count with their order target); `None` as above.
        targets: ids of the target records it is the sum of.
        reason: why there is none, else `None`.
    """

    orders: Decimal | None
    stretch: Decimal | None
    targets: tuple[str, ...]
    reason: Msg | None


@per_book
def _months(book: Book) -> dict[tuple[str, int, int], list[tuple[str, MonthTarget]]]:
    """(owner, year, month) to the rows of that month with the ids of their records."""
    found: dict[tuple[str, int, int], list[tuple[str, MonthTarget]]] = {}
    for target in book.targets.values():
        for row in target.months:
            found.setdefault((target.owner, target.year, row.month), []).append((target.id, row))
    return found


def has_targets(scope: Scope) -> bool:
    """Whether targets can be asked for in this scope: people, teams, company, and months of the company."""
    return scope.kind in {"company", "team", "person", "month"}


def members(book: Book, scope: Scope, month: MonthOf) -> tuple[Person, ...]:
    """Return whose targets of a month the scope sums up, by id: of a team those in it on the first of the month."""
    if scope.kind != "team":
        return scope.people(book)
    people = members_on(book, scope.id, month.start)
    return tuple(person for one in people for person in Scope("person", one).people(book))


def goal(book: Book, scope: Scope, start: date, end: date) -> Goal:
    """Return the sum of the months' targets of the scope's people in `[start, end)`, whole months."""
    if not has_targets(scope):
        return Goal(None, None, (), NO_TARGET_FOR_CUT)
    month, last = MonthOf.of(start), MonthOf.of(end)
    rows: list[tuple[str, MonthTarget]] = []
    known = _months(book)
    while month < last:
        for person in members(book, scope, month):
            rows.extend(known.get((person.id, month.year, month.month), ()))
        month = month.shift(1)
    if not rows:
        return Goal(None, None, (), NO_TARGET if is_seen(book.audience, "target") else LEFT_OUT)
    orders = sum((row.orders for _, row in rows), Decimal(0))
    stretch = sum((row.orders if row.stretch is None else row.stretch for _, row in rows), Decimal(0))
    return Goal(orders, stretch, tuple(sorted({ident for ident, _ in rows})), None)
