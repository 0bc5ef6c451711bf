"""All records of a team, linked, checked and frozen."""

from site_gen.book.book import Book
from site_gen.book.link import make_book, read_book

__all__ = ["Book", "make_book", "read_book"]
