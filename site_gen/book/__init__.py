"""All records of a team, linked, checked and frozen."""

from site_gen.book.book import Book
from site_gen.book.link import make_book
from site_gen.book.shelf import Shelf, read_book

__all__ = ["Book", "Shelf", "make_book", "read_book"]
