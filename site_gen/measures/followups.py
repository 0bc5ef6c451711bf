"""Follow-up items of visits: what was promised, by whom, and whether it is late (S5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.registry import measure, per_book
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Visit
from site_gen.records.rows import FollowUp


@dataclass(frozen=True, slots=True)
class FollowUpItem:
    """One promise.

    Attributes:
        visit: id of the visit it was made on.
        position: 0-based position among the visit's follow-ups.
        customer: customer id.
        project: project id, may be empty.
        who: id of the person or contact who promised.
        what: the text.
        when: due day.
        done: whether it was done by the day of the figures.
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


@dataclass(frozen=True, slots=True)
class FollowUps:
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
def _items(book: Book, visit: str) -> tuple[FollowUpItem, ...]:
    record = book.visits[visit]
    return tuple(_item(book, record, position, row) for position, row in enumerate(record.follow_ups))


def _item(book: Book, visit: Visit, position: int, row: FollowUp) -> FollowUpItem:
    done = row.done and (row.done_on is None or row.done_on <= book.as_of)
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
        overdue_days=0 if done else max((book.as_of - row.when).days, 0),
    )


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
    items = [
        i for v in scope.visits(book) if v.follow_ups and v.date <= book.as_of for i in _items(book, v.id)
    ]
    items.sort(key=lambda item: (item.when, item.visit, item.position))
    due = [item for item in items if item.ours and item.when <= book.as_of]
    return FollowUps(
        items=tuple(items),
        open=tuple(item for item in items if not item.done),
        overdue=tuple(item for item in items if item.overdue_days > 0),
        in_time=Ratio.of(sum(item.in_time for item in due), len(due)),
    )
