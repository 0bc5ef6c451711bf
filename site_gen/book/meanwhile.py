"""The problems of a Book, found by another process while this one does something else."""

from __future__ import annotations

from functools import partial

from site_gen.book.book import Book
from site_gen.book.register import Key
from site_gen.diagnostics import Diagnostic, codec
from site_gen.reading.apart import Apart


class Problems:
    """Problems that are being found; who asks waits for them.

    Args:
        book: the Book.
    """

    def __init__(self, book: Book) -> None:
        self._find = book.find_problems
        self._apart = Apart(partial(_told, book))

    def __call__(self, book: Book, record: Key | None = None) -> tuple[Diagnostic, ...]:
        """Return the problems of the Book, or of one record of it."""
        data = self._apart.result()
        if not data:
            return self._find(book, record)
        found = codec.decode(data)
        return found if record is None else tuple(one for one in found if one.record == record)


def _told(book: Book) -> bytes:
    try:
        return codec.encode(book.find_problems(book))
    except TypeError:  # a message with a value that has no bytes
        return b""
