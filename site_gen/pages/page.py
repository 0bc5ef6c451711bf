"""A page as a value: where it is, what it is called, which template shows it, how its context is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import accumulate
from typing import Any, Generic, TypeVar

from msgspec import Struct

from site_gen.pages.view import View


class Page(Struct, frozen=True):
    """One page of the site, for every language.

    Attributes:
        url: address from the root of a language's tree (see `addresses`).
        template: name of the template.
        title: makes the title in the view's language; it stands in `<title>`, crumbs and lists.
        build: makes the template's context; called only when the page is rendered.
        section: key of the menu section it belongs to.
        crumbs: the pages above it, as `(url, title)` makers, from the section down.
        paper: `portrait` or `landscape` for print.
    """

    url: str
    template: str
    title: Callable[[View], str]
    build: Callable[[View], Mapping[str, Any]]
    section: str = ""
    crumbs: tuple[tuple[str, Callable[[View], str]], ...] = ()
    paper: str = "portrait"


R = TypeVar("R")


#: The address of the one page that is wanted; empty when all are.
_wanted: ContextVar[str] = ContextVar("wanted", default="")


@contextmanager
def only(url: str) -> Iterator[None]:
    """Let those who make a page for each record make that of one address alone, and perhaps a few others."""
    token = _wanted.set(url)
    try:
        yield
    finally:
        _wanted.reset(token)


class EachPage(Generic[R]):
    """Makes a page for each record, and after an edit only for the records that are new.

    Args:
        make: makes the page of a record from nothing else; the name of its file begins with the record's id and a dot.
        wants: whether a record has a page, which it alone says.
    """

    def __init__(self, make: Callable[[R], Page], wants: Callable[[R], bool] = lambda _: True) -> None:
        self._make = make
        self._wants = wants
        self._records: Mapping[str, R] = {}
        self._pages: dict[str, Page | None] = {}

    def __call__(self, records: Mapping[str, R]) -> Iterator[Page]:
        """Yield the pages of records by id."""
        if url := _wanted.get():
            return self._some(records, url)
        before, known = self._records, self._pages
        self._records = dict(records.items())
        self._pages = {
            ident: known[ident] if before.get(ident) is record else self._page(record)
            for ident, record in self._records.items()
        }
        return (page for page in self._pages.values() if page is not None)

    def _some(self, records: Mapping[str, R], url: str) -> Iterator[Page]:
        """Yield the pages of the records whose id a file name may begin with; an id can have dots of its own."""
        parts = url.rpartition("/")[2].split(".")
        for ident in accumulate(parts, "{}.{}".format):
            record = records.get(ident)
            page = None if record is None else self._page(record)
            if page is not None:
                yield page

    def _page(self, record: R) -> Page | None:
        return self._make(record) if self._wants(record) else None
