"""Win rate and stage agree: lost goes with 0, ordered and paid with 100 (S1.5)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Project


def checkers(book: Book) -> Checkers:
    """`SG606` for a win rate that contradicts the stage."""
    config = book.config
    ordered = config.gate_rank("ordered")
    rates = set(config.vocabularies["win_rate"].keys)

    def check(project: Project) -> Iterator[Diagnostic]:
        stage = config.stage(project.stage)
        if stage.counts_as == "lost":
            expected = 0
        elif stage.rank >= ordered:
            expected = 100
        else:
            return
        if project.win_rate not in (None, expected) and str(expected) in rates:
            right, wrong = f"{expected}%", f"{project.win_rate}%"
            yield breach("SG606", project, "win_rate", stage=stage.label, expected=right, value=wrong)

    return {"project": check}
