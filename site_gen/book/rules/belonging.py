"""What a visit names belongs to the visit's customer, or to the company above or below it."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Contact, Project, Visit


def checkers(book: Book) -> Checkers:
    """`SG404` for a contact or project of another customer; an unknown customer is `SG401` alone.

    A parent company counts as the same customer: it often decides on and pays for the projects of those below it.
    """

    def check(visit: Visit) -> Iterator[Diagnostic]:
        project = book.projects.get(visit.project)
        if project and not _kin(book, project.customer, visit.customer):
            yield from _other(book, visit, "project", project)
        for position, ident in enumerate(visit.contacts):
            contact = book.contacts.get(ident)
            if contact and not _kin(book, contact.customer, visit.customer):
                yield from _other(book, visit, f"contacts[{position}]", contact)

    return {"visit": check}


def _kin(book: Book, one: str, other: str) -> bool:
    return one == other or _parent(book, one) == other or _parent(book, other) == one


def _parent(book: Book, ident: str) -> str:
    customer = book.customers.get(ident)
    return customer.parent if customer else ""


def _other(book: Book, visit: Visit, field: str, found: Contact | Project) -> Iterator[Diagnostic]:
    theirs, ours = book.customers.get(found.customer), book.customers.get(visit.customer)
    if theirs and ours:
        who = (theirs.title, ours.title)
        yield breach("SG404", visit, field, label=found.label, value=found.id, found=who[0], expected=who[1])
