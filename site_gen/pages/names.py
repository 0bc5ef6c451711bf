"""What records are called on pages; visits and meetings by what and when, never by the file's name."""

from __future__ import annotations

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.records import Order, Record, Review, Visit
from site_gen.render.words import Words


def customer_name(book: Book, ident: str) -> str:
    """Return the short name of a customer, else the full one, else its id."""
    found = book.customers.get(ident)
    return (found.short_name or found.name) if found else ident


def record_name(record: Record, book: Book, words: Words) -> str:
    """Return what a record is called in the words' language."""
    match record:
        case Visit():
            call = N_("Call to {customer}, {date}")
            text = call if record.channel == "phone" else N_("Visit to {customer}, {date}")
            return words.tr(text, customer=customer_name(book, record.customer), date=words.date(record.date))
        case Review():
            return f"{words.label('meeting', record.meeting)} {words.date(record.date)}"
        case Order():
            return record.contract_no or record.id
        case _:
            return record.title
