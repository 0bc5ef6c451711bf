"""The colours of charts: names of the theme's tokens, never values.

A picture says `var(--token)`, so dark mode and print are the theme's business.
"""

from __future__ import annotations

#: Tokens of the theme that charts use. Stages have one ordered ramp.
TOKENS = (
    *(f"stage-{number}" for number in range(1, 9)),
    "lost",
    "ink",
    "muted",
    "hairline",
    "accent",
    "bad",
    "good",
    "warn",
)


def stage(rank: int) -> str:
    """Return the token of the stage at a 1-based rank; a ninth stage shares the deepest colour."""
    return f"stage-{min(max(rank, 1), 8)}"
