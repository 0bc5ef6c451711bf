"""A name means one competitor (S20.4)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.competitors import key_of
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG965` for each name that records of two competitors have, at the later record."""
    seen: dict[str, str] = {}
    for rival in book.rivals.values():
        own: set[str] = set()
        for name in (rival.name, *rival.aliases):
            key = key_of(name)
            if not key or key in own:
                continue
            own.add(key)
            first = seen.setdefault(key, rival.id)
            if first != rival.id:
                field = "name" if name == rival.name else "aliases"
                yield breach("SG965", rival, field, name=name, other=book.rivals[first].name)
