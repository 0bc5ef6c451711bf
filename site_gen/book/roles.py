"""Who decides on a project and who sways whom: the role table, read the same way by rules and measures (S15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from site_gen.book.book import Book
from site_gen.book.key_accounts import grounds
from site_gen.records import Project

DECIDES, COACH = "decision_maker", "coach"
AGAINST = "against"


class Seat(NamedTuple):
    """A row of the role table.

    Attributes:
        position: its 0-based place in the record.
        role: key of the role.
        contact: id of who holds it; empty when nobody is known, or when the id leads nowhere.
        stance: the stance in this project; where the row says none, the one written with the contact.
    """

    position: int
    role: str
    contact: str
    stance: str


def seats(book: Book, project: Project) -> tuple[Seat, ...]:
    """Return the rows of a project's role table, in the order of the form (S15.2)."""
    roles = book.config.vocabularies["decision_role"]
    found = []
    for position, row in enumerate(project.roles):
        contact = book.contacts.get(row.contact) if row.contact else None
        stance = row.stance or (contact.stance if contact else "")
        found.append(Seat(position, row.role, contact.id if contact else "", stance))
    return tuple(sorted(found, key=lambda seat: (roles.rank(seat.role), seat.position)))


def is_mapped(book: Book, project: Project) -> bool:
    """Whether the people of a project are asked about: it is a key-account project, or it has a role table."""
    return bool(project.roles) or bool(grounds(book, project))


def missing_roles(book: Book, project: Project) -> tuple[str, ...]:
    """Return the roles that nobody is known to hold, in the order of the list."""
    held = {seat.role for seat in seats(book, project) if seat.contact}
    return tuple(key for key in book.config.vocabularies["decision_role"].keys if key not in held)


def deciders(book: Book, project: Project) -> tuple[Seat, ...]:
    """Return the rows of those who decide."""
    return tuple(seat for seat in seats(book, project) if seat.role == DECIDES and seat.contact)


def last_met(book: Book, contact: str) -> date | None:
    """Return the day of the last visit or call made with a contact up to `book.as_of`."""
    return max(
        (
            visit.date
            for found in (book.visits_of_contact, book.visits_of_key_person)
            for visit in found.get(contact, ())
            if visit.status == "done" and visit.date <= book.as_of
        ),
        default=None,
    )


def is_out_of_touch(book: Book, contact: str) -> bool:
    """Whether nobody was in touch with a contact for longer than a project may go without an update (S15.3)."""
    day = last_met(book, contact)
    return day is None or (book.as_of - day).days > book.config.thresholds.stale_days


def opponents_who_decide(book: Book, project: Project, stage: str) -> tuple[Seat, ...]:
    """Return the rows of those who decide and are against us, once a solution is on the table."""
    config = book.config
    if stage not in config.open_keys or config.rank(stage) < config.gate_rank("complete"):
        return ()
    return tuple(seat for seat in deciders(book, project) if seat.stance == AGAINST)


def influences(book: Book, project: Project) -> tuple[tuple[str, str], ...]:
    """Return who sways whom as pairs of contact ids, sorted; whichever of the two rows says so (S15.3).

    People who do not hold a role may be in it; who sways himself is left out.
    """
    return tuple(sorted({pair for pair in _told(project) if pair[0] != pair[1] and _known(book, pair)}))


def _told(project: Project) -> Iterator[tuple[str, str]]:
    for row in project.roles:
        if row.contact:
            yield from ((other, row.contact) for other in row.influenced_by)
            yield from ((row.contact, other) for other in row.influences)


def _known(book: Book, pair: tuple[str, str]) -> bool:
    return all(ident in book.contacts for ident in pair)
