"""The order in which files are made: those about one customer stand together, for they are made from the same things.

So do those about one person of ours, of other weeks and reports. What one of them has found out the next one finds in
the memory of its process; in another process it is found out again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.trace import aside
from site_gen.pages.edition import Item
from site_gen.records import FORMS


class Order(Struct, frozen=True):
    """Files in the order in which they should be made.

    Attributes:
        items: the files, those about no customer first: only they show figures of the company, its people and markets.
        counted: how many of them are about no customer.
        general: how many of these are about no person or team either, the first ones.
        starts: where in `items` files about something else begin, in order.
    """

    items: Sequence[Item]
    counted: int
    general: int
    starts: Sequence[int]


def as_given(items: Sequence[Item]) -> Order:
    """Return files in the order they have: one process finds all that it found out, in any order."""
    return Order(items, len(items), len(items), range(len(items)))


def ordered(items: Iterable[Item], book: Book) -> Order:
    """Return files in the order in which several processes should make them.

    Args:
        items: the files.
        book: the records they are made from.
    """
    customers = _customers(book)
    with aside():
        teams = {person.id: person.team for person in book.people.values()}
    names = frozenset(teams.values())
    about: list[tuple[tuple[str, str, str], Item]] = []
    for item in items:
        customer = _customer_of(item, customers)
        about.append(((customer, "", "") if customer else ("", *_person_of(item, teams, names)), item))
    about.sort(key=lambda one: one[0])
    subjects = [subject for subject, _ in about]
    starts = [
        place
        for place, subject in enumerate(subjects)
        # What is about nobody has nothing in common.
        if not place or not any(subject) or subject != subjects[place - 1]
    ]
    counted = sum(not customer for customer, *_ in subjects)
    general = sum(not any(subject) for subject in subjects)
    return Order([item for _, item in about], counted, general, starts)


def _customers(book: Book) -> Mapping[str, str]:
    """Return the customer that each record is about, by its id; records of two kinds may have the same id."""
    found: dict[str, str] = {}
    with aside():
        found.update((project.id, project.customer) for project in book.projects.values())
        for kind in FORMS:
            for ident, record in book.of_kind(kind).items():
                customer = getattr(record, "customer", "") or found.get(getattr(record, "project", ""))
                if customer:
                    found[ident] = customer
        found.update((ident, ident) for ident in book.customers)
    return found


def _customer_of(item: Item, customers: Mapping[str, str]) -> str:
    """Return the customer that a page is about: the name of its file begins with a record's id and a dot."""
    if item.page is None:
        return ""
    parts = item.page.url.rpartition("/")[2].split(".")
    return next((customers[ident] for ident in accumulate(parts, "{}.{}".format) if ident in customers), "")


def _person_of(item: Item, teams: Mapping[str, str], names: Collection[str]) -> tuple[str, str]:
    """Return team and id of the person that a file is about; a team alone when it is about that.

    The name of its file or folder ends with the id, behind a day, a week or what kind of pages they are.
    """
    url = (item.page.url if item.page else item.address).removesuffix("/index.html")
    *_, folder, name = ["", *url.removesuffix(".html").removesuffix(".json").split("/")]
    for text in (name, folder):
        ident = _end_in(text, teams)
        if ident:
            return teams[ident], ident
    return _end_in(name, names), ""


def _end_in(text: str, idents: Collection[str]) -> str:
    """Return the longest id that a text ends with, behind a hyphen; empty for none."""
    while text and text not in idents:
        text = text.partition("-")[2]
    return text
