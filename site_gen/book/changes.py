"""Which records of a kind differ between a Book and the one before: what was made of all of them is patched there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from site_gen.records import Record

if TYPE_CHECKING:
    from site_gen.book.book import Book

#: With more changed records than this, making anew is as quick.
_MOST = 100
#: A record as it was and as it is; `None` where there is none.
Change = tuple[Record | None, Record | None]


def changes_of(book: Book, kind: str) -> tuple[Change, ...] | None:
    """Return what differs in the records of a kind from the Book before; `None` when that is gone, or too much does."""
    before = book.before
    if before is None:
        return None
    known: dict[str, tuple[Change, ...] | None] = book.results[changes_of]
    if kind not in known:
        known[kind] = _changes(before, book, kind)
    return known[kind]


def _changes(before: Book, book: Book, kind: str) -> tuple[Change, ...] | None:
    if before.of_kind(kind) is book.of_kind(kind):
        return ()
    # By methods of `dict` itself: looking here is nobody's reading.
    old, new = (cast("dict[str, Record]", one.of_kind(kind)) for one in (before, book))
    found: list[Change] = []
    stayed = 0
    for ident, record in dict.items(new):
        was = dict.get(old, ident)
        stayed += was is not None
        if was is not record:
            found.append((was, record))
    if stayed < len(dict.keys(old)):
        found += [(was, None) for ident, was in dict.items(old) if dict.get(new, ident) is None]
    return tuple(found) if len(found) <= _MOST else None
