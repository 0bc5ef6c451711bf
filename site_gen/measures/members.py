"""Who is in a team: today, on a day, at any time. Looked up once for all teams, of which a large company has many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from site_gen.book import Book
from site_gen.book.per_book import per_book


def members(book: Book, team: str) -> Sequence[str]:
    """Return the ids of the people who are in a team, by id."""
    return _now(book).get(team, ())


def members_on(book: Book, team: str, day: date) -> Sequence[str]:
    """Return the ids of the people who were in a team on `day`, by id; the last day in a former team belongs to that."""
    return _on(book, day).get(team, ())


def members_ever(book: Book, team: str) -> Sequence[str]:
    """Return the ids of the people who are or were in a team, by id."""
    return _ever(book).get(team, ())


@per_book
def _now(book: Book) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in book.people.values():
        found.setdefault(person.team, []).append(person.id)
    return found


@per_book
def _on(book: Book, day: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in book.people.values():
        found.setdefault(person.team_on(day), []).append(person.id)
    return found


@per_book
def _ever(book: Book) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in book.people.values():
        for team in dict.fromkeys((person.team, *(time.team for time in person.former_teams))):
            found.setdefault(team, []).append(person.id)
    return found
