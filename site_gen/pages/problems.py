"""Problems by the record they are about and by the person who should act, without those of fields left out."""

from __future__ import annotations

from collections.abc import Mapping

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.diagnostics import Diagnostic
from site_gen.pages.audience import may_tell
from site_gen.records import Record


@per_book
def told(book: Book) -> tuple[Diagnostic, ...]:
    """Return the problems of all files that may stand on pages, sorted by place."""
    return tuple(d for d in book.diagnostics if may_tell(book, d, book.get(*d.record) if d.record else None))


@per_book
def by_person(book: Book) -> Mapping[str, int]:
    """Return how many problems each person should act on, by id."""
    found: dict[str, int] = {}
    for problem in told(book):
        found[problem.person] = found.get(problem.person, 0) + 1
    return found


def problems_of(book: Book, record: Record) -> tuple[Diagnostic, ...]:
    """Return the problems of one record that may stand on pages, in the order of their places."""
    return tuple(d for d in book.problems_of(record.kind, record.id) if may_tell(book, d, record))
