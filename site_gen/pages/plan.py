"""The plan of the site: the pages of every family, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from site_gen.book import Book
from site_gen.book.content import content
from site_gen.book.trace import Read, pruned, tracing
from site_gen.pages.page import Page

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
    "contacts",
    "visits",
    "call_plans",
    "briefs",
    "follow_ups",
    "people",
    "targets",
    "orders",
    "reviews",
    "quality",
    "method",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The pages of a family, and what stands for everything that was looked at to find them."""

    reads: Mapping[Read, bytes]
    pages: tuple[Page, ...]


#: What was planned before, by family.
Plans = dict[tuple[str, bytes, date], Kept]


def plan(book: Book, plans: Plans | None = None) -> tuple[Page, ...]:
    """Return every page of the site for `book`.

    Args:
        book: the records.
        plans: what was planned for an earlier Book; families that would be the same are taken from it, and
            those that are not are put there.
    """
    plans = {} if plans is None else plans
    now: dict[Read, bytes] = {}

    def digest(read: Read) -> bytes:
        if read not in now:
            now[read] = content(book, *read)
        return now[read]

    fresh: Plans = {}
    for name in FAMILIES:
        key = (name, book.config_digest, book.as_of)
        before = plans.get(key)
        if before is not None and all(digest(read) == known for read, known in before.reads.items()):
            fresh[key] = before
            continue
        family: Callable[[Book], Iterable[Page]] = import_module(f"site_gen.pages.{name}").pages
        with tracing() as reads:
            pages = tuple(family(book))
        fresh[key] = Kept({read: digest(read) for read in pruned(reads)}, pages)
    plans.clear()
    plans.update(fresh)
    return tuple(page for kept in fresh.values() for page in kept.pages)
