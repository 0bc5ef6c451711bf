"""Rules of the method that are checked across records; each breach is a diagnostic."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules import (
    belonging,
    caps,
    circles,
    completeness,
    dates,
    duplicates,
    focus,
    follow_up,
    history,
    loss,
    names,
    preparation,
    probability,
    report,
    win_rate,
)
from site_gen.diagnostics import Diagnostic

_RULES = (
    belonging,
    caps,
    circles,
    completeness,
    dates,
    duplicates,
    focus,
    follow_up,
    history,
    loss,
    names,
    preparation,
    probability,
    report,
    win_rate,
)


def check_rules(book: Book) -> Iterator[Diagnostic]:
    """Yield every breach of a rule, in no particular order.

    The rules hold their ground when records are missing or references lead nowhere, so that all
    problems show in one run.
    """
    for rule in _RULES:
        yield from rule.check(book)
