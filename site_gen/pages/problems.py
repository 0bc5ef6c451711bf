"""Problems by the record they are about and by the person who should act."""

from __future__ import annotations

from collections.abc import Mapping

from site_gen.book import Book
from site_gen.diagnostics import Diagnostic
from site_gen.measures.registry import per_book
from site_gen.records import Record


@per_book
def by_person(book: Book) -> Mapping[str, int]:
    """Return how many problems each person should act on, by id."""
    found: dict[str, int] = {}
    for problem in book.diagnostics:
        found[problem.person] = found.get(problem.person, 0) + 1
    return found


def problems_of(book: Book, record: Record) -> tuple[Diagnostic, ...]:
    """Return the problems of one record, in the order of their places."""
    return book.problems_of(record.kind, record.id)
