"""Levels of probability and the phases of the process they fall into (S33.1, §1.5)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from site_gen.forms.vocabulary import Vocabulary

Phase = Literal["lead_in", "selling", "closing"]
#: The phases of the process, in order.
PHASES: tuple[Phase, ...] = ("lead_in", "selling", "closing")
#: Percentages at which selling and closing begin; the axis of the source shows 0–25, 50–80 and 90–100.
SELLING_FROM, CLOSING_FROM = 50, 90


class Level(NamedTuple):
    """A level of probability.

    Attributes:
        key: key in the list `probability`.
        percent: its percentage.
        phase: the phase it belongs to.
        own: whether the project says it itself.
    """

    key: str
    percent: int
    phase: Phase
    own: bool = False


def phase_of(percent: int) -> Phase:
    """Return the phase of a percentage."""
    if percent < SELLING_FROM:
        return "lead_in"
    return "selling" if percent < CLOSING_FROM else "closing"


def levels_of(probabilities: Vocabulary) -> tuple[Level, ...]:
    """Return the levels that a list of probabilities names, the lowest first."""
    percents = ((entry.key, int(str(entry.fact("percent", 0)))) for entry in probabilities)
    return tuple(
        Level(key, percent, phase_of(percent)) for key, percent in sorted(percents, key=lambda one: one[1])
    )
