"""The whole site of one Book: every address with the way to make its bytes.

`build` makes all of them, `serve` the one that is asked for; both get the same bytes, because both ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from msgspec import Struct

from site_gen.book import Book
from site_gen.book.content import contents_of
from site_gen.book.lookups import LOOK_UPS
from site_gen.book.redaction import book_for
from site_gen.book.trace import ALL, tracing
from site_gen.diagnostics import Diagnostic, Place
from site_gen.measures.scope import all_scopes
from site_gen.pages import data, script_words, search, stamp
from site_gen.pages.audience import audience_of, limits_pages
from site_gen.pages.frame import make_frame
from site_gen.pages.left_out import left_out, unlinked, with_notice
from site_gen.pages.page import Page
from site_gen.pages.plan import Listing, Plan
from site_gen.pages.view import Addresses, Site, View
from site_gen.render import markdown
from site_gen.render.environment import Theme, make_environment, static_files, template_at, theme_digest
from site_gen.render.urls import root_of


class Item(Struct, frozen=True):
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

    def problem(self, error: Exception) -> Diagnostic:
        """Return the problem that says why this file cannot be made."""
        file, line = template_at(error)
        named = getattr(error, "name", None) or (self.page.template if self.page else self.address)
        name = file.replace("\\", "/").rpartition("/templates/")[2] or named
        reason = getattr(error, "message", None) or str(error) or type(error).__name__
        args = (("template", name), ("reason", f"{self.address}: {reason}"))
        return Diagnostic("SG804", Place(file or f"../themes/templates/{name}", line), args)


class Edition:
    """Every file of the site for one Book; nothing is made before it is asked for.

    Making two files at the same time in two threads is not safe: pages of a language share one desk.

    Attributes:
        book: the records.
        site: what all pages share.
        files: the files that are no pages, by address.
        plan: the pages.
        problems: addresses that two pages claim.
    """

    def __init__(
        self,
        book: Book,
        commit: str = "",
        overrides: Path | None = None,
        environment: Theme | None = None,
        before: Edition | None = None,
        *,
        listing: Listing | None = None,
    ) -> None:
        """Plan the site.

        Args:
            book: the records; of a whole Book only what the default audience may see is taken.
            commit: id of their commit.
            overrides: the team's `themes` folder.
            environment: the template engine; a new one by default.
            before: an earlier edition, whose theme files are taken when its engine is the same.
            listing: the pages planned for this Book, when they are known.
        """
        if book.audience is None:
            book = book_for(book, audience_of(book))
        self.plan = Plan(book, listing)
        self.book = book
        self.environment = environment or make_environment(overrides)
        self._overrides = overrides
        urls = self.plan.urls
        kept = before is not None and before.environment is environment
        self._static: Mapping[str, bytes] = (
            before._static  # noqa: SLF001 - another edition's
            if before is not None and kept
            else static_files(overrides)
        )
        problems: Iterable[Diagnostic]
        if before is not None and urls == before.plan.urls:
            # The same addresses clash no more than they did.
            known, problems = before.site.urls, before.problems
        else:
            known, problems = Addresses(urls), () if listing is not None else _collisions(self.plan.pages)
        self.site: Site = Site(book, commit, known)
        self.problems: tuple[Diagnostic, ...] = tuple(problems)
        self._contents: dict[str, Callable[[str], bytes]] = {}
        self.files: dict[str, Item] = {item.address: item for item in self._shared()}

    @cached_property
    def theme(self) -> bytes:
        """What stands for the content of all templates."""
        return theme_digest(self._overrides)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The files by address, the theme's first, then data, search, pages in the order of the plan."""
        languages = self.book.config.languages
        pages = (self._item(page, lang) for page in self.plan.pages for lang in languages)
        return self.files | {item.address: item for item in pages}

    @cached_property
    def addresses(self) -> Mapping[str, None]:
        """The addresses of all files, in the order of `items`."""
        languages = self.book.config.languages
        roots = [root_of(lang, languages) for lang in languages]
        return dict.fromkeys([*self.files, *(root + url for url in self.plan.urls for root in roots)])

    def find(self, address: str) -> Item | None:
        """Return the file at `address`, without making a list of all."""
        if address in self.files:
            return self.files[address]
        first, *others = self.book.config.languages
        for lang in others:
            if address.startswith(f"{lang}/") and (page := self.plan.find(address.removeprefix(f"{lang}/"))):
                return self._item(page, lang)
        page = self.plan.find(address)
        return self._item(page, first) if page else None

    def item(self, address: str) -> Item:
        """Return the file at an address of this site.

        Raises:
            KeyError: there is no such file.
        """
        found = self.find(address)
        if found is None:
            raise KeyError(address)
        return found

    def render(self, address: str) -> bytes:
        """Return the bytes of the file at `address`.

        Raises:
            KeyError: there is no such file.
            jinja2.TemplateError: its template is wrong.
        """
        return self.item(address).make()

    def warm(self, items: Iterable[Item]) -> None:
        """Load and look up what making these files needs: processes begun as copies of this one share it and need not."""
        for name in LOOK_UPS:
            getattr(self.book, name)
        import_module("site_gen.charts.plot")
        markdown.load()
        for lang, name in {(item.lang, item.page.template) for item in items if item.page}:
            with suppress(TemplateError):  # whoever makes the page says what is wrong
                self.environment.in_language(lang).get_template(name)

    def content(self, source: str, key: str) -> bytes:
        """Return what stands for the content of something that files of the site read (see `book.trace`)."""
        if source not in self._contents:
            known = self._address if source == Addresses.SOURCE else contents_of(self.book, source)
            self._contents[source] = known
        return self._contents[source](key)

    def _address(self, key: str) -> bytes:
        urls = self.site.urls
        if key not in {ALL, Addresses.MENU}:
            return b"yes" if urls.has(key) else b""
        found = urls if key == ALL else urls.menu()
        return blake2b("\n".join(sorted(found)).encode(), digest_size=16).digest()

    def _item(self, page: Page, lang: str) -> Item:
        make = partial(render_page, self.environment, self.site, page, lang)
        return Item(root_of(lang, self.book.config.languages) + page.url, make, page, lang)

    def _shared(self) -> Iterable[Item]:
        """Yield the files that are no pages."""
        book = self.book
        for address, text in self._static.items():
            yield Item(address, partial(bytes, text))
        yield Item(data.INDEX, partial(data.index_file, book))
        for scope in all_scopes(book):
            yield Item(data.address(scope), partial(data.scope_file, book, scope))
        languages = book.config.languages
        for lang in languages:
            yield Item(stamp.address(lang), partial(stamp.sheet, self.site, lang))
            yield Item(script_words.address(lang), partial(script_words.script, lang))
            for number in range(search.shard_count(book)):
                yield Item(search.address(lang, number), partial(search.file, book, lang, number))


def render_page(environment: Theme, site: Site, page: Page, lang: str) -> bytes:
    """Render one page in one language; it says which of what it needed its audience may not see."""
    view = View(site, lang, page.url)
    with tracing() as reads:
        text = _render(environment, site, page, view)
    text = with_notice(text, left_out(view, reads))
    return (unlinked(text, view) if limits_pages(site.book) else text).encode()


def _render(environment: Theme, site: Site, page: Page, view: View) -> str:
    lang = view.lang
    title = page.title(view)
    context: dict[str, Any] = {
        **view.globals(),
        "page": page,
        "title": title,
        "frame": make_frame(site, view, page, title),
        **page.build(view),
    }
    return environment.in_language(lang).get_template(page.template).render(context)


def _collisions(pages: Iterable[Page]) -> Iterable[Diagnostic]:
    """Two pages must not share an address, not even on a file system without case."""
    seen: dict[str, Page] = {}
    for page in pages:
        other = seen.setdefault(page.url.casefold(), page)
        if other is not page:
            args = (("url", page.url), ("first", other.template), ("second", page.template))
            yield Diagnostic("SG802", Place(page.url), args)
