"""The worked example of hunter planning with the team's own model numbers (M12)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.hunting import ceiling, needed_by_model
from site_gen.measures.funnel import implied_win_rate
from site_gen.measures.values import Ratio

_TARGET, _AVERAGE = Decimal(950), Decimal(100)


class ExampleStage(Struct, frozen=True):
    """A stage of the example; `chance` is the model's to get from there to the end (S3.5)."""

    stage: str
    model: int
    needed: int | None
    chance: Ratio


class Example(Struct, frozen=True):
    """A target, an average deal, and what they ask of each stage."""

    target: Decimal
    average: Decimal
    wins: int
    stages: tuple[ExampleStage, ...]


def example(book: Book) -> Example:
    """Return the example of the specification: 950 at 100 a deal are ten deals."""
    wins = ceiling(_TARGET, _AVERAGE)
    stages = tuple(
        ExampleStage(
            stage.key,
            stage.model,
            needed_by_model(book.config, wins, stage.key),
            implied_win_rate(book, stage.key),
        )
        for stage in book.config.pipeline
    )
    return Example(_TARGET, _AVERAGE, wins, stages)
