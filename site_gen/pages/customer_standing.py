"""Where we stand with each customer: projects, last and next contact, promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, state_on
from site_gen.measures.values import Tally, tally
from site_gen.pages.promises import open_of_customer
from site_gen.records import Customer


class Standing(Struct, frozen=True):
    """Where we stand with a customer at `as_of`.

    Attributes:
        customer: the record.
        open: its open projects.
        won: its won projects.
        lost: its lost projects.
        last: day of the last visit or call made; `None` for never.
        coming: day of the next one planned; `None` for none.
        promises: open promises of both sides.
        overdue: how many of them are overdue.
        contacts: how many contacts are known.
    """

    customer: Customer
    open: Tally
    won: Tally
    lost: Tally
    last: date | None
    coming: date | None
    promises: int
    overdue: int
    contacts: int


@per_book
def states_of_customer(book: Book, customer: str) -> tuple[State, ...]:
    """Return the states at `as_of` of the projects of a customer, by id."""
    projects = book.projects_of_customer.get(customer, ())
    return tuple(state for project in projects if (state := state_on(book, project, book.as_of)))


@per_book
def standings(book: Book) -> Mapping[str, Standing]:
    """Return the standing with every customer, by id."""
    return {ident: standing(book, ident) for ident in book.customers}


@per_book
def standing(book: Book, ident: str) -> Standing:
    """Return the standing with one customer."""
    customer = book.customers[ident]
    states = states_of_customer(book, ident)

    def of(outcome: str) -> Tally:
        return tally(s for s in states if book.config.stage(s.stage).counts_as == outcome)

    visits = book.visits_of_customer.get(customer.id, ())
    done = [v.date for v in visits if v.status == "done" and v.date <= book.as_of]
    ahead = [v.date for v in visits if v.status in {"planned", "prepared"} and v.date >= book.as_of]
    items = open_of_customer(book, ident)
    return Standing(
        customer,
        of("open"),
        of("won"),
        of("lost"),
        max(done, default=None),
        min(ahead, default=None),
        len(items),
        sum(item.overdue_days > 0 for item in items),
        len(book.contacts_of_customer.get(customer.id, ())),
    )
