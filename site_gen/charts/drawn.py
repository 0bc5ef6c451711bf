"""One door to all charts: an input goes in, its chart comes out, and equal inputs are drawn once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Protocol

from site_gen.charts.ageing import AgeingInput, ageing
from site_gen.charts.chart import Chart
from site_gen.charts.commits import CommitsInput, commits
from site_gen.charts.curve import CurveInput, curve
from site_gen.charts.decided import DecidedInput, decided
from site_gen.charts.flow import FlowInput, flow
from site_gen.charts.funnel import funnel, small_funnel
from site_gen.charts.funnel_input import FunnelInput, SmallFunnelInput
from site_gen.charts.influence import InfluenceInput, influence
from site_gen.charts.linearity import LinearityInput, linearity
from site_gen.charts.losses import LossesInput, losses
from site_gen.charts.movement import MovementInput, movement
from site_gen.charts.outlook import OutlookInput, outlook
from site_gen.charts.pareto import ParetoInput, pareto
from site_gen.charts.price_history import PriceHistoryInput, price_history
from site_gen.charts.prices import PricesInput, prices
from site_gen.charts.quadrants import QuadrantsInput, quadrants
from site_gen.charts.relationship import RelationshipInput, relationship
from site_gen.charts.required import RequiredInput, required
from site_gen.charts.supply import SupplyInput, supply
from site_gen.charts.targets import TargetsInput, targets
from site_gen.charts.trend import TrendInput, trend
from site_gen.charts.visits import VisitsInput, visits
from site_gen.charts.watch import timed
from site_gen.forms.fields import field_names

ChartInput = (
    FunnelInput
    | SmallFunnelInput
    | LossesInput
    | AgeingInput
    | MovementInput
    | SupplyInput
    | VisitsInput
    | TargetsInput
    | RequiredInput
    | CurveInput
    | TrendInput
    | PricesInput
    | OutlookInput
    | PriceHistoryInput
    | CommitsInput
    | LinearityInput
    | DecidedInput
    | ParetoInput
    | QuadrantsInput
    | FlowInput
    | InfluenceInput
    | RelationshipInput
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
    RequiredInput: required,
    CurveInput: curve,
    TrendInput: trend,
    PricesInput: prices,
    OutlookInput: outlook,
    PriceHistoryInput: price_history,
    CommitsInput: commits,
    LinearityInput: linearity,
    DecidedInput: decided,
    ParetoInput: pareto,
    QuadrantsInput: quadrants,
    FlowInput: flow,
    InfluenceInput: influence,
    RelationshipInput: relationship,
}
#: How many charts a process keeps in memory; the oldest go first.
_KEPT = 2048
_KIND = "chart"
_drawn: dict[bytes, Chart] = {}


class Keeper(Protocol):
    """Where drawn charts are kept beyond this process, such as a `Memo`."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Return what was kept under a key, if it is still there."""

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a value."""


class _Kept:
    """The keeper of this process, none at first."""

    keeper: Keeper | None = None


def keep(keeper: Keeper | None) -> None:
    """Look charts up in `keeper` before drawing them from now on, and keep there what is drawn; `None` ends it.

    Its values must belong to this program: a chart depends on nothing but its input and the program.
    """
    _Kept.keeper = keeper


def draw(given: ChartInput) -> Chart:
    """Return the chart of an input; an equal input is not drawn again."""
    key = _key(given)
    chart = _drawn.get(key)
    if chart is None:
        keeper = _Kept.keeper
        chart = _draw(given) if keeper is None else _recalled(given, key, keeper)
        if len(_drawn) >= _KEPT:
            del _drawn[next(iter(_drawn))]
        _drawn[key] = chart
    return chart


def _draw(given: ChartInput) -> Chart:
    return timed(_DRAWERS[type(given)], given)


def _recalled(given: ChartInput, key: bytes, keeper: Keeper) -> Chart:
    known = keeper.get(_KIND, key)
    if known is not None:
        return Chart.from_json(known)
    chart = _draw(given)
    keeper.put(_KIND, key, chart.to_json())
    return chart


def draw_key(given: ChartInput) -> str:
    """Return a hash of an input's content, the same in every process and on every machine."""
    return _key(given).hex()


def _key(given: ChartInput) -> bytes:
    return hashlib.sha256(_AS_TEXT.encode(given).encode("ascii")).digest()


def _plain(value: object) -> Any:
    """Return what JSON does not know in its terms; unlike things never look alike."""
    if isinstance(value, Decimal):
        return {"": value.as_integer_ratio()}
    kind: Any = type(value)
    return {kind.__name__: _contents(kind)(value)}


@cache
def _contents(kind: type) -> Callable[[Any], Any]:
    """Return what gives the values of the fields of a class."""
    return attrgetter(*(field_names(kind) or ()))


#: A tuple becomes a list, an object with fields one of its name; inputs hold no circles.
_AS_TEXT = json.JSONEncoder(separators=(",", ":"), default=_plain, check_circular=False)
