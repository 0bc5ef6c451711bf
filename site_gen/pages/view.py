"""What a page sees while it is built: the Book, the language, and links from where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from site_gen.book import Book
from site_gen.book.book import linked_record
from site_gen.book.trace import ALL, Step, note, note_step, traced
from site_gen.locale.text import Msg, Text, tr
from site_gen.pages import addresses
from site_gen.pages.audience import may_show, may_show_kind
from site_gen.pages.names import record_name
from site_gen.records import FORMS, Record
from site_gen.render.compiler import FILL, marked, shown
from site_gen.render.environment import SHARED, Shared
from site_gen.render.markdown import markdown
from site_gen.render.urls import quoted, relative, root_of
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
    memo: dict[object, tuple[object, Step]] = field(default_factory=dict, compare=False, repr=False)

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
            note_step(found[1])
        return found[0]  # type: ignore[return-value]  # a key names one type


#: Kinds of record that stand together on one page: the href of an anchor differs on that page.
_ANCHORS = frozenset({"target", "signature", "staff_review", "kpi_rating", "churn", "rival"})
#: Stands for the kind of those who are people of ours or contacts.
_ANYBODY = "anybody"


class _Links(NamedTuple):
    """Links to records of a kind, the same on all pages from which they are reached the same way.

    Attributes:
        way: the href of the folder of the records; of people and contacts, the folder of the pages.
        made: by id, text and style, a link with what it read.
    """

    way: str
    made: dict[tuple[str, str, str], tuple[Markup, Step]]


class _Folder(NamedTuple):
    """What the pages of a folder in one language share.

    Attributes:
        words: the formatter of the language.
        links: links to records, by kind.
    """

    words: Words
    links: dict[str, _Links]


class View:
    """One page in one language.

    Attributes:
        site: what all pages share.
        lang: BCP 47 tag of the page.
        url: its address, from the root of the language's tree.
        folder: the part of it up to the last `/`.
        book: the records.
        words: the formatter of the page's language.
    """

    def __init__(self, site: Site, lang: str, url: str) -> None:
        self.site = site
        self.lang = lang
        self.url = url
        self.book = site.book
        self.folder = url[: url.rfind("/") + 1]
        self.words, self._links = site.once((_Folder, lang, self.folder), self._of_folder)

    def _of_folder(self) -> _Folder:
        """Return what this page shares with those in its folder."""
        words = self.site.once(("words", self.lang), partial(Words, self.lang, self.site.book.config))
        return _Folder(words, {})

    def tr(self, text: Text, **args: object) -> str:
        """Return a text in the page's language."""
        return tr(text, self.lang, **args)

    def say(self, text: Text, **args: object) -> str:
        """Return a text for a template: HTML in `args` stays HTML, everything else is escaped once."""
        return self.words.say(text, **args)

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
        known = self._links.get(kind)
        if known is None:
            if kind in _ANCHORS:
                return self._link(kind, ident, text, css)
            known = self._links_of(kind)
        key = (ident, text, css)
        found = known.made.get(key)
        if found is not None:
            note_step(found[1])
            return found[0]
        found = known.made[key] = traced(lambda: self._link(kind, ident, text, css, known.way))
        return found[0]

    def _links_of(self, kind: str) -> _Links:
        """Return the links to a kind: the same on all pages that have the same way to the folder of the records."""
        way = self.folder if kind == _ANYBODY else self._way(kind)
        found = self.site.once(("links", self.lang, kind, way), lambda: _Links(way, {}))
        self._links[kind] = found
        return found

    def _way(self, kind: str) -> str:
        """Return the href of the folder of a kind's records; empty when the page stands in it."""
        return self.href(addresses.record(kind, "")).removesuffix(".html")

    def _link(self, kind: str, ident: str, text: str, css: str, way: str = "") -> Markup:
        """Return a new link; a `way` is the href of the folder of the records."""
        record = self.book.get(kind, ident)
        name = shown(text or (record_name(record, self.book, self.words) if record else ident))
        url = addresses.record(kind, ident)
        # A record's page is there because the record is, which has been read already.
        if record is None or not self.site.urls.has(url.partition("#")[0]):
            return marked(name)
        href = f"{way}{quoted(ident)}.html" if way else self.href(url)
        attribute = f' class="{shown(css)}"' if css else ""
        return marked(f'<a href="{shown(href)}"{attribute}>{name}</a>')

    def link_to(self, record: Record, text: str) -> Markup:
        """Return a link to a record that has been read already, under a text that no other page is likely to share."""
        kind, ident = record.kind, record.id
        if kind in _ANCHORS or not self.site.urls.has(addresses.record(kind, ident)):
            return self.link(kind, ident, text)
        known = self._links.get(kind) or self._links_of(kind)
        return marked(f'<a href="{shown(known.way + quoted(ident))}.html">{shown(text)}</a>')

    def person(self, ident: str) -> Markup:
        """Return a link to a person of ours or, failing that, to a contact."""
        known = self._links.get(_ANYBODY) or self._links_of(_ANYBODY)
        key = (ident, "", "")
        found = known.made.get(key)
        if found is None:
            found = known.made[key] = traced(partial(self._anybody, ident))
        else:
            note_step(found[1])
        return found[0]

    def _anybody(self, ident: str) -> Markup:
        return self.link("person" if ident in self.book.people else "contact", ident)

    def md(self, text: str, heading: int = 3) -> Markup:
        """Return the HTML of a record's Markdown text."""
        return markdown(text, self._resolve, heading)

    def _resolve(self, href: str) -> str | None:
        found = linked_record(href, lambda kind, ident: self.book.get(kind, ident) is not None)
        if found is None or not may_show_kind(self.book, found[0]):
            return None
        return self.href(addresses.record(*found))

    def globals(self) -> Mapping[str, object]:
        """Return what every template may use while this page is rendered; another page's call ends that."""
        desk = self.site.once(("desk", self.lang), lambda: Desk(self))
        desk.view = self
        return {**desk.names, "view": self}


def _may_show(book: Book, kind: str, field: str = "") -> bool:
    """Whether the pages of a Book may show records of a kind, or a field of theirs."""
    return may_show(book, FORMS[kind].specs[field]) if field else may_show_kind(book, kind)


class Desk:
    """What macros see: the same functions on every page of a language, working for the page at hand.

    So a file of macros is read once for all pages, not once or more for each.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        words = view.words
        self.names: dict[str, object] = {
            "_": lambda text, **args: words.say(Msg(text), **args),
            FILL: words.say,
            "pgettext": lambda context, text, **args: words.say(Msg(text, context), **args),
            "tr": words.say,
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
            "quarter": words.quarter,
            "time": words.time,
            "label": words.label,
            "stage": words.stage,
            "join": words.join,
            "href": lambda url: relative(self.view.url, url),
            "asset": lambda name: self.view.asset(name),  # noqa: PLW0108 - the view at the time of the call
            "link": lambda kind, ident, text="", css="": self.view.link(kind, ident, text, css),
            "person": lambda ident: self.view.person(ident),  # noqa: PLW0108 - the same
            "md": lambda text, heading=3: self.view.md(text, heading),
            "address": addresses,
            "view": self,
            "book": view.book,
            "config": view.book.config,
            "may_show": partial(_may_show, view.book),
            "as_of": view.book.as_of,
        }
        self.names[SHARED] = Shared(self.names)

    def __getattr__(self, name: str) -> object:
        """Return what the page at hand has under this name."""
        return getattr(self.view, name)
