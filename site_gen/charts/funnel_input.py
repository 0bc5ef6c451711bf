"""What a funnel shows, as plain values."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct


class FunnelRow(Struct, frozen=True):
    """A stage, or the lost projects.

    Attributes:
        label: its name.
        rank: 1-based position, which is its colour; 0 for lost.
        count: number of projects.
        amount: their amount, in the team's unit.
        model: its number in the model funnel; 0 for none.
        href: address of the list of these projects.
    """

    label: str
    rank: int
    count: int
    amount: Decimal
    model: int = 0
    href: str = ""


class FunnelStep(Struct, frozen=True):
    """Conversion from one stage to the next, as ratios.

    Attributes:
        own: own conversion.
        model: the model's.
        low: whether it falls short of the model (M6).
        judged: whether the diagnosis rests on it (DQ3): up to signing and on enough cases.
    """

    own: Decimal | None
    model: Decimal | None
    low: bool = False
    judged: bool = True


class FunnelInput(Struct, frozen=True):
    """What the funnel of a scope shows; `steps[i]` leads from `stages[i]` to the next."""

    lang: str
    unit: str
    stages: tuple[FunnelRow, ...]
    lost: FunnelRow | None
    steps: tuple[FunnelStep, ...] = ()
    title: str = ""

    def rows(self) -> tuple[FunnelRow, ...]:
        """Return the stages and the lost projects."""
        return self.stages + ((self.lost,) if self.lost else ())

    def largest_model(self) -> int:
        """Return the largest number of the model funnel, 0 for none."""
        return max((row.model for row in self.stages), default=0)


class SmallFunnelInput(Struct, frozen=True):
    """What the funnel of the home page shows: the same without conversion, in one size."""

    lang: str
    unit: str
    stages: tuple[FunnelRow, ...]
    lost: FunnelRow | None
    title: str = ""
