"""Which customers are key accounts on a day, which become one in a period, and which are lost (S24.4)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.records import Customer


class LostAccount(Struct, frozen=True):
    """A key account that was lost.

    Attributes:
        churn: id of the record of its loss.
        customer: customer id.
        on: the day.
    """

    churn: str
    customer: str
    on: date


def key_accounts_of(book: Book, owner: str) -> tuple[Customer, ...]:
    """Return the customers of one person that are marked as key accounts, lost ones too, by id."""
    found = [c for c in book.customers_of_owner.get(owner, ()) if c.key_account]
    return tuple(sorted(found, key=lambda one: one.id))


def accounts_at(book: Book, owner: str, day: date) -> tuple[str, ...]:
    """Return the ids of the key accounts a person has at the start of a day: begun before it, and not lost by then.

    One whose beginning is not written counts as begun before every day.
    """
    return tuple(
        one.id
        for one in key_accounts_of(book, owner)
        if (one.key_account_since is None or one.key_account_since < day) and not _away(book, one.id, day)
    )


def new_accounts(book: Book, owner: str, start: date, end: date) -> tuple[str, ...]:
    """Return the ids of a person's customers that became key accounts in `[start, end)`."""
    return tuple(
        one.id
        for one in key_accounts_of(book, owner)
        if one.key_account_since is not None and start <= one.key_account_since < end
    )


def lost_accounts(book: Book, owner: str, start: date, end: date) -> tuple[LostAccount, ...]:
    """Return the losses in `[start, end)` of those who were a person's key accounts at `start`, by day."""
    found = [
        LostAccount(churn.id, ident, churn.lost_on)
        for ident in accounts_at(book, owner, start)
        for churn in book.churns_of_customer.get(ident, ())
        if start <= churn.lost_on < end
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.churn)))


def _away(book: Book, customer: str, day: date) -> bool:
    return any(
        churn.lost_on < day and (churn.returned_on is None or churn.returned_on >= day)
        for churn in book.churns_of_customer.get(customer, ())
    )
