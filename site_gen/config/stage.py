"""Stages of the pipeline and the gates that rules hang on (S1.1, S1.2)."""

from __future__ import annotations

from msgspec import Struct

from site_gen.locale.text import Label


class Stage(Struct, frozen=True):
    """One stage.

    Attributes:
        key: id in files, addresses and data.
        code: the letter people say; two stages may share it (the two O's).
        rank: 1-based position; `lost` ranks after all others.
        model: count of the model funnel per 100 leads (S1.2); 0 for lost.
        counts_as: `open`, `won` or `lost`.
        probability: key of the probability a project has here unless it says its own (S33.1); empty for none.
    """

    key: str
    code: str
    label: Label
    rank: int
    model: int
    phase: str
    counts_as: str
    definition: Label
    exit: Label
    probability: str = ""


class Gates(Struct, frozen=True):
    """The stages from which rules hold, as stage keys.

    Attributes:
        qualified: products, amount and purchase date should be known from here (S1.4).
        complete: every column should be known from here (S1.12); near-term deals count from here (M11).
        quoted: a loss from here on is a late loss (M7).
        signed: the first won stage.
        ordered: from here on the win rate is 100 (S1.5).
    """

    qualified: str
    complete: str
    quoted: str
    signed: str
    ordered: str
