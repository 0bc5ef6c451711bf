"""The development of a key account step by step: the sheets of its five stages (S21)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, ListOf, Number, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind


def _yes(label: Msg, source: str) -> bool | None:
    answer: bool | None = spec(Bool(), label, default=None, source=source)
    return answer




@kind
class Development(Record):
    """How far the development of a customer into a key account is; one file per customer or project."""

    kind: ClassVar[str] = "development"
    folder: ClassVar[str] = "developments"
    label: ClassVar[Msg] = N_("Account development")
    plural: ClassVar[Msg] = N_("Account developments")

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S21.3")
    project: str = spec(Ref("project"), NC_("field", "Project"), source="S21.3")
    manager: str = spec(Ref("person"), N_("Development manager"), required=True, source="S21.3")
    stage: str = spec(
        Vocab("development_stage"),
        N_("Development stage"),
        source="S21.2",
        help_=N_("Default: what the stage of the project says."),
    )
    supplier_change_urgency: str = spec(Vocab("level"), N_("Urgency of the change"), source="S21.3")
    years_in_business: str = spec(Str(60), N_("Years in business"), source="S21.3")
    scale: str = spec(Str(), N_("Size"), source="S21.3")
    chance: bool | None = _yes(N_("Chance to close"), "S21.3")
    gate_on: dt.date | None = spec(Date(), N_("Decided on"), source="S21.5")
    gate_by: str = spec(Ref("person"), N_("Decided by"), source="S21.5")
    samples: tuple[str, ...] = spec(ListOf(Str(120)), N_("Samples and documents"), source="S21.4")
    samples_delivered_on: dt.date | None = spec(Date(), N_("Samples delivered on"), source="S21.4")
    insider: str = spec(Ref("contact"), N_("Insider"), source="S21.4")
    info_sufficient: bool | None = _yes(N_("Information sufficient"), "S21.4")
    need_clear: bool | None = _yes(N_("Need clear"), "S21.4")
    decision_maker: str = spec(Ref("contact"), N_("Key decision maker"), source="S21.4")
    closing_likelihood: str = spec(Vocab("level"), N_("Likelihood of closing"), source="S21.2")
    expected_cost: Decimal | None = spec(
        Number(low=Decimal(0)),
        N_("Expected cost"),
        sensitivity="manager",
        source="S21.2",
        help_=N_("In whole units of the currency."),
    )
    decision_maker_good: bool | None = _yes(N_("Good relation with the key decision maker"), "S21.2")
    influence_penetrates: bool | None = _yes(N_("Influence penetrates"), "S21.2")
    executive_contact: bool | None = _yes(N_("Executive contact"), "S21.2")
    inspection: bool | None = _yes(N_("Visit or factory inspection"), "S21.2")
    system_support: bool | None = _yes(N_("System support"), "S21.2")
    supplier_change_reason: str = spec(
        Prose(),
        N_("Why add or change a supplier"),
        source="S21.3",
        headings=("增加或调整供应商的考虑", "增加或調整供應商的考慮"),
    )
    operation: str = spec(Prose(), N_("Present operation"), source="S21.3", headings=("经营状况", "經營狀況"))
    profile: str = spec(Prose(), N_("Profile and problems"), source="S21.3", headings=("客户概况", "客戶概況"))
    business_plan: str = spec(Prose(), N_("Business plan"), source="S21.3", headings=("业务规划", "業務規劃"))
    specific_need: str = spec(Prose(), N_("Specific need"), source="S21.3", headings=("特定需求",))
    obstacles: str = spec(Prose(), N_("Obstacles"), source="S21.2", headings=("成交障碍", "成交障礙"))
    procedure: str = spec(
        Prose(), N_("Development procedure"), source="S21.2", headings=("开发程序", "開發程序")
    )

    @property
    def title(self) -> str:
        """Developments are called by their id, which names the customer."""
        return self.id
