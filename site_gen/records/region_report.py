"""A regional supervisor's weekly sales management report (S29)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Int, Money, Prose, Ref, Vocab, WeekId
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import AbnormalCustomer, rows


@kind
class RegionReport(Record):
    """The texts of the ten items; their figures are counted."""

    kind: ClassVar[str] = "region_report"
    folder: ClassVar[str] = "regional"
    label: ClassVar[Msg] = N_("Regional report")
    plural: ClassVar[Msg] = N_("Regional reports")

    owner: str = spec(Ref("person"), N_("Supervisor"), required=True, source="S29.1")
    team: str = spec(Vocab("team"), N_("Team"), required=True, source="S29.1")
    week: str = spec(WeekId(), N_("Week"), required=True, source="S29.1")
    abnormal_customers: tuple[AbnormalCustomer, ...] = spec(
        rows(AbnormalCustomer), N_("Abnormal customers"), source="S29.1"
    )
    next_orders: Decimal | None = spec(Money(), N_("Order target of next week"), source="S29.1")
    next_collection: Decimal | None = spec(Money(), N_("Collection target of next week"), source="S29.1")
    next_visits: int | None = spec(Int(0, 10000), N_("Visits planned next week"), source="S29.1")
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S29")
    signed_by: str = spec(Ref("person"), N_("Signed by"), source="S29.1")
    signed_on: dt.date | None = spec(Date(), NC_("report", "Signed on"), source="S29.1")
    competitor_moves: str = spec(
        Prose(), N_("Competitor moves"), source="S29.1", headings=("竞争者动态", "競爭者動態", "竞争对手动态")
    )
    report_note: str = spec(
        Prose(),
        N_("On the reports of the week"),
        source="S29.1",
        headings=("报表呈交及处理", "報表呈交及處理", "本周报表"),
    )
    next_week: str = spec(
        Prose(),
        N_("Next week’s targets and plan"),
        source="S29.1",
        headings=("下周目标与计划", "下週目標與計劃", "下周计划", "下週計劃", "Next week"),
    )
    comments: str = spec(
        Prose(),
        N_("Supervisor’s comments"),
        source="S29.1",
        headings=("Comments", "批示意见", "批示意見", "批示", "主管批示"),
    )

    @property
    def title(self) -> str:
        """Reports are called by their id, which names week and team."""
        return self.id
