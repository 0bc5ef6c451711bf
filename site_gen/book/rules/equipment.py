"""Opportunities say which equipment is needed, with its specification (S9.2)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Project

_WANTED = ("equipment", "tech_specs")


def checkers(book: Book) -> Checkers:
    """`SG638` for an open project without them from the gate `complete` on."""
    config = book.config
    gate = config.gate_rank("complete")
    stage = config.stage(config.gates.complete).label

    def check(project: Project) -> Iterator[Diagnostic]:
        if project.stage not in config.open_keys or config.rank(project.stage) < gate:
            return
        missing = tuple(label_of(project, name) for name in _WANTED if not getattr(project, name))
        if missing:
            yield breach("SG638", project, "stage", label=missing, stage=stage)

    return {"project": check}
