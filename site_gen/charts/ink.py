"""The colours of charts: names of the theme's tokens, never values.

Matplotlib wants a colour while it draws; each token has a value of its own there that stands for it
until the picture is rewritten with `var(--token)`. So dark mode and print are the theme's business.
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

#: Stand-in value per token while matplotlib draws.
STAND_IN = {token: f"#c0ff{number:02x}" for number, token in enumerate(TOKENS)}
#: What a stand-in value becomes in the finished picture.
VARIABLE = {value: f"var(--{token})" for token, value in STAND_IN.items()}


def stage(rank: int) -> str:
    """Return the token of the stage at a 1-based rank; a ninth stage shares the deepest colour."""
    return f"stage-{min(max(rank, 1), 8)}"
