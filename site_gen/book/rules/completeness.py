"""From certain stages on the columns of the pipeline table are filled in (S1.4, S1.12)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import FORMS, Project


def checkers(book: Book) -> Checkers:
    """`SG604` for each column that should be known at the project's stage."""
    config = book.config
    gated = [
        (spec, config.gate_rank(spec.gate), config.stage(getattr(config.gates, spec.gate)).label)
        for spec in FORMS["project"].specs.values()
        if spec.gate
    ]

    def check(project: Project) -> Iterator[Diagnostic]:
        if project.stage == config.lost.key:
            return
        rank = config.rank(project.stage)
        for spec, needed, stage in gated:
            if rank >= needed and not _known(book, project, spec.name):
                field = spec.name if spec.name in project.marks else "stage"
                yield breach("SG604", project, field, key=spec.name, label=spec.label, stage=stage)

    return {"project": check}


def _known(book: Book, project: Project, name: str) -> bool:
    """Whether a column has a value of its own or the customer's."""
    value: object = getattr(project, name)
    if name in {"vertical", "province", "city"}:
        return bool(value or project.customer not in book.customers or getattr(book, name)(project))
    return value not in (None, "", ())
