"""The stage history ends where the project stands (S1.4)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Project


def checkers(book: Book) -> Checkers:
    """`SG615` for a history whose last move is not into the project's stage."""
    config = book.config

    def check(project: Project) -> Iterator[Diagnostic]:
        if not project.stage_history:
            return
        rows = enumerate(project.stage_history)
        position, last = max(rows, key=lambda row: (row[1].date, row[0]))
        implied = project.stage == config.lost.key and project.lost_date is not None
        if last.stage == project.stage or implied:
            return
        found, stage = config.stage(last.stage).label, config.stage(project.stage).label
        yield breach("SG615", project, f"stage_history[{position}].stage", found=found, stage=stage)

    return {"project": check}
