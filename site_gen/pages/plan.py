"""The plan of the site: the pages of every family, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from importlib import import_module
from itertools import chain
from typing import TypeAlias

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.trace import aside
from site_gen.pages.audience import limits_pages, may_have
from site_gen.pages.page import Page, only

#: Modules of `pages/`, each with `pages(book) -> Iterable[Page]`. A new report is a line here.
FAMILIES = (
    "home",
    "packs",
    "pipeline",
    "compare",
    "focus",
    "supply",
    "project_list",
    "lost",
    "projects",
    "customers",
    "tiers",
    "churn",
    "care",
    "contacts",
    "key_accounts",
    "visits",
    "call_plans",
    "briefs",
    "follow_ups",
    "reports",
    "daily_reports",
    "weekly_reports",
    "day_plan",
    "digest",
    "people",
    "targets",
    "hunter",
    "orders",
    "order_steps",
    "requests",
    "compliance",
    "bids",
    "bid",
    "contract_reviews",
    "competitors",
    "registration",
    "speed",
    "win_loss",
    "cohorts",
    "indicators",
    "staff",
    "commit",
    "commit_history",
    "commit_periods",
    "unfulfilled",
    "phases",
    "months",
    "month_forecast",
    "reviews",
    "assessments",
    "roadmaps",
    "portfolio",
    "developments",
    "surveys",
    "efficiency",
    "regions",
    "alerts",
    "kpi",
    "quality",
    "flows",
    "method",
)


#: Addresses of the pages of each family, from the root of a language's tree.
Listing: TypeAlias = list[tuple[str, list[str]]]


class Plan:
    """The pages of the site of a Book.

    Args:
        book: the records.
        listing: what is planned for this Book, when it is known: then a page is made when somebody asks for it.
    """

    def __init__(self, book: Book, listing: Listing | None = None) -> None:
        self._book = book
        self._listing = listing
        self._single = listing is not None
        self._found: dict[str, Page] = {}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page that the audience gets."""
        return plan(self._book)

    @cached_property
    def urls(self) -> list[str]:
        """The address of every page, in the same order."""
        return [url for _, urls in self.listing for url in urls]

    @property
    def listing(self) -> Listing:
        """The addresses by family."""
        if self._listing is None:
            self._listing = [(name, _urls(self._book, name)) for name in FAMILIES]
        return self._listing

    def _planned(self, url: str) -> Page | None:
        # Who looks for a page has not read what the plan was made from.
        with aside():
            found = (_by_url(self._book, name).get(url) for name in FAMILIES)
            return next((page for page in found if page), None)

    def find(self, url: str) -> Page | None:
        """Return the page at an address."""
        if not self._single or "pages" in self.__dict__:
            return self._planned(url)
        if url not in self._found:
            family = next((name for name, urls in self.listing if url in urls), None)
            if family is None:
                return None
            with only(url):
                found = next((page for page in _pages(self._book, family) if page.url == url), None)
            if found is None:
                return self._planned(url)
            self._found[url] = found
        return self._found[url]


def plan(book: Book) -> tuple[Page, ...]:
    """Return every page of the site for `book` that its audience gets."""
    return tuple(chain.from_iterable(_family(book, name) for name in FAMILIES))


@per_book
def _family(book: Book, name: str) -> tuple[Page, ...]:
    """Return the pages of a family that the audience gets; those of the Book before as long as they would be the same."""
    pages = tuple(_pages(book, name))
    return tuple(page for page in pages if may_have(book, page.url)) if limits_pages(book) else pages


@per_book
def _urls(book: Book, name: str) -> list[str]:
    return [page.url for page in _family(book, name)]


@per_book
def _by_url(book: Book, name: str) -> dict[str, Page]:
    """Return the pages of a family by address."""
    return {page.url: page for page in _family(book, name)}


def _pages(book: Book, name: str) -> Iterable[Page]:
    family: Callable[[Book], Iterable[Page]] = import_module(f"site_gen.pages.{name}").pages
    return family(book)
