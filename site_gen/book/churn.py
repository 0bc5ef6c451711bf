"""Whether a customer is lost on a day, and what is owed about a loss (S31)."""

from __future__ import annotations

from datetime import date

from site_gen.book.book import Book
from site_gen.records import Churn

#: Days after a loss within which its root cause and a remedy are to be written [D].
CAUSE_DAYS = 30


def is_away(churn: Churn, day: date) -> bool:
    """Whether a loss has happened by `day` and the customer has not been won back by then."""
    back = churn.returned_on is not None and churn.returned_on <= day
    return churn.lost_on <= day and not back


def loss_on(book: Book, customer: str, day: date) -> Churn | None:
    """Return the loss because of which a customer is none of ours on `day`; `None` when it is not lost."""
    churns = book.churns_of_customer.get(customer, ())
    return next((churn for churn in reversed(churns) if is_away(churn, day)), None)


def is_lost(book: Book, customer: str) -> bool:
    """Whether a customer is lost on the day of the figures."""
    return loss_on(book, customer, book.as_of) is not None
