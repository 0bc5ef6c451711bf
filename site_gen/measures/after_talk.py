"""What the talks with a customer left: the last answer to each after-talk question (S20.3)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.measures.period import is_done
from site_gen.records import Visit

#: The questions answered in words, in the order of the form.
WORDS = ("reaction", "competitor_relation", "need_fit")


class AfterTalk(Struct, frozen=True):
    """The newest answers to the after-talk questions about a customer.

    Attributes:
        customer: id.
        considering: whether the customer considers a competitor's product; `None` when nobody has answered.
        asked: id of the visit that answers it; empty for none.
        day: day of that visit.
        answers: of each question answered in words, its field and the id of the visit.
    """

    customer: str
    considering: bool | None
    asked: str
    day: date | None
    answers: tuple[tuple[str, str], ...]


@per_book
def after_talk(book: Book, customer: str) -> AfterTalk:
    """Return the newest answers from visits and calls made up to the day of the figures."""
    made = [v for v in reversed(book.visits_of_customer.get(customer, ())) if is_done(book, v)]
    asked = next((visit for visit in made if visit.considering_competitor is not None), None)
    found = ((name, _newest(made, name)) for name in WORDS)
    return AfterTalk(
        customer=customer,
        considering=asked.considering_competitor if asked else None,
        asked=asked.id if asked else "",
        day=asked.date if asked else None,
        answers=tuple((name, visit) for name, visit in found if visit),
    )


def _newest(visits: list[Visit], name: str) -> str:
    return next((visit.id for visit in visits if visit.says(name)), "")
