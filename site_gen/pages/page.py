"""A page as a value: where it is, what it is called, which template shows it, how its context is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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


class EachPage(Generic[R]):
    """Makes a page for each record, and after an edit only for the records that are new.

    Args:
        make: makes the page of a record from nothing else.
    """

    def __init__(self, make: Callable[[R], Page]) -> None:
        self._make = make
        self._made: dict[int, tuple[R, Page]] = {}

    def __call__(self, records: Iterable[R]) -> Iterator[Page]:
        """Yield the pages of `records`."""
        before, self._made = self._made, {}
        for record in records:
            known = before.get(id(record))
            if known is None or known[0] is not record:
                known = (record, self._make(record))
            self._made[id(record)] = known
            yield known[1]
