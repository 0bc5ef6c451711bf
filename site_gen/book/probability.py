"""The probability of a project: its own, else that of its stage; and the phase it falls into (S33.1, §1.5)."""

from __future__ import annotations

from site_gen.config import Config
from site_gen.config.level import Level
from site_gen.records import Project


def level_of_stage(config: Config, stage: str) -> Level | None:
    """Return the level a stage leads to; `None` when there is none, as for lost projects."""
    found = config.stage(stage)
    return None if found.counts_as == "lost" else config.level_by_key.get(found.probability)


def level_of(config: Config, project: Project, stage: str) -> Level | None:
    """Return the level of a project that stands in `stage`; its own goes before that of the stage.

    What is won has at least the level of its stage: an old guess does not make a signed contract doubtful.
    """
    of_stage = level_of_stage(config, stage)
    if config.stage(stage).counts_as == "lost":
        return None
    own = config.level_by_key.get(project.probability)
    if own is None:
        return of_stage
    if stage in config.won_keys and of_stage is not None and of_stage.percent >= own.percent:
        return of_stage
    return own._replace(own=True)
