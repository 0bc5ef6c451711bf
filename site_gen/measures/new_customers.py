"""New customers: whose first deal falls into a period (S27.1, S29.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.wins import Win, wins_between, wins_of_project, wins_undated


class NewCustomer(Struct, frozen=True):
    """A customer and its first deal.

    Attributes:
        customer: customer id.
        project: id of the project of the first deal.
        order: id of its order; empty when there is no order record.
        owner: id of the salesperson of that project.
        day: day it was signed.
        amount: its amount, money units; `None` when it is not known.
    """

    customer: str
    project: str
    order: str
    owner: str
    day: date
    amount: Decimal | None


class NewCustomers(Struct, frozen=True):
    """The new customers of a scope and period.

    Attributes:
        start: first day of the period.
        end: day after its last.
        customers: the new customers, by day.
        undated: ids of customers of the scope with a deal whose day is not known; they are new in no period.
    """

    start: date
    end: date
    customers: tuple[NewCustomer, ...]
    undated: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.customers)


@per_book
def first_win(book: Book, customer: str) -> Win | None:
    """Return a customer's first deal; `None` when there is none, or when it cannot be said which was the first.

    That is so when the day of one is not known, and when we have had the customer since an earlier month, whose
    deals are older than the records.
    """
    projects = book.projects_of_customer.get(customer, ())
    found = [win for project in projects for win in wins_of_project(book, project.id)]
    if not found or any(win.day is None for win in found):
        return None
    first = min(found, key=lambda win: (win.day or date.max, win.project, win.order))
    since = book.customers[customer].since
    old = since is not None and first.day is not None and since < MonthOf.of(first.day).start
    return None if old else first


def new_between(book: Book, scope: Scope, start: date, end: date) -> tuple[NewCustomer, ...]:
    """Return the customers whose first deal was signed in `[start, end)` on a project of the scope, by day."""
    found = []
    for win in wins_between(book, scope, start, end).wins:
        project = book.projects[win.project]
        if win.day is not None and first_win(book, project.customer) == win:
            found.append(
                NewCustomer(project.customer, win.project, win.order, project.owner, win.day, win.amount)
            )
    return tuple(found)


@measure(
    "NEW-CUSTOMERS",
    "new-customers",
    N_("New customers"),
    N_(
        "Customers whose first deal falls into the period (where none is named: the month up to the day of the "
        "figures). A deal is dated as for target attainment (M18): by the signature of its order, without an "
        "order by the day the project entered a won stage. It counts for the salesperson who owns the project of "
        "that first deal, and once only, however many projects follow. One that has been our customer since an "
        "earlier month is not new, even if its first deals are older than the records. A customer with a deal of unknown day is "
        "new in no period and listed apart, since nobody can tell which was the first."
    ),
    unit="count",
    source="S27.1 S29.1",
)
def new_customers(
    book: Book, scope: Scope, start: date | None = None, end: date | None = None
) -> NewCustomers:
    """List the new customers of `[start, end)`; by default of the month up to `as_of`."""
    first = start or MonthOf.of(book.as_of).start
    last = end or book.as_of + timedelta(days=1)
    undated = _customers(book, wins_undated(book, scope).wins)
    return NewCustomers(first, last, new_between(book, scope, first, last), undated)


def _customers(book: Book, wins: Iterable[Win]) -> tuple[str, ...]:
    return tuple(sorted({book.projects[win.project].customer for win in wins}))
