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


@per_book
def _by_record(book: Book) -> Mapping[tuple[str, str], tuple[Diagnostic, ...]]:
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for problem in book.diagnostics:
        if problem.record:
            found.setdefault(problem.record, []).append(problem)
    return {key: tuple(problems) for key, problems in found.items()}


def problems_of(book: Book, record: Record) -> tuple[Diagnostic, ...]:
    """Return the problems of one record, in the order of their places."""
    return _by_record(book).get((record.kind, record.id), ())
