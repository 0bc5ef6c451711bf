"""Pages of visits, customers and people for tests: rendered, parsed, and the raw files beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import yaml
from pages_helper import strict_tree
from untraced import First

from site_gen.book import Book
from site_gen.pages import script_words
from site_gen.pages.edition import render_page
from site_gen.pages.page import Page
from site_gen.pages.plan import FAMILIES
from site_gen.pages.view import Addresses, Site
from site_gen.render.environment import make_environment, static_files

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "records"


class Shown:
    """The pages of a Book by address."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.pages: dict[str, Page] = {
            page.url: page
            for name in FAMILIES
            for page in import_module(f"site_gen.pages.{name}").pages(book)
        }
        self.site = Site(book, "", Addresses(self.pages))
        self.environment = make_environment(None)
        self.texts: dict[tuple[str, str], str] = {}
        self.first = First()

    def text(self, url: str, lang: str = "zh-Hans") -> str:
        if (url, lang) not in self.texts:
            page = self.pages[url]
            with self.first.of(page.template):
                self.texts[url, lang] = render_page(self.environment, self.site, page, lang).decode()
        return self.texts[url, lang]

    def tree(self, url: str, lang: str = "zh-Hans") -> Element:
        """The page parsed strictly: any error of HTML fails the test."""
        return strict_tree(self.text(url, lang))

    def write(self, folder: Path, urls: list[str], lang: str = "zh-Hans") -> None:
        """Write pages with the theme's files, for a browser."""
        files = {url: self.text(url, lang).encode() for url in urls} | static_files(None)
        files[script_words.address(lang)] = script_words.script(lang)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def value_of(cell: Element) -> str:
    """Return what the script sorts a cell by: its value, else its text; empty where it has none."""
    found = cell.get("data-value")
    return words(cell).replace("–", "") if found is None else found


def words(element: Element | None) -> str:
    """All text of an element, white space made single."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def having(tree: Element, css: str, tag: str = "*") -> list[Element]:
    """The elements with a class."""
    return [e for e in tree.iter() if css in (e.get("class") or "").split() and tag in {"*", e.tag}]


def by_id(tree: Element, ident: str) -> Element:
    return next(e for e in tree.iter() if e.get("id") == ident)


@cache
def raw(folder: str) -> dict[str, dict[str, Any]]:
    """The front matter of the sample's files as plain text values, by id; the body under `body`."""
    found = {}
    for path in sorted((RECORDS / folder).rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        found[path.stem] = {**yaml.load(front, yaml.BaseLoader), "body": body}
    return found


def items() -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """Every follow-up item of the sample's files made up to its day: visit id, visit, row."""
    for ident, visit in raw("visits").items():
        for row in visit.get("follow_ups") or ():
            if visit["date"] <= "2026-11-20":
                yield ident, visit, row
