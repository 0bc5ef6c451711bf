"""The daily sales report (S26)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Money, Number, Prose, Ref, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Talk, people, rows


@kind
class DailyReport(Record):
    """How a day went; visits, talks and money are counted from their own records where they can be."""

    kind: ClassVar[str] = "daily_report"
    folder: ClassVar[str] = "daily"
    label: ClassVar[Msg] = N_("Daily report")
    plural: ClassVar[Msg] = N_("Daily reports")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, source="S26.1")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S26.1")
    attendance: str = spec(Vocab("attendance"), N_("Attendance"), required=True, source="S26.1")
    talks: tuple[Talk, ...] = spec(
        rows(Talk), N_("Further talks"), source="S26.1", help_=N_("Talks with customers that are no visit records.")
    )
    complaints: tuple[str, ...] = spec(people("complaint"), N_("Complaints handled"), source="S26.1")
    collected: Decimal | None = spec(
        Money(), N_("Collected"), source="S26.1", help_=N_("Default: counted from the payments of the orders.")
    )
    collection_target: Decimal | None = spec(
        Money(), N_("Collection target"), source="S26.1", help_=N_("Default: the share of the month’s target.")
    )
    ordered: Decimal | None = spec(
        Money(), N_("Ordered"), source="S26.1", help_=N_("Default: counted from the orders signed.")
    )
    order_target: Decimal | None = spec(
        Money(), N_("Order target"), source="S26.1", help_=N_("Default: the share of the month’s target.")
    )
    expense: Decimal | None = spec(
        Number(low=Decimal(0)),
        N_("Expenses"),
        source="S26.1",
        help_=N_("In whole units of the currency, such as 350 for 350 yuan."),
    )
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S26.1")
    signed_by: str = spec(Ref("person"), N_("Signed by"), source="S26.1")
    signed_on: dt.date | None = spec(Date(), NC_("report", "Signed on"), source="S26.1")
    learning: str = spec(
        Prose(), N_("Learning of the day"), source="S26.1", headings=("今日拜访心得", "今日拜訪心得", "心得")
    )
    complaint_note: str = spec(
        Prose(), N_("Complaint handling"), source="S26.1", headings=("客诉处理", "客訴處理")
    )
    competitor_info: str = spec(
        Prose(), N_("Competitor information"), source="S26.1", headings=("竞争对手信息", "競爭對手信息")
    )
    customer_opinions: str = spec(
        Prose(), N_("Customer opinions"), source="S26.1", headings=("客户反映的意见", "客戶反映的意見")
    )
    customer_news: str = spec(
        Prose(), N_("Latest on customers"), source="S26.1", headings=("客户的最新动态", "客戶的最新動態")
    )
    comments: str = spec(
        Prose(),
        N_("Supervisor’s comments"),
        source="S26.1",
        headings=("Comments", "批示意见", "批示意見", "批示", "主管批示"),
    )

    @property
    def title(self) -> str:
        """Reports are called by their id, which names day and person."""
        return self.id
