"""Probability follows the milestones reached; commit and upside exclude each other (S33.7)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.forms.vocabulary import Vocabulary
from site_gen.records import Project


def checkers(book: Book) -> Checkers:
    """`SG618` and `SG619`."""
    percents = _percents(book.config.vocabularies["probability"])
    milestones = _percents(book.config.vocabularies["milestone"])

    def check(project: Project) -> Iterator[Diagnostic]:
        if project.commit and project.upside:
            yield breach("SG619", project, "upside")
        if not project.probability or project.stage == book.config.lost.key:
            return
        reached = max((milestones.get(key, 0) for key in project.milestones), default=0)
        value = percents.get(project.probability, 0)
        if value > reached:
            yield breach("SG618", project, "probability", value=f"{value}%", reached=f"{reached}%")

    return {"project": check}


def _percents(entries: Vocabulary) -> dict[str, int]:
    return {entry.key: int(str(entry.fact("percent", 0))) for entry in entries}
