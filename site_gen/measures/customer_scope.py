"""Which customers belong to a scope."""

from __future__ import annotations

from operator import attrgetter

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.measures.members import members
from site_gen.measures.scope import Scope
from site_gen.records import Customer


@per_book
def customers_of(book: Book, scope: Scope) -> tuple[Customer, ...]:
    """Return a scope's customers, by id.

    A person's are those they look after, a team's those of its people, a market's or province's those in it; of any
    other scope, those with a project in it.
    """
    match scope.kind:
        case "company":
            return tuple(book.customers.values())
        case "person":
            return book.customers_of_owner.get(scope.id, ())
        case "team":
            people = members(book, scope.id)
            found = [customer for one in people for customer in book.customers_of_owner.get(one, ())]
            return tuple(sorted(found, key=attrgetter("id")))
        case "vertical" | "province":
            return tuple(c for c in book.customers.values() if getattr(c, scope.kind) == scope.id)
        case _:
            wanted = sorted({project.customer for project in scope.projects(book)})
            return tuple(book.customers[ident] for ident in wanted)
