"""The months of a person's targets, which are added up: each stands once, in one file (S27.1)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Target


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG681` at the second row of a month."""
    for owner, targets in book.targets_of_owner.items():
        seen: dict[tuple[int, int], tuple[Target, str]] = {}
        for target in targets:
            for position, row in enumerate(target.months):
                spot = f"months[{position}].month"
                first, where = seen.setdefault((target.year, row.month), (target, spot))
                if (first, where) != (target, spot):
                    yield breach(
                        "SG681",
                        target,
                        spot,
                        others=[first.place(where)],
                        name=book.name_of(owner),
                        month=f"{target.year}-{row.month:02}",
                        path=first.path,
                    )
