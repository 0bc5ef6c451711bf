"""What was promised on visits, by customer, project and person, with links to where it was promised (S5.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.measures.followups import FollowUpItem, follow_ups, items_of
from site_gen.measures.scope import COMPANY
from site_gen.pages.view import View
from site_gen.pages.visit_names import visit_link
from site_gen.records import Visit
from site_gen.records.rows import FollowUp

#: By due day, then as they were agreed.
_ORDER = attrgetter("when", "visit", "position")


class Promise(Struct, frozen=True):
    """A follow-up item as lists show it.

    Attributes:
        item: the item.
        source: link to the visit it was agreed on.
    """

    item: FollowUpItem
    source: Markup

    @property
    def what(self) -> str:
        """What was promised."""
        return self.item.what

    @property
    def who(self) -> str:
        """Id of the person or contact who promised it."""
        return self.item.who

    @property
    def when(self) -> date:
        """The day it is due."""
        return self.item.when

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.item.done

    @property
    def done_on(self) -> date | None:
        """The day it was done, when written down."""
        return self.item.done_on


@per_book
def by_customer(book: Book) -> Mapping[str, tuple[FollowUpItem, ...]]:
    """Return all follow-up items by customer id, by due day."""
    return _grouped(book, "customer")


@per_book
def by_who(book: Book) -> Mapping[str, tuple[FollowUpItem, ...]]:
    """Return all follow-up items by the id of the person or contact who promised, by due day."""
    return _grouped(book, "who")


def of_visit(book: Book, visit: Visit) -> tuple[FollowUpItem | FollowUp, ...]:
    """Return the follow-up items of one visit by due day; of a visit still to come as they stand in its record."""
    if not visit.follow_ups or visit.date > book.as_of:
        return visit.follow_ups
    return tuple(sorted(items_of(book, visit.id), key=_ORDER))


@per_book
def open_of_customer(book: Book, customer: str) -> tuple[FollowUpItem, ...]:
    """Return the open items of the visits to one customer, by due day."""
    items = items_of_visits(book, book.visits_of_customer.get(customer, ()))
    return tuple(item for item in items if not item.done)


@per_book
def open_of_project(book: Book, project: str) -> tuple[FollowUpItem, ...]:
    """Return the open items of the visits for one project, to whichever customer, by due day."""
    items = items_of_visits(book, book.visits_of_project.get(project, ()))
    return tuple(item for item in items if not item.done)


def items_of_visits(book: Book, visits: Iterable[Visit]) -> list[FollowUpItem]:
    """Return the items of those of some visits that have been, by due day."""
    been = (visit for visit in visits if visit.follow_ups and visit.date <= book.as_of)
    return sorted((item for visit in been for item in items_of(book, visit.id)), key=_ORDER)


def promises(view: View, items: Iterable[FollowUpItem]) -> list[Promise]:
    """Return items with links to the visits they were made on."""
    visits = view.book.visits
    return [Promise(item, visit_link(view, visits[item.visit])) for item in items]


def _grouped(book: Book, attribute: str) -> Mapping[str, tuple[FollowUpItem, ...]]:
    found: dict[str, list[FollowUpItem]] = {}
    for item in follow_ups(book, COMPANY).items:
        found.setdefault(getattr(item, attribute), []).append(item)
    return {key: tuple(sorted(items, key=_ORDER)) for key, items in found.items()}
