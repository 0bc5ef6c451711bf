"""The five stages of an account development, as the stage of its project says them (S21.2, §1.5 of the domain)."""

from __future__ import annotations

from site_gen.config import Config

#: The five stages in their order, and how a development ends with its project.
STAGES = ("target", "samples_info", "valuation", "relationship", "close")
CLOSED, LOST = "closed", "lost"


def stages_at(config: Config, stage: str) -> tuple[str, ...]:
    """Return the stages that fit a stage of the pipeline: one, or the two that share one."""
    counts_as, rank = config.stage(stage).counts_as, config.rank(stage)
    if counts_as != "open":
        return (CLOSED,) if counts_as == "won" else (LOST,)
    if rank >= config.gate_rank("quoted"):
        return ("close",)
    if rank >= config.gate_rank("complete"):
        return ("relationship",)
    if rank >= config.gate_rank("qualified"):
        return ("samples_info", "valuation")
    return ("target",)
