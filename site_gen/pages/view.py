"""What a page sees while it is built: the Book, the language, and links from where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup, escape

from site_gen.book import Book
from site_gen.book.book import linked_record
from site_gen.book.trace import ALL, Read, note, note_all, traced
from site_gen.locale.text import Msg, Text
from site_gen.pages import addresses
from site_gen.pages.names import record_name
from site_gen.render.compiler import FILL
from site_gen.render.environment import SHARED, Shared
from site_gen.render.markdown import markdown
from site_gen.render.urls import relative, root_of
from site_gen.render.words import Words

T = TypeVar("T")


class Addresses(frozenset[str]):
    """The addresses of a site's pages; who asks for one is noted as its reader."""

    SOURCE = "url"
    #: The pages there is one of, which menus lead to from everywhere; to know of one is to know of all.
    FIXED = frozenset(
        value for name, value in vars(addresses).items() if name.isupper() and isinstance(value, str)
    )
    MENU = "menu"

    def __contains__(self, address: object) -> bool:
        note(self.SOURCE, self.MENU if address in self.FIXED else str(address))
        return super().__contains__(address)

    def has(self, address: str) -> bool:
        """Whether there is an address, for those who have read already what decides it."""
        return super().__contains__(address)

    def menu(self) -> frozenset[str]:
        """Return the fixed addresses that there are."""
        note(self.SOURCE, self.MENU)
        return self & self.FIXED

    def __iter__(self) -> Iterator[str]:
        note(self.SOURCE, ALL)
        return super().__iter__()

    def __len__(self) -> int:
        note(self.SOURCE, ALL)
        return super().__len__()


@dataclass(frozen=True)
class Site:
    """What all pages share.

    Attributes:
        book: the records.
        commit: id of the commit the records are of, empty outside git.
        urls: every address of the plan, so that a link is made only to a page that exists.
    """

    book: Book
    commit: str = ""
    urls: Addresses = field(default_factory=lambda: Addresses(()))
    memo: dict[object, tuple[object, Iterable[Read]]] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what was made for `key` before, else make it; pages that use it count as readers of all it read.

        Args:
            key: names what is made, with everything it depends on but the Book and the addresses.
            make: makes it.
        """
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = traced(make)
        else:
            note_all(found[1])
        return found[0]  # type: ignore[return-value]  # a key names one type


@dataclass(frozen=True)
class View:
    """One page in one language."""

    site: Site
    lang: str
    url: str

    @property
    def book(self) -> Book:
        """The records."""
        return self.site.book

    @cached_property
    def words(self) -> Words:
        """The formatter of the page's language."""
        return self.site.once(("words", self.lang), lambda: Words(self.lang, self.book.config))

    def tr(self, text: Text, **args: object) -> str:
        """Return a text in the page's language."""
        return self.words.tr(text, **args)

    def say(self, text: Text, **args: object) -> str:
        """Return a text for a template: HTML in `args` stays HTML, everything else is escaped once."""
        if any(isinstance(value, Markup) for value in args.values()):
            return escape(self.words.tr(text)).format(**args)
        return self.words.tr(text, **args)

    def href(self, url: str) -> str:
        """Return the relative href from this page to an address of the same language."""
        return relative(self.url, url)

    def asset(self, name: str) -> str:
        """Return the relative href of a file that all languages share (`static/site.css`)."""
        root = root_of(self.lang, self.book.config.languages)
        return relative(root + self.url, name)

    def other(self, lang: str) -> str:
        """Return the relative href of this page in another language."""
        languages = self.book.config.languages
        return relative(root_of(self.lang, languages) + self.url, root_of(lang, languages) + self.url)

    def link(self, kind: str, ident: str, text: str = "", css: str = "") -> Markup:
        """Return a link to a record's page, called by its name; plain text when it has no page."""
        if kind == "target":  # an anchor, whose href differs on its own page
            return self._link(kind, ident, text, css)
        # Links are the same on all pages of a language that have the same way to the folder of the records.
        way = self._ways.get(kind)
        if way is None:
            way = self._ways[kind] = self.href(addresses.record(kind, ""))
        key = ("link", self.lang, way, kind, ident, text, css)
        known: dict[object, Any] = self.site.memo
        found = known.get(key)
        if found is None:
            found = known[key] = traced(lambda: self._link(kind, ident, text, css))
        else:
            note_all(found[1])
        link: Markup = found[0]
        return link

    @cached_property
    def _ways(self) -> dict[str, str]:
        """The ways from this page to folders of records, by kind."""
        return {}

    def _link(self, kind: str, ident: str, text: str, css: str) -> Markup:
        record = self.book.get(kind, ident)
        shown = escape(text or (record_name(record, self.book, self.words) if record else ident))
        url = addresses.record(kind, ident)
        # A record's page is there because the record is, which has been read already.
        if record is None or not self.site.urls.has(url.partition("#")[0]):
            return shown
        attribute = f' class="{escape(css)}"' if css else ""
        return Markup(f'<a href="{escape(self.href(url))}"{attribute}>{shown}</a>')  # noqa: S704 - all escaped

    def person(self, ident: str) -> Markup:
        """Return a link to a person of ours or, failing that, to a contact."""
        return self.link("person" if ident in self.book.people else "contact", ident)

    def md(self, text: str, heading: int = 3) -> Markup:
        """Return the HTML of a record's Markdown text."""
        return markdown(text, self._resolve, heading)

    def _resolve(self, href: str) -> str | None:
        found = linked_record(href, lambda kind, ident: self.book.get(kind, ident) is not None)
        return self.href(addresses.record(*found)) if found else None

    def globals(self) -> Mapping[str, object]:
        """Return what every template may use while this page is rendered; another page's call ends that."""
        desk = self.site.once(("desk", self.lang), lambda: Desk(self))
        desk.view = self
        return {**desk.names, "view": self}


class Desk:
    """What macros see: the same functions on every page of a language, working for the page at hand.

    So a file of macros is read once for all pages, not once or more for each.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        words = view.words
        self.names: dict[str, object] = {
            "_": lambda text, **args: self.view.say(Msg(text), **args),
            FILL: self._of_page("say"),
            "pgettext": lambda context, text, **args: self.view.say(Msg(text, context), **args),
            "tr": self._of_page("say"),
            "separator": words.separator,
            "gap": words.gap,
            "num": words.num,
            "money": words.money,
            "money_unit": words.money_unit,
            "second_money": words.second_money,
            "second_unit": words.second_unit,
            "percent": words.percent,
            "signed": words.signed,
            "date": words.date,
            "day": words.day,
            "long_day": words.long_day,
            "weekday": words.weekday,
            "month": words.month,
            "week": words.week,
            "time": words.time,
            "label": words.label,
            "stage": words.stage,
            "join": words.join,
            "href": self._of_page("href"),
            "asset": self._of_page("asset"),
            "link": self._of_page("link"),
            "person": self._of_page("person"),
            "md": self._of_page("md"),
            "address": addresses,
            "view": self,
            "book": view.book,
            "config": view.book.config,
            "as_of": view.book.as_of,
        }
        self.names[SHARED] = Shared(self.names)

    def _of_page(self, name: str) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            return getattr(self.view, name)(*args, **named)

        return call

    def __getattr__(self, name: str) -> object:
        """Return what the page at hand has under this name."""
        return getattr(self.view, name)
