"""Follow-up items of visits: what was promised, by whom, and whether it is late (S5.7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.trace import ALL, note, unseen
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Visit
from site_gen.records.rows import FollowUp


class FollowUpItem(Struct, frozen=True):
    """One promise.

    Attributes:
        visit: id of the visit it was made on.
        position: 0-based position among the visit's follow-ups.
        customer: customer id.
        project: project id, may be empty.
        who: id of the person or contact who promised.
        what: the text.
        when: due day.
        done: whether it was done by the day asked about, as a rule that of the figures.
        done_on: the day it was done, when written.
        ours: whether one of our people (dealer or manufacturer) promised; else the customer did.
        in_time: done, and not after the due day (a done item without a day is taken to be in time).
        overdue_days: days past due of an open item; 0 when it is done or not yet due.
    """

    visit: str
    position: int
    customer: str
    project: str
    who: str
    what: str
    when: date
    done: bool
    done_on: date | None
    ours: bool
    in_time: bool
    overdue_days: int

    @property
    def id(self) -> str:
        """The visit and the position, `2026-11-18-heng-li#0`: promises have no file of their own."""
        return f"{self.visit}#{self.position}"


class FollowUps(Struct, frozen=True):
    """All promises of a scope (S5.7).

    Attributes:
        items: every promise made by the day of the figures, by due day, visit and position.
        open: those not done.
        overdue: open ones past their day, the oldest first.
        in_time: promises done in time over promises due by the day of the figures, ours only.
    """

    AS_IDS: ClassVar = ("items", "overdue")

    items: tuple[FollowUpItem, ...]
    open: tuple[FollowUpItem, ...]
    overdue: tuple[FollowUpItem, ...]
    in_time: Ratio


@per_book
def items_of(book: Book, visit: str) -> tuple[FollowUpItem, ...]:
    """Return the promises made on one visit, in the order of its record."""
    return _items(book, book.visits[visit])


def _items(book: Book, visit: Visit) -> tuple[FollowUpItem, ...]:
    rows = enumerate(visit.follow_ups)
    return tuple(_item(book, visit, position, row, book.as_of) for position, row in rows)


@per_book
def _everything(book: Book) -> dict[str, list[tuple[int, FollowUpItem]]]:
    """The promises of all visits up to the day of the figures, by visit, each with its place among all."""
    found: dict[str, list[tuple[int, FollowUpItem]]] = {}
    for place, item in enumerate(_sorted(book, book.visits.values())):
        found.setdefault(item.visit, []).append((place, item))
    return found


def _sorted(book: Book, visits: Iterable[Visit]) -> list[FollowUpItem]:
    items = [i for v in visits if v.follow_ups and v.date <= book.as_of for i in _items(book, v)]
    items.sort(key=_due_order)
    return items


def _items_of_scope(book: Book, scope: Scope) -> list[FollowUpItem]:
    """Return the promises of a scope in order; those of large scopes are sorted by their places among all."""
    visits = scope.visits(book)
    if scope.kind == "person":
        return _sorted(book, visits)
    # Who is one of ours is the only thing an item takes from elsewhere than its visit.
    note("person", ALL)
    with unseen():
        everything = _everything(book)
    placed = [one for visit in visits for one in everything.get(visit.id, ())]
    placed.sort()
    return [item for _, item in placed]


def _done(row: FollowUp, day: date) -> bool:
    return row.done and (row.done_on is None or row.done_on <= day)


def _item(book: Book, visit: Visit, position: int, row: FollowUp, day: date) -> FollowUpItem:
    """Return a promise as it stood in the evening of `day`."""
    done = _done(row, day)
    return FollowUpItem(
        visit=visit.id,
        position=position,
        customer=visit.customer,
        project=visit.project,
        who=row.who,
        what=row.what,
        when=row.when,
        done=done,
        done_on=row.done_on if done else None,
        ours=row.who in book.people,
        in_time=done and (row.done_on is None or row.done_on <= row.when),
        overdue_days=0 if done else max((day - row.when).days, 0),
    )


def _due_order(item: FollowUpItem) -> tuple[int, str, int]:
    """Sort by due day, visit and position; a day's number compares faster than the day."""
    return item.when.toordinal(), item.visit, item.position


@per_book
def overdue_items(book: Book, scope: Scope) -> tuple[FollowUpItem, ...]:
    """Return the open promises of the scope's visits that are past their day, the oldest first."""
    return overdue_on(book, scope, book.as_of)


@per_book
def overdue_on(book: Book, scope: Scope, day: date) -> tuple[FollowUpItem, ...]:
    """Return the promises that were overdue in the evening of `day`, as they stood then, the oldest first.

    What is done without a day counts as done already, for nobody knows how long it was open.
    """
    day = min(day, book.as_of)
    found = [
        _item(book, visit, position, row, day)
        for visit in scope.visits(book)
        if visit.follow_ups and visit.date <= day
        for position, row in enumerate(visit.follow_ups)
        if row.when < day and not _done(row, day)
    ]
    return tuple(sorted(found, key=_due_order))


@measure(
    "S5.7",
    "follow-ups",
    N_("Follow-up items"),
    N_(
        "Everything promised on visits and calls. An item is overdue from the day after its due day until it "
        "is ticked done. In time: our items done by their due day divided by our items due so far; an item "
        "ticked done without a day counts as in time."
    ),
    unit="count",
    source="S5.7",
)
def follow_ups(book: Book, scope: Scope) -> FollowUps:
    """List the promises of the scope's visits (S5.7)."""
    items = _items_of_scope(book, scope)
    due = [item for item in items if item.ours and item.when <= book.as_of]
    return FollowUps(
        items=tuple(items),
        open=tuple(item for item in items if not item.done),
        overdue=tuple(item for item in items if item.overdue_days > 0),
        in_time=Ratio.of(sum(item.in_time for item in due), len(due)),
    )
