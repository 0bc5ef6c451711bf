"""The plan to bytes: every page in every language, the theme's files, the search index, the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_gen.book import Book
from site_gen.diagnostics import Diagnostic, Place
from site_gen.measures.scope import all_scopes
from site_gen.pages import data, search
from site_gen.pages.page import Page
from site_gen.pages.plan import plan
from site_gen.pages.view import Site
from site_gen.publish.crew import Task, render_all
from site_gen.publish.verify import Doubt, doubts
from site_gen.render.environment import make_environment, static_files
from site_gen.render.urls import root_of


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
    pages = plan(book)
    problems = list(_collisions(pages))
    site = Site(book, commit, frozenset(page.url for page in pages))
    languages = book.config.languages
    files: dict[str, bytes] = dict(static_files(overrides))
    # Measures are kept per Book: computing all of them here spares each worker the work.
    data.count_all(book)
    files[data.INDEX] = data.index_file(book)
    for lang in languages:
        files.update(search.files(book, lang))
    tasks = [Task(data.address(scope), "", scope) for scope in all_scopes(book)]
    tasks += [Task(root_of(lang, languages) + page.url, lang, page) for page in pages for lang in languages]
    known = frozenset((*files, *(task.file for task in tasks)))
    done = render_all(make_environment(overrides), site, tasks, known, workers)
    own = [doubt for url, data in files.items() for doubt in doubts(url, data, known)]
    files.update(done.files)
    left = sorted((*own, *done.doubts), key=lambda doubt: doubt.page)
    return Rendered(dict(sorted(files.items())), (*problems, *done.problems), tuple(left))


def _collisions(pages: Iterable[Page]) -> Iterable[Diagnostic]:
    """Two pages must not share an address, not even on a file system without case."""
    seen: dict[str, Page] = {}
    for page in pages:
        other = seen.setdefault(page.url.casefold(), page)
        if other is not page:
            args = (("url", page.url), ("first", other.template), ("second", page.template))
            yield Diagnostic("SG802", Place(page.url), args)
