"""What stands for the content of anything that can be read from a Book: equal bytes mean equal content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from site_gen.book.book import Book
from site_gen.book.trace import ALL, VALUES, WITHHELD
from site_gen.records import FORMS, Record
from site_gen.records.texts import kind_of


def content(book: Book, source: str, key: str) -> bytes:
    """Return 16 bytes for what is read from a Book under a name of `trace.Read`; empty when there is nothing.

    A group of records stands for the records in it, with all their fields but the words of texts. Looking counts as reading, too.
    """
    if source in FORMS:
        return book.facts(source, key) if key != ALL else _records(book, book.of_kind(source).values())
    if kind_of(source):
        return book.digest(kind_of(source), key)
    if source == WITHHELD:
        return b"withheld"
    if source == "value":
        return _digest((repr(VALUES[key](book)).encode(),))
    if source == "problems":
        kind, _, ident = key.partition("/")
        found = book.problems_of(kind, ident)
        # Nearly every record has none.
        return _digest((repr(found).encode(),)) if found else b"none"
    if source == "book":
        value = getattr(book, key)
        return _records(book, value) if key == "sellers" else _digest((repr(value).encode(),))
    groups: Mapping[str, tuple[Record, ...]] = getattr(book, source)
    if key != ALL:
        return _records(book, groups.get(key, ()))
    return _digest(name.encode() + b"\0" + _records(book, group) for name, group in groups.items())


def _records(book: Book, records: Iterable[Record]) -> bytes:
    known = book.known
    # Without a call for each record: what pages read are mostly groups, and every group is looked at.
    return _digest([read.facts for record in records if (read := known.get(record.kind, {}).get(record.id))])


def _digest(parts: Iterable[bytes]) -> bytes:
    return blake2b(b"".join(parts), digest_size=16).digest()
