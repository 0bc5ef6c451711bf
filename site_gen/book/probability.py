"""The probability of a project: its own, else that of its stage; and the phase it falls into (S33.1, §1.5)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from site_gen.config import Config
from site_gen.records import Project

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


def levels(config: Config) -> tuple[Level, ...]:
    """Return the team's levels, the lowest first."""
    percents = (
        (entry.key, int(str(entry.fact("percent", 0)))) for entry in config.vocabularies["probability"]
    )
    return tuple(
        Level(key, percent, phase_of(percent)) for key, percent in sorted(percents, key=lambda one: one[1])
    )


def level_of_stage(config: Config, stage: str) -> Level | None:
    """Return the level a stage leads to; `None` when there is none, as for lost projects."""
    found = config.stage(stage)
    if found.counts_as == "lost":
        return None
    return next((level for level in levels(config) if level.key == found.probability), None)


def level_of(config: Config, project: Project, stage: str) -> Level | None:
    """Return the level of a project that stands in `stage`; its own goes before that of the stage.

    What is won has at least the level of its stage: an old guess does not make a signed contract doubtful.
    """
    of_stage = level_of_stage(config, stage)
    if config.stage(stage).counts_as == "lost":
        return None
    own = next((level for level in levels(config) if level.key == project.probability), None)
    if own is None:
        return of_stage
    if stage in config.won_keys and of_stage is not None and of_stage.percent >= own.percent:
        return of_stage
    return own._replace(own=True)
