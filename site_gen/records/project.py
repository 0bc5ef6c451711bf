"""A project: one row of the pipeline table, from lead to payment (S1.4, S9.1, S33.7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, ListOf, Money, Prose, Ref, Str, Vocab, WinRate
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.account_rows import Pairing, RoleSeat, RouteStep
from site_gen.records.rows import Competitor, Resource, StageMove, rows


@kind
class Project(Record):
    """A concrete opportunity under one customer; fields stand in the column order of S1.4."""

    kind: ClassVar[str] = "project"
    folder: ClassVar[str] = "projects"
    label: ClassVar[Msg] = N_("Project")
    plural: ClassVar[Msg] = N_("Projects")

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, sensitivity="public", source="S1.4")
    name: str = spec(Str(120), N_("Project name"), required=True, sensitivity="public", source="S1.4")
    stage: str = spec(Vocab("stage"), N_("Project stage"), required=True, sensitivity="public", source="S1.1")
    importance: str = spec(Vocab("importance"), N_("Importance"), required=True, sensitivity="public", source="S2.1")
    source: str = spec(Vocab("source"), N_("Lead source"), required=True, sensitivity="public", source="S1.6")
    lead_channel: str = spec(Vocab("lead_channel"), N_("Channel of leads"), source="S23.16")
    win_rate: int | None = spec(WinRate(), N_("Win rate"), gate="complete", sensitivity="public", source="S1.5")
    products: tuple[str, ...] = spec(
        ListOf(Vocab("product")), N_("Planned products"), gate="qualified", sensitivity="public", source="S1.4")
    bid_date: date | None = spec(Date(), N_("Planned bid date"), gate="complete", sensitivity="public", source="S1.4")
    purchase_date: date | None = spec(Date(), N_("Planned purchase date"), gate="qualified", sensitivity="public", source="S1.4")
    amount: Decimal | None = spec(Money(), N_("Planned order amount"), gate="qualified", sensitivity="public", source="S1.4")
    vertical: str = spec(
        Vocab("vertical"),
        N_("Vertical market"),
        gate="complete",
        sensitivity="public", source="S1.8",
        help_=N_("Default: the customer's."))
    lost_reason: str = spec(Vocab("lost_reason"), N_("Reason for loss"), sensitivity="public", source="S1.7")
    province: str = spec(
        Vocab("province"),
        N_("Province"),
        gate="complete",
        sensitivity="public", source="S1.8",
        help_=N_("Default: the customer's."))
    city: str = spec(
        Str(60), N_("City"), gate="complete", sensitivity="public", source="S1.8", help_=N_("Default: the customer's."))
    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, sensitivity="public", source="S1.4")
    gf_sales: str = spec(Ref("person"), N_("Manufacturer's sales"), sensitivity="public", source="S2.1")
    stage_history: tuple[StageMove, ...] = spec(rows(StageMove), N_("Stage history"), sensitivity="public", source="S1.4")
    lost_from_stage: str = spec(Vocab("stage"), N_("Stage when lost"), sensitivity="public", source="S1.4")
    lost_date: date | None = spec(Date(), N_("Lost on"), sensitivity="public", source="S1.4")
    lost_to: str = spec(Str(80), N_("Lost to"), source="S20.4")
    importance_confirmed_on: date | None = spec(Date(), N_("Importance confirmed on"), sensitivity="public", source="S2.3")
    resource_plan: tuple[Resource, ...] = spec(rows(Resource), N_("Resource allocation plan"), sensitivity="public", source="S2.4")
    next_step: str = spec(Str(), N_("Next step"))
    next_step_date: date | None = spec(Date(), N_("Next step by"))
    updated_on: date | None = spec(Date(), N_("Updated on"), sensitivity="public", source="S1.11")
    equipment: tuple[str, ...] = spec(ListOf(Str(80)), N_("Equipment needed"), source="S9.1")
    brands: tuple[str, ...] = spec(ListOf(Str(80)), N_("Equipment brands"), source="S9.1")
    design_institute: str = spec(Str(80), N_("Design institute"), source="S9.1")
    competitors: tuple[Competitor, ...] = spec(rows(Competitor), N_("Competitors"), source="S9.1")
    registered_with: str = spec(Str(80), N_("Registered with"), source="S9.1")
    registered_on: date | None = spec(Date(), N_("Registered on"), source="S9.1")
    probability: str = spec(Vocab("probability"), N_("Probability"), source="S33.7")
    milestones: tuple[str, ...] = spec(ListOf(Vocab("milestone")), N_("Milestones reached"), source="S33.7")
    commit: bool = spec(Bool(), N_("Commit"), source="S33.7")
    upside: bool = spec(Bool(), N_("Upside"), source="S33.7")
    expected_close: date | None = spec(Date(), N_("Expected signing date"), source="S33.7")
    approved_on: date | None = spec(
        Date(), N_("Project approved on"), source="S22.5", help_=N_("The day the customer approved the project.")
    )
    tender_on: date | None = spec(Date(), N_("Tender published on"), source="S22.5")
    long_cycle: bool = spec(Bool(), N_("Long cycle"), source="S22.2")
    group_decision: bool = spec(Bool(), N_("A group decides"), source="S22.2")
    large_amount: bool = spec(Bool(), N_("Large amount"), source="S22.2")
    doctrine_step: str = spec(Vocab("doctrine_step"), N_("Step of the doctrine"), source="S22.1")
    network: tuple[str, ...] = spec(ListOf(Vocab("network")), N_("Network"), source="S18.1")
    info_channel: str = spec(Vocab("info_channel"), N_("Information channel"), source="S18.1")
    fund_source: str = spec(Vocab("fund_source"), N_("Source of funds"), source="S18.1")
    fund_status: str = spec(Vocab("fund_status"), N_("State of funds"), source="S18.1")
    roles: tuple[RoleSeat, ...] = spec(rows(RoleSeat), N_("Roles in the decision"), source="S15.2")
    route: tuple[RouteStep, ...] = spec(rows(RouteStep), N_("Relationship roadmap"), source="S18.3")
    pairings: tuple[Pairing, ...] = spec(rows(Pairing), N_("Pairing of our people with theirs"), source="S18.4")
    project_plan: str = spec(Prose(), N_("Project plan"), sensitivity="public", source="S2.4")
    progress_note: str = spec(
        Prose(), N_("Progress"), source="S9.1", headings=("进展", "進展", "项目状态", "項目狀態")
    )
    tech_specs: str = spec(
        Prose(),
        N_("Technical specification"),
        source="S9.1",
        headings=("设备技术参数", "設備技術參數", "技术参数", "技術參數"),
    )
