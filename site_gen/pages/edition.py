"""The whole site of one Book: every address with the way to make its bytes.

`build` makes all of them, `serve` the one that is asked for; both get the same bytes, because both ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from site_gen.book import Book
from site_gen.diagnostics import Diagnostic, Place
from site_gen.measures.scope import all_scopes
from site_gen.pages import data, search
from site_gen.pages.frame import make_frame
from site_gen.pages.page import Page
from site_gen.pages.plan import plan
from site_gen.pages.view import Site, View
from site_gen.render.environment import make_environment, static_files
from site_gen.render.urls import root_of


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the site.

    Attributes:
        address: where it is, from the root of the site.
        make: makes its bytes; raises `jinja2.TemplateError` when a template is wrong.
        page: the page it shows; `None` for data, search index and the theme's files.
        lang: language of the page.
    """

    address: str
    make: Callable[[], bytes]
    page: Page | None = None
    lang: str = ""


class Edition:
    """Every file of the site for one Book; nothing is made before it is asked for.

    Making two files at the same time in two threads is not safe: pages of a language share one desk.

    Attributes:
        book: the records.
        site: what all pages share.
        items: the files by address, the theme's first, then data, search, pages in the order of the plan.
        problems: addresses that two pages claim.
    """

    def __init__(
        self,
        book: Book,
        commit: str = "",
        overrides: Path | None = None,
        environment: Environment | None = None,
    ) -> None:
        """Plan the site.

        Args:
            book: the records.
            commit: id of their commit.
            overrides: the team's `themes` folder.
            environment: the template engine; a new one by default.
        """
        pages = plan(book)
        self.book = book
        self.environment = environment or make_environment(overrides)
        self.site = Site(book, commit, frozenset(page.url for page in pages))
        self.problems = tuple(_collisions(pages))
        self.items: Mapping[str, Item] = {item.address: item for item in self._items(pages, overrides)}

    def render(self, address: str) -> bytes:
        """Return the bytes of the file at `address`.

        Raises:
            KeyError: there is no such file.
            jinja2.TemplateError: its template is wrong.
        """
        return self.items[address].make()

    def _items(self, pages: Iterable[Page], overrides: Path | None) -> Iterable[Item]:
        book = self.book
        for address, content in static_files(overrides).items():
            yield Item(address, partial(bytes, content))
        yield Item(data.INDEX, partial(data.index_file, book))
        for scope in all_scopes(book):
            yield Item(data.address(scope), partial(data.scope_file, book, scope))
        languages = book.config.languages
        for lang in languages:
            for number in range(search.shard_count(book)):
                yield Item(search.address(lang, number), partial(search.file, book, lang, number))
        for page in pages:
            for lang in languages:
                make = partial(render_page, self.environment, self.site, page, lang)
                yield Item(root_of(lang, languages) + page.url, make, page, lang)


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
