"""The problems of a Book, found by another process while this one does something else."""

from __future__ import annotations

from functools import partial

from site_gen.book.book import Book
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

    def __call__(self, book: Book) -> tuple[Diagnostic, ...]:
        """Return the problems of the Book."""
        data = self._apart.result()
        return codec.decode(data) if data else self._find(book)


def _told(book: Book) -> bytes:
    try:
        return codec.encode(book.find_problems(book))
    except TypeError:  # a message with a value that has no bytes
        return b""
