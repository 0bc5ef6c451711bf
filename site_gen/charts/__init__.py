"""One file per chart: plain values to SVG. Importing is cheap; matplotlib comes with the first drawing."""

from site_gen.charts.ageing import MOST_DOTS, AgedProject, AgeingInput, AgeingStage
from site_gen.charts.chart import NARROW, WIDE, Chart, ChartTable
from site_gen.charts.commits import CommitsInput, CommittedWeek
from site_gen.charts.curve import CurveDay, CurveInput
from site_gen.charts.decided import DecidedInput, DecidedRow
from site_gen.charts.drawn import ChartInput, Keeper, draw, draw_key, keep
from site_gen.charts.flow import FlowInput, FlowStep, FlowWay
from site_gen.charts.funnel_input import FunnelInput, FunnelRow, FunnelStep, SmallFunnelInput
from site_gen.charts.influence import InfluenceInput, Influencer
from site_gen.charts.linearity import LinearityInput, LineWeek
from site_gen.charts.losses import LossesInput, LossReason
from site_gen.charts.movement import MovementInput, MovementWeek
from site_gen.charts.outlook import OutlookInput, OutlookMonth
from site_gen.charts.pareto import ParetoCustomer, ParetoInput
from site_gen.charts.price_history import PriceHistoryInput, PricePoint
from site_gen.charts.prices import BidderPrice, PricesInput
from site_gen.charts.quadrants import Axis, QuadrantsInput, Spot
from site_gen.charts.relationship import RelationshipInput, RelationshipPoint
from site_gen.charts.required import RequiredInput, RequiredRow
from site_gen.charts.slot import Slot
from site_gen.charts.supply import SupplyInput, SupplyProduct
from site_gen.charts.targets import TargetMonth, TargetsInput
from site_gen.charts.trend import TrendInput, TrendRow
from site_gen.charts.visits import VisitsInput, VisitWeek

__all__ = [
    "MOST_DOTS",
    "NARROW",
    "WIDE",
    "AgedProject",
    "AgeingInput",
    "AgeingStage",
    "Axis",
    "BidderPrice",
    "Chart",
    "ChartInput",
    "ChartTable",
    "CommitsInput",
    "CommittedWeek",
    "CurveDay",
    "CurveInput",
    "DecidedInput",
    "DecidedRow",
    "FlowInput",
    "FlowStep",
    "FlowWay",
    "FunnelInput",
    "FunnelRow",
    "FunnelStep",
    "InfluenceInput",
    "Influencer",
    "Keeper",
    "LineWeek",
    "LinearityInput",
    "LossReason",
    "LossesInput",
    "MovementInput",
    "MovementWeek",
    "OutlookInput",
    "OutlookMonth",
    "ParetoCustomer",
    "ParetoInput",
    "PriceHistoryInput",
    "PricePoint",
    "PricesInput",
    "QuadrantsInput",
    "RelationshipInput",
    "RelationshipPoint",
    "RequiredInput",
    "RequiredRow",
    "Slot",
    "SmallFunnelInput",
    "Spot",
    "SupplyInput",
    "SupplyProduct",
    "TargetMonth",
    "TargetsInput",
    "TrendInput",
    "TrendRow",
    "VisitWeek",
    "VisitsInput",
    "draw",
    "draw_key",
    "keep",
]
