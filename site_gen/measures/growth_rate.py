"""Growth from one period to the next, and how it is judged (M34)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from site_gen.config.config import Thresholds
from site_gen.measures.values import Ratio

Grade = Literal["good", "least", "low", ""]


class Growth(Struct, frozen=True):
    """What something was and is.

    Attributes:
        before: what it was.
        now: what it is.
        change: (now − before) over before; no value from nothing.
        grade: `good`, `least` (enough), `low`, or empty where there is no ratio.
    """

    before: Decimal
    now: Decimal
    change: Ratio
    grade: Grade


def by_month(before: Decimal | int, now: Decimal | int, limits: Thresholds) -> Growth:
    """Return the growth from month to month: good from `growth_good`, enough from `growth_least` on."""
    change = _change(before, now)
    grade: Grade = "low" if change.value is not None else ""
    if change.at_least(limits.growth_good):
        grade = "good"
    elif change.at_least(limits.growth_least):
        grade = "least"
    return Growth(Decimal(before), Decimal(now), change, grade)


def by_quarter(before: Decimal | int, now: Decimal | int, limits: Thresholds) -> Growth:
    """Return the growth from quarter to quarter: good from `growth_quarter` on."""
    change = _change(before, now)
    grade: Grade = "" if change.value is None else "good" if change.at_least(limits.growth_quarter) else "low"
    return Growth(Decimal(before), Decimal(now), change, grade)


def _change(before: Decimal | int, now: Decimal | int) -> Ratio:
    return Ratio(Decimal(now) - Decimal(before), Decimal(before))
