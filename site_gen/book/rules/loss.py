"""A lost project says why, when and from which stage it was lost (S1.4, S1.15)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Project

_ONLY_LOST = ("lost_reason", "lost_from_stage", "lost_date", "lost_to")


def checkers(book: Book) -> Checkers:
    """`SG605`, `SG622` for facts a loss lacks, `SG623` and `SG625` for facts that cannot be."""
    reasons = tuple(entry.label for entry in book.config.vocabularies["lost_reason"])
    lost = book.config.lost.key

    def check(project: Project) -> Iterator[Diagnostic]:
        if project.stage != lost:
            for name in _ONLY_LOST:
                if getattr(project, name):
                    stage = book.config.stage(project.stage).label
                    label = label_of(project, name)
                    yield breach("SG623", project, name, key=name, label=label, stage=stage)
            return
        if not project.lost_reason:
            field = "lost_reason" if "lost_reason" in project.marks else "stage"
            yield breach("SG605", project, field, options=reasons)
        if project.lost_from_stage == lost:
            yield breach("SG625", project, "lost_from_stage", stage=book.config.lost.label)
        for name in ("lost_from_stage", "lost_date"):
            if not getattr(project, name):
                field = name if name in project.marks else "stage"
                yield breach("SG622", project, field, key=name, label=label_of(project, name))

    return {"project": check}
