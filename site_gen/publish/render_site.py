"""The plan to bytes: every page in every language, the theme's files, the search index, the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_gen.book import Book
from site_gen.diagnostics import Diagnostic
from site_gen.pages import data
from site_gen.pages.edition import Edition
from site_gen.publish.crew import render_all
from site_gen.publish.verify import Doubt


@dataclass(frozen=True)
class Rendered:
    """All files of a site by address, the problems met while making them, and links still to be verified."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    doubts: tuple[Doubt, ...] = ()


def render_site(book: Book, commit: str = "", overrides: Path | None = None, workers: int = 0) -> Rendered:
    """Render the whole site in memory.

    Args:
        book: the records.
        commit: id of their commit.
        overrides: the team's `themes` folder.
        workers: processes to render with; 0 for as many as there are processors.
    """
    edition = Edition(book, commit, overrides)
    # Measures are kept per Book: computing all of them here spares each worker the work.
    data.count_all(book)
    done = render_all(tuple(edition.items.values()), edition.items, workers)
    left = sorted(done.doubts, key=lambda doubt: doubt.page)
    return Rendered(dict(sorted(done.files)), (*edition.problems, *done.problems), tuple(left))
