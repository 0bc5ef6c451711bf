"""Closeness and trust of key persons over the visits with them (M24, S14.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.index import visit_order
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import Visit
from site_gen.records.account_rows import KeyPersonNote

_POINTS = {"up": 1, "down": -1}


class Meeting(Struct, frozen=True):
    """One visit or call with a person.

    Attributes:
        number: its number, counted from 1 over all visits and calls made with the person.
        visit: its id.
        day: its day.
        noted: whether anything is noted about the person.
        closeness: change of closeness, +1, 0 or −1.
        trust: change of trust.
        closeness_sum: sum of the changes so far.
        trust_sum: the same of trust.
    """

    number: int
    visit: str
    day: date
    noted: bool
    closeness: int
    trust: int
    closeness_sum: int
    trust_sum: int


class Relationship(Struct, frozen=True):
    """How the relationship with a person has moved.

    Attributes:
        contact: id of the person.
        customer: id of the customer.
        meetings: visits and calls made, the first one first.
        closeness: sum of all changes of closeness.
        trust: sum of all changes of trust.
        noted: on how many of the meetings something is noted about the person.
    """

    contact: str
    customer: str
    meetings: tuple[Meeting, ...]
    closeness: int
    trust: int
    noted: int

    @property
    def falling(self) -> bool:
        """Whether the last change of closeness or of trust was one for the worse."""
        last = (
            next((value for one in reversed(self.meetings) if (value := getattr(one, name))), 0)
            for name in ("closeness", "trust")
        )
        return min(last) < 0


class Relationships(Struct, frozen=True):
    """The key persons of a scope.

    Attributes:
        people: those with a note on a visit of the scope, by customer and id.
        falling: ids of those whose closeness or trust last changed for the worse.
        below: ids of those whose closeness or trust adds up to less than nothing.
    """

    people: tuple[Relationship, ...]
    falling: tuple[str, ...]
    below: tuple[str, ...]


@per_book
def meetings_with(book: Book, contact: str) -> tuple[str, ...]:
    """Return the ids of the visits and calls made with a person up to `book.as_of`, the first one first."""
    found = {
        visit.id: visit
        for index in (book.visits_of_contact, book.visits_of_key_person)
        for visit in index.get(contact, ())
        if visit.status == "done" and visit.date <= book.as_of
    }
    return tuple(visit.id for visit in sorted(found.values(), key=visit_order))


def notes_about(visit: Visit, contact: str) -> tuple[KeyPersonNote, ...]:
    """Return what a visit notes about a person."""
    return tuple(note for note in visit.key_people if note.contact == contact)


@per_book
def relationship(book: Book, contact: str) -> Relationship:
    """Return how closeness and trust of one person have moved up to `book.as_of`."""
    closeness = trust = 0
    found = []
    for number, ident in enumerate(meetings_with(book, contact), 1):
        visit = book.visits[ident]
        notes = notes_about(visit, contact)
        nearer = _sum(note.closeness for note in notes)
        surer = _sum(note.trust for note in notes)
        closeness, trust = closeness + nearer, trust + surer
        found.append(Meeting(number, ident, visit.date, bool(notes), nearer, surer, closeness, trust))
    person = book.contacts[contact]
    noted = sum(meeting.noted for meeting in found)
    return Relationship(contact, person.customer, tuple(found), closeness, trust, noted)


def _sum(words: Iterable[str]) -> int:
    """Return the change on one visit; several notes about one person count once."""
    points = sum(_POINTS.get(word, 0) for word in words)
    return max(-1, min(1, points))


@measure(
    "M24",
    "relationships",
    N_("Relationship trend"),
    N_(
        "For each key person the running sums of closeness and of trust over the visits and calls made with him or her "
        "up to the day of the figures: +1 for a visit on which it went up, −1 for one on which it went down, 0 where "
        "nothing is noted. The number of a visit is counted, never typed: the first visit or call with the person is "
        "number 1. Shown are the people about whom a visit of the scope notes something; their sums are over all visits "
        "with them, whoever made these."
    ),
    unit="count",
    source="S14.2 S14.1",
)
def relationships(book: Book, scope: Scope) -> Relationships:
    """Add up closeness and trust of a scope's key persons (M24)."""
    noted = {
        note.contact
        for visit in scope.visits(book)
        if visit.key_people and visit.status == "done" and visit.date <= book.as_of
        for note in visit.key_people
        if note.contact in book.contacts
    }
    people = [relationship(book, ident) for ident in noted]
    people.sort(key=lambda one: (one.customer, one.contact))
    return Relationships(
        people=tuple(people),
        falling=tuple(one.contact for one in people if one.falling),
        below=tuple(one.contact for one in people if min(one.closeness, one.trust) < 0),
    )
