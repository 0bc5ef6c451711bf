"""The rating of a quarter is a manager's (S24.5)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import KpiRating


def checkers(book: Book) -> Checkers:
    """`SG976` for a rating of oneself."""

    def check(rating: KpiRating) -> Iterator[Diagnostic]:
        if rating.rated_by == rating.person:
            name = book.name_of(rating.person)
            yield breach("SG976", rating, "rated_by", person=rating.rated_by, name=name)

    return {"kpi_rating": check}
