"""Which projects the sheets of key accounts are meant for: those of key accounts and complex sales (S22.2)."""

from __future__ import annotations

from site_gen.book.book import Book
from site_gen.records import Project

#: The three marks of a complex sale, as fields of a project.
MARKS = ("long_cycle", "group_decision", "large_amount")


def complex_marks(project: Project) -> tuple[str, ...]:
    """Return the names of the marks of a complex sale that a project has."""
    return tuple(name for name in MARKS if getattr(project, name))


def is_key(book: Book, project: Project) -> bool:
    """Whether the sheets S13–S18 are meant for a project: its customer is a key account, or it is a complex sale."""
    customer = book.customers.get(project.customer)
    return bool(customer and customer.key_account) or bool(complex_marks(project))
