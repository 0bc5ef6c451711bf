"""A birthday of the lunar calendar is a month and a day of it (S32.1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.config.lunar import month_and_day
from site_gen.diagnostics import Diagnostic
from site_gen.records import Contact


def checkers(book: Book) -> Checkers:
    """`SG966` for contacts."""
    return {"contact": partial(_contact, book)}


def _contact(book: Book, contact: Contact) -> Iterator[Diagnostic]:
    if contact.lunar_birthday and month_and_day(contact.lunar_birthday) is None:
        customer = book.customers.get(contact.customer)
        owner = customer.owner if customer else ""
        yield breach("SG966", contact, "lunar_birthday", person=owner, value=contact.lunar_birthday)
