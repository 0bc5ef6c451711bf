"""One kind of problem: severity, message, hint and explanation."""

from __future__ import annotations

from msgspec import Struct

from site_gen.locale.text import N_, Msg

NOTHING = Msg("")
_DID_YOU_MEAN = N_("Did you mean “{suggestion}”?")


class Code(Struct, frozen=True):
    """One kind of problem.

    `message` says what is wrong, `hint` what to write instead, `suggestion` is used when the
    problem carries a `suggestion` argument, `why` explains the rule in `docs/diagnostics.md`.
    """

    severity: str
    message: Msg
    hint: Msg = NOTHING
    why: Msg = NOTHING
    suggestion: Msg = _DID_YOU_MEAN
    source: str = ""


def error(message: Msg, hint: Msg = NOTHING, why: Msg = NOTHING, source: str = "") -> Code:
    """Return a code that stops a build."""
    return Code("error", message, hint, why, source=source)


def warning(message: Msg, hint: Msg = NOTHING, why: Msg = NOTHING, source: str = "") -> Code:
    """Return a code for a broken rule of the method."""
    return Code("warning", message, hint, why, source=source)
