"""Names of the manufacturer's people are accurate Chinese names (S1.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_HEADER = ("sub_bu_sales_manager", "sub_bu_regional_manager", "sub_bu_national_manager", "gf_sales")


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG608`; only for a team whose site is in Chinese."""
    if not any(lang.startswith("zh") for lang in book.config.languages):
        return
    for name in _HEADER:
        value = str(getattr(book.config.header, name))
        if value and not re.search(_HAN, value):
            place = book.config.place(f"header.{name}")
            yield Diagnostic("SG608", place, (("value", value),), len(value))
    for person in book.people.values():
        theirs = person.side == "gf" or person.role.startswith("gf_")
        if theirs and not re.search(_HAN, person.name):
            yield breach("SG608", person, "name", person=person.id, value=person.name)
