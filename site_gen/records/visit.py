"""A visit: plan row, POPSA brief and visit report in one file (S5, S6, S10, S25)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, Int, ListOf, Prose, Ref, Str, Time, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.account_rows import KeyPersonNote
from site_gen.records.rows import Anticipated, Companion, FollowUp, Objective, people, rows


@kind
class Visit(Record):
    """One visit (or phone call, S5.3); it grows from planned to prepared to done or cancelled."""

    kind: ClassVar[str] = "visit"
    folder: ClassVar[str] = "visits"
    label: ClassVar[Msg] = N_("Visit")
    plural: ClassVar[Msg] = N_("Visits")

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, sensitivity="public", source="S5.2")
    project: str = spec(Ref("project"), NC_("field", "Project"), sensitivity="public", source="S5.2")
    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, sensitivity="public", source="S5.1")
    date: dt.date = spec(Date(), N_("Date"), required=True, sensitivity="public", source="S5.2")
    time: dt.time | None = spec(Time(), N_("Time"), sensitivity="public", source="S25.1")
    status: str = spec(Vocab("visit_status"), N_("Status"), required=True, sensitivity="public")
    channel: str = spec(Vocab("channel"), N_("Channel"), default="visit", sensitivity="public", source="S5.3")
    unplanned: bool = spec(Bool(), N_("Unplanned"), source="S26.2")
    purpose_type: str = spec(Vocab("purpose_type"), N_("Purpose type"), source="S25.2")
    department: str = spec(Str(60), N_("Department visited"), source="S5.2")
    contacts: tuple[str, ...] = spec(people("contact"), N_("Persons visited"), source="S5.2")
    companions: tuple[Companion, ...] = spec(rows(Companion), N_("Accompanying people"), sensitivity="public", source="S6.1")
    objectives: tuple[Objective, ...] = spec(rows(Objective), N_("Objectives"), source="S6.1")
    questions: tuple[str, ...] = spec(ListOf(Str()), N_("Prepared questions"), source="S6.1")
    anticipate: tuple[Anticipated, ...] = spec(rows(Anticipated), N_("Anticipate"), source="S6.1")
    discussed_on: dt.date | None = spec(Date(), N_("Discussed on"), source="S6.1")
    discussed_minutes: int | None = spec(Int(0, 1440), N_("Minutes discussed"), source="S6.4")
    follow_ups: tuple[FollowUp, ...] = spec(rows(FollowUp), N_("Follow-up items"), source="S5.2")
    deal: bool = spec(Bool(), N_("Deal closed on this visit"), source="S27.2")
    supplier_complaint: bool | None = spec(
        Bool(), N_("Serious complaint about a supplier"), default=None, source="S10.1"
    )
    investment_size: str = spec(Str(80), N_("Project investment size"), source="S10.1")
    key_people: tuple[KeyPersonNote, ...] = spec(rows(KeyPersonNote), N_("Key persons"), source="S14.1")
    considering_competitor: bool | None = spec(
        Bool(), N_("Considers a competitor’s product"), default=None, source="S20.3"
    )
    submitted_on: dt.date | None = spec(Date(), N_("Report submitted on"), source="S10.1")
    purpose: str = spec(Prose(), N_("Purpose of the visit"), source="S5.2", headings=(N_("Purpose"), "目的"))
    premise: str = spec(
        Prose(), N_("Premise"), source="S6.1", headings=(N_("What we know"), "前提", "前提（已知信息）")
    )
    strategy: str = spec(Prose(), N_("Strategy"), source="S6.1")
    counterpart_view: str = spec(
        Prose(),
        N_("Counterpart’s view"),
        source="S5.2",
        headings=("Counterpart's view", "Counterpart view", "客户观点", "客戶觀點"),
    )
    result: str = spec(
        Prose(), N_("Result"), source="S5.2", headings=(N_("Result of the visit"), "结果", "結果")
    )
    next_visit: str = spec(
        Prose(),
        N_("Next visit plan"),
        source="S5.2",
        headings=(N_("Next visit"), "下一步计划", "下一步計劃", "下步计划", "下步計劃"),
    )
    requirements: str = spec(
        Prose(),
        N_("Customer’s product requirements"),
        source="S10.1",
        headings=("Customer's product requirements", N_("Requirements"), "产品要求", "產品要求"),
    )
    opinions: str = spec(
        Prose(),
        N_("Opinions and suggestions"),
        source="S10.1",
        headings=("意见、建议", "意見、建議", "意见和建议", "意見和建議", "意见建议", "意見建議"),
    )
    competitor_info: str = spec(
        Prose(), N_("Competitor information"), source="S10.1", headings=("竞争对手信息", "競爭對手信息")
    )
    complaint_note: str = spec(
        Prose(), N_("Complaint about a supplier"), source="S10.1", headings=("供货厂家抱怨", "供貨廠家抱怨")
    )
    current_equipment: str = spec(
        Prose(),
        N_("Pros and cons of the equipment now used"),
        source="S10.1",
        headings=(N_("Equipment now used"), "同类设备优缺点", "同類設備優缺點"),
    )
    org_notes: str = spec(
        Prose(),
        N_("People structure and relations"),
        source="S10.1",
        headings=("人事结构", "人事結構", "人事结构和相互关系", "人事結構和相互關係"),
    )

    reaction: str = spec(
        Prose(), N_("Final reaction of the customer"), source="S20.3", headings=("客户反应", "客戶反應", "最后反应")
    )
    competitor_relation: str = spec(
        Prose(),
        N_("Competitor’s relation with the customer"),
        source="S20.3",
        headings=("竞争对手与客户关系", "競爭對手與客戶關係"),
    )
    need_fit: str = spec(
        Prose(), N_("How our product meets the need"), source="S20.3", headings=("产品匹配", "產品匹配", "满足需求情况")
    )
    usage: str = spec(Prose(), N_("State of product use"), source="S32.2", headings=("产品使用情况", "產品使用情況"))
    new_needs: str = spec(Prose(), N_("New needs"), source="S32.2", headings=("新的需求", "新需求"))
    products_introduced: str = spec(
        Prose(), N_("New products introduced"), source="S32.2", headings=("推介新产品", "推介新產品")
    )

    @property
    def title(self) -> str:
        """Visits are called by their id, which names day, customer and rep."""
        return self.id

    @property
    def has_brief(self) -> bool:
        """Whether anything of the POPSA brief beyond the purpose is written (S6.1)."""
        return bool(self.objectives or self.says("premise") or self.says("strategy") or self.anticipate)

    @property
    def is_joint(self) -> bool:
        """Whether somebody comes along (S6.5)."""
        return bool(self.companions)
