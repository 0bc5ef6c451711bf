"""Birthdays ahead (S32.1). They are personal: no registered measure, so in no export of figures."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.churn import is_lost
from site_gen.book.per_book import per_book
from site_gen.config.lunar import month_and_day
from site_gen.measures.festivals import next_lunar, next_solar
from site_gen.records import Contact


class Birthday(Struct, frozen=True):
    """The next birthday of a contact.

    Attributes:
        contact: id.
        customer: id of the customer.
        day: when it is.
        lunar: the day of the lunar calendar as written (`08-15`); empty for a solar birthday.
    """

    contact: str
    customer: str
    day: date
    lunar: str


@per_book
def birthday(book: Book, ident: str) -> Birthday | None:
    """Return the next birthday of a contact, by the lunar calendar where that is written; `None` when not known."""
    contact: Contact = book.contacts[ident]
    lunar = month_and_day(contact.lunar_birthday)
    if lunar:
        day = next_lunar(*lunar, book.as_of)
        return Birthday(ident, contact.customer, day, contact.lunar_birthday.strip())
    if contact.birthday:
        return Birthday(ident, contact.customer, next_solar(contact.birthday, book.as_of), "")
    return None


def knows_birthdays(book: Book) -> bool:
    """Whether the birthday of anybody is recorded."""
    return any(contact.birthday or contact.lunar_birthday for contact in book.contacts.values())


def birthdays_ahead(book: Book, days: int) -> tuple[Birthday, ...]:
    """Return the birthdays from the day of the figures on until `days` days after it, of customers not lost, by day."""
    found = (birthday(book, ident) for ident in book.contacts)
    near = [one for one in found if one and (one.day - book.as_of).days <= days]
    return tuple(
        sorted((one for one in near if not is_lost(book, one.customer)), key=lambda b: (b.day, b.contact))
    )
