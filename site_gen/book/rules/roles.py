"""Who decides on a project is known, and the role table holds together (S15.2, S15.3, S14.1)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.roles import COACH, is_mapped, missing_roles, opponents_who_decide
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Project, Visit
from site_gen.records.account_rows import RoleSeat


def checkers(book: Book) -> Checkers:
    """`SG930`, `SG931` and `SG933` to `SG936` for projects, `SG937` for notes on key persons.

    Only open key-account projects and open projects with a role table are asked who decides.
    """

    def project(one: Project) -> Iterator[Diagnostic]:
        if one.stage in book.config.open_keys and is_mapped(book, one):
            yield from _coverage(book, one)
        for position, row in enumerate(one.roles):
            yield from _row(book, one, position, row)

    def visit(one: Visit) -> Iterator[Diagnostic]:
        if one.status != "done":
            return
        for position, note in enumerate(one.key_people):
            found = book.contacts.get(note.contact)
            if found and found.id not in one.contacts:
                yield breach("SG937", one, f"key_people[{position}].contact", name=found.name)

    return {"project": project, "visit": visit}


def _coverage(book: Book, project: Project) -> Iterator[Diagnostic]:
    labels = book.config.vocabularies["decision_role"]
    missing = missing_roles(book, project)
    # Without any row the first problem says all there is to say.
    apart = COACH if project.roles else ""
    others = tuple(labels.entry(key).label for key in missing if key != apart)
    if others:
        yield breach("SG930", project, "roles", roles=others)
    if apart in missing:
        yield breach("SG931", project, "roles")
    for seat in opponents_who_decide(book, project, project.stage):
        field = f"roles[{seat.position}]"
        field = f"{field}.stance" if project.roles[seat.position].stance else f"{field}.contact"
        name = book.contacts[seat.contact].name
        stage = book.config.stage(project.stage).label
        yield breach("SG935", project, field, name=name, stage=stage)


def _row(book: Book, project: Project, position: int, row: RoleSeat) -> Iterator[Diagnostic]:
    field = f"roles[{position}]"
    role = book.config.vocabularies["decision_role"].entry(row.role).label
    if not row.contact:
        if row.influenced_by or row.influences:
            name = "influences" if row.influences else "influenced_by"
            yield breach("SG936", project, f"{field}.{name}", role=role)
        return
    found = book.contacts.get(row.contact)
    if found is None:
        return
    if not row.relations and not _belongs(book, project.customer, found.customer):
        theirs, ours = book.customers.get(found.customer), book.customers.get(project.customer)
        if theirs and ours:
            place = f"{field}.contact"
            yield breach("SG933", project, place, name=found.name, found=theirs.title, expected=ours.title)
    for name in ("influenced_by", "influences"):
        for number, other in enumerate(getattr(row, name)):
            if other == row.contact:
                yield breach("SG934", project, f"{field}.{name}[{number}]", name=found.name)


def _belongs(book: Book, customer: str, other: str) -> bool:
    """Whether two customers are the same, one is the parent of the other, or both have the same parent."""
    if customer == other:
        return True
    ours, theirs = book.customers.get(customer), book.customers.get(other)
    if ours is None or theirs is None:
        return True
    return other == ours.parent or customer == theirs.parent or ("" != ours.parent == theirs.parent)
