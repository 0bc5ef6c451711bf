"""One door to all charts: an input goes in, its chart comes out, and equal inputs are drawn once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from site_gen.charts.ageing import AgeingInput, ageing
from site_gen.charts.chart import Chart
from site_gen.charts.funnel import funnel, small_funnel
from site_gen.charts.funnel_input import FunnelInput, SmallFunnelInput
from site_gen.charts.losses import LossesInput, losses
from site_gen.charts.movement import MovementInput, movement
from site_gen.charts.supply import SupplyInput, supply
from site_gen.charts.targets import TargetsInput, targets
from site_gen.charts.visits import VisitsInput, visits

ChartInput = (
    FunnelInput
    | SmallFunnelInput
    | LossesInput
    | AgeingInput
    | MovementInput
    | SupplyInput
    | VisitsInput
    | TargetsInput
)

_DRAWERS: dict[type, Callable[[Any], Chart]] = {
    FunnelInput: funnel,
    SmallFunnelInput: small_funnel,
    LossesInput: losses,
    AgeingInput: ageing,
    MovementInput: movement,
    SupplyInput: supply,
    VisitsInput: visits,
    TargetsInput: targets,
}
#: How many charts a process keeps; the oldest go first.
_KEPT = 2048
_drawn: dict[str, Chart] = {}


def draw(given: ChartInput) -> Chart:
    """Return the chart of an input; an equal input is not drawn again."""
    key = draw_key(given)
    chart = _drawn.get(key)
    if chart is None:
        chart = _DRAWERS[type(given)](given)
        if len(_drawn) >= _KEPT:
            del _drawn[next(iter(_drawn))]
        _drawn[key] = chart
    return chart


def draw_key(given: ChartInput) -> str:
    """Return a hash of an input's content, the same in every process and on every machine."""
    text = json.dumps(_plain(given), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value in the terms of JSON; unlike things never look alike."""
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, tuple):
        return ["()", *map(_plain, value)]
    if isinstance(value, Decimal):
        return {"": str(Fraction(value))}
    return value
