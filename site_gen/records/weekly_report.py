"""The weekly work report (S8)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Money, Prose, Ref, WeekId
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import DayWork, Talk, rows


@kind
class WeeklyReport(Record):
    """The summary of a week; next week's plan stands in its visits, figures are counted where they can be."""

    kind: ClassVar[str] = "weekly_report"
    folder: ClassVar[str] = "weekly"
    label: ClassVar[Msg] = N_("Weekly report")
    plural: ClassVar[Msg] = N_("Weekly reports")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, source="S8.1")
    week: str = spec(WeekId(), N_("Week"), required=True, source="S8.2")
    days: tuple[DayWork, ...] = spec(rows(DayWork), N_("Work of each day"), source="S8.3")
    talks: tuple[Talk, ...] = spec(
        rows(Talk), N_("Further talks"), source="S8.2", help_=N_("Talks with customers that are no visit records.")
    )
    collected: Decimal | None = spec(
        Money(), N_("Collected"), source="S8.2", help_=N_("Default: counted from the payments of the orders.")
    )
    collection_target: Decimal | None = spec(
        Money(), N_("Collection target"), source="S8.2", help_=N_("Default: the share of the month’s target.")
    )
    ordered: Decimal | None = spec(
        Money(), N_("Ordered"), source="S8.2", help_=N_("Default: counted from the orders signed.")
    )
    order_target: Decimal | None = spec(
        Money(), N_("Order target"), source="S8.2", help_=N_("Default: the share of the month’s target.")
    )
    opportunities_on: dt.date | None = spec(
        Date(),
        N_("Opportunities submitted on"),
        source="S12.1",
        help_=N_("The day the projects were brought up to date and handed in with this report."),
    )
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S12.1")
    signed_by: str = spec(Ref("person"), N_("Signed by"), source="S8.2")
    signed_on: dt.date | None = spec(Date(), NC_("report", "Signed on"), source="S8.2")
    summary: str = spec(Prose(), N_("Summary"), source="S8.2", headings=("总结", "總結", "本周总结", "本週總結"))
    competitor_info: str = spec(
        Prose(), N_("Competitor information"), source="S8.2", headings=("竞争对手信息", "競爭對手信息")
    )
    customer_opinions: str = spec(
        Prose(), N_("Customer opinions"), source="S8.2", headings=("客户反映的意见", "客戶反映的意見")
    )
    customer_news: str = spec(
        Prose(), N_("Latest on customers"), source="S8.2", headings=("客户的最新动态", "客戶的最新動態")
    )
    comments: str = spec(
        Prose(),
        N_("Supervisor’s comments"),
        source="S8.2",
        headings=("Comments", "批示意见", "批示意見", "批示", "主管批示"),
    )

    @property
    def title(self) -> str:
        """Reports are called by their id, which names week and person."""
        return self.id
