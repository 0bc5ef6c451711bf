"""Ratings by plus, question mark and minus: what assessments of opportunities and accounts are made of (M25, M26)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

#: Items of an opportunity: the left half (is it real?) and the right half (is it worth winning?), in the order of the form.
REAL = ("application", "business", "approval", "budget", "urgency")
WORTH = ("short_revenue", "future_revenue", "profit", "risk", "strategic")


class Rated(Protocol):
    """A row of an assessment."""

    @property
    def item(self) -> str:
        """Key of what is rated."""

    @property
    def rating(self) -> str:
        """`good`, `unknown` or `poor`."""


class Ratings(Struct, frozen=True):
    """Items of an assessment by how they are rated, each list in the order of the form.

    Attributes:
        good: keys of items that meet their criterion.
        poor: keys of items that do not.
        unknown: keys of items that nobody knows yet.
        missing: keys of items not rated; they count as unknown.
    """

    good: tuple[str, ...]
    poor: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def score(self) -> int:
        """How many more items meet their criterion than do not: + is 1, ? is 0, − is −1."""
        return len(self.good) - len(self.poor)

    @property
    def open(self) -> tuple[str, ...]:
        """Keys of the items that are unknown or missing."""
        return (*self.unknown, *self.missing)


def ratings(rows: Iterable[Rated], items: Sequence[str]) -> Ratings:
    """Return how `items` are rated; of an item rated twice the last rating counts."""
    last = {row.item: row.rating for row in rows}

    def those(rating: str) -> tuple[str, ...]:
        return tuple(item for item in items if last.get(item) == rating)

    return Ratings(
        those("good"), those("poor"), those("unknown"), tuple(item for item in items if item not in last)
    )
