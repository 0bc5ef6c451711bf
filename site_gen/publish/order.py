"""The order in which files are made: those about one customer stand together, for they are made from the same things.

What one of them has found out the next one finds in the memory of its process; in another process it is found out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

from site_gen.book import Book
from site_gen.book.trace import aside
from site_gen.pages.edition import Item
from site_gen.records import FORMS


def ordered(items: Iterable[Item], book: Book) -> tuple[list[Item], int]:
    """Return files in the order in which they should be made.

    Args:
        items: the files.
        book: the records they are made from.

    Returns:
        The files, those about no customer first, as they were given, and how many these are: only they show figures of
        the company, its people and markets.
    """
    customers = _customers(book)
    found = sorted(((_customer_of(item, customers), item) for item in items), key=lambda one: one[0])
    return [item for _, item in found], sum(not customer for customer, _ in found)


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
