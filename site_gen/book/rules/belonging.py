"""What a visit, a survey, a roadmap or a development names belongs to its customer, or one above or below it."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Contact, Development, Project, Record, Survey, Visit


def checkers(book: Book) -> Checkers:
    """`SG404` for a contact or project of another customer; an unknown customer is `SG401` alone.

    A parent company counts as the same customer: it often decides on and pays for the projects of those below it.
    """

    def visit(visit: Visit) -> Iterator[Diagnostic]:
        yield from _project(book, visit, visit.customer, visit.project)
        for position, ident in enumerate(visit.contacts):
            yield from _contact(book, visit, visit.customer, f"contacts[{position}]", ident)

    def survey(survey: Survey) -> Iterator[Diagnostic]:
        yield from _project(book, survey, survey.customer, survey.project)
        yield from _contact(book, survey, survey.customer, "project_owner", survey.project_owner)
        for position, row in enumerate(survey.interviewees):
            yield from _contact(
                book, survey, survey.customer, f"interviewees[{position}].contact", row.contact
            )

    def development(development: Development) -> Iterator[Diagnostic]:
        yield from _project(book, development, development.customer, development.project)
        for field in ("insider", "decision_maker"):
            yield from _contact(book, development, development.customer, field, getattr(development, field))

    def project(project: Project) -> Iterator[Diagnostic]:
        for name in ("route", "pairings"):
            for position, row in enumerate(getattr(project, name)):
                spot = f"{name}[{position}].contact"
                yield from _contact(book, project, project.customer, spot, row.contact)

    return {"visit": visit, "survey": survey, "development": development, "project": project}


def _kin(book: Book, one: str, other: str) -> bool:
    return one == other or _parent(book, one) == other or _parent(book, other) == one


def _parent(book: Book, ident: str) -> str:
    customer = book.customers.get(ident)
    return customer.parent if customer else ""


def _project(book: Book, record: Record, customer: str, ident: str) -> Iterator[Diagnostic]:
    project = book.projects.get(ident)
    if project and not _kin(book, project.customer, customer):
        yield from _other(book, record, customer, "project", project)


def _contact(book: Book, record: Record, customer: str, field: str, ident: str) -> Iterator[Diagnostic]:
    contact = book.contacts.get(ident)
    if contact and not _kin(book, contact.customer, customer):
        yield from _other(book, record, customer, field, contact)


def _other(
    book: Book, record: Record, customer: str, field: str, found: Contact | Project
) -> Iterator[Diagnostic]:
    theirs, ours = book.customers.get(found.customer), book.customers.get(customer)
    if theirs and ours:
        who = (theirs.title, ours.title)
        yield breach("SG404", record, field, label=found.label, value=found.id, found=who[0], expected=who[1])
