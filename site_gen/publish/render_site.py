"""The plan to bytes: every page in every language, the theme's files, the search index, the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError

from site_gen.book import Book
from site_gen.diagnostics import Diagnostic, Place
from site_gen.pages import data, search
from site_gen.pages.frame import make_frame
from site_gen.pages.page import Page
from site_gen.pages.plan import plan
from site_gen.pages.view import Site, View
from site_gen.render.environment import make_environment, static_files
from site_gen.render.urls import root_of


@dataclass(frozen=True)
class Rendered:
    """All files of a site by address, and the problems met while making them."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def render_site(book: Book, commit: str = "", overrides: Path | None = None) -> Rendered:
    """Render the whole site in memory.

    Args:
        book: the records.
        commit: id of their commit.
        overrides: the team's `themes` folder.
    """
    pages = plan(book)
    problems = list(_collisions(pages))
    site = Site(book, commit, frozenset(page.url for page in pages))
    environment = make_environment(overrides)
    files: dict[str, bytes] = dict(static_files(overrides))
    languages = book.config.languages
    for lang in languages:
        root = root_of(lang, languages)
        for page in pages:
            try:
                files[root + page.url] = render_page(environment, site, page, lang)
            except TemplateError as error:
                problems.append(_template_problem(page, error))
        files.update(search.files(book, lang))
    files.update(data.files(book))
    return Rendered(dict(sorted(files.items())), tuple(problems))


def render_page(environment: Environment, site: Site, page: Page, lang: str) -> bytes:
    """Render one page in one language."""
    view = View(site, lang, page.url)
    context: dict[str, Any] = {
        **view.globals(),
        "page": page,
        "title": page.title(view),
        "frame": make_frame(site, view, page),
        **page.build(view),
    }
    return environment.get_template(page.template).render(context).encode()


def _collisions(pages: Iterable[Page]) -> Iterable[Diagnostic]:
    """Two pages must not share an address, not even on a file system without case."""
    seen: dict[str, Page] = {}
    for page in pages:
        other = seen.setdefault(page.url.casefold(), page)
        if other is not page:
            args = (("url", page.url), ("first", other.template), ("second", page.template))
            yield Diagnostic("SG802", Place(page.url), args)


def _template_problem(page: Page, error: TemplateError) -> Diagnostic:
    name = getattr(error, "name", None) or page.template
    line = getattr(error, "lineno", 0) or 0
    args = (("template", name), ("reason", f"{page.url}: {error.message or error}"))
    return Diagnostic("SG804", Place(f"themes/{name}", line), args)
