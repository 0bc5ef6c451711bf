"""Somebody is in touch with those who decide (S15.3)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.roles import DECIDES, is_out_of_touch, last_met
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, filled


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG932`; who was met, visits say, not the project."""
    days = book.config.thresholds.stale_days
    for project in book.projects.values():
        if not project.roles or project.stage not in book.config.open_keys:
            continue
        for position, row in enumerate(project.roles):
            if row.role != DECIDES or row.contact not in book.contacts:
                continue
            if is_out_of_touch(book, row.contact):
                day = last_met(book, row.contact)
                state = (
                    filled(N_("the last one was on {date}"), date=day) if day else N_("there was none at all")
                )
                name = book.contacts[row.contact].name
                yield breach(
                    "SG932", project, f"roles[{position}].contact", name=name, days=days, state=state
                )
