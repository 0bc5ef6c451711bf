"""Rendering single pages in tests, and reading their HTML with a parser that accepts no mistakes."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from untraced import First, untraced

from site_gen.book import Book
from site_gen.book.redaction import book_for
from site_gen.pages.edition import render_page
from site_gen.pages.page import Page
from site_gen.pages.plan import plan
from site_gen.pages.view import Addresses, Site
from site_gen.render.environment import make_environment


@lru_cache(maxsize=32)
def strict_tree(html: str) -> Element:
    """Return the document of a page's text, to be looked at only; any error of syntax raises."""
    with untraced():
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return parser.parse(html)


def seen_by(whole: Book, audience: str) -> Book:
    """Return the Book of an audience."""
    found = whole.config.audience(audience)
    assert found is not None
    return book_for(whole, found)


def for_managers(whole: Book) -> Book:
    """Return the Book of managers."""
    return seen_by(whole, "manager")


class Pages:
    """The planned pages of a Book, rendered on demand."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.pages: dict[str, Page] = {page.url: page for page in plan(book)}
        self.site = Site(book, "0123456789", Addresses(self.pages))
        self.environment = make_environment()
        self.bytes: dict[tuple[str, str], bytes] = {}
        self.first = First()

    def html(self, url: str, lang: str = "en") -> str:
        """Return the HTML of a page."""
        if (url, lang) not in self.bytes:
            page = self.pages[url]
            with self.first.of(page.template):
                self.bytes[url, lang] = render_page(self.environment, self.site, page, lang)
        return self.bytes[url, lang].decode()

    def tree(self, url: str, lang: str = "en") -> Element:
        """Return the document; any error of syntax raises."""
        return strict_tree(self.html(url, lang))


def text(element: Element | None) -> str:
    """Return the text of an element as a reader sees it."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def by_class(tree: Element, tag: str, name: str) -> list[Element]:
    """Return the elements of a tag that have a class."""
    return [e for e in tree.iter(tag) if name in (e.get("class") or "").split()]


def ids(tree: Element) -> set[str]:
    """Return every id of a document."""
    return {e.get("id", "") for e in tree.iter() if e.get("id")}


def number(shown: str) -> str:
    """Return a figure without thousands separators and with an ordinary minus."""
    return shown.replace(",", "").replace("−", "-")
