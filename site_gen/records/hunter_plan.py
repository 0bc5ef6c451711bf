"""A salesperson's plan of a year: from the target back to the leads that are needed (S3.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Int, Money, Prose, Ref
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Action, LeadSource, rows


@kind
class HunterPlan(Record):
    """Lead sources and action plan; target and average deal are counted where they are not given."""

    kind: ClassVar[str] = "hunter_plan"
    folder: ClassVar[str] = "plans"
    label: ClassVar[Msg] = N_("Hunter plan")
    plural: ClassVar[Msg] = N_("Hunter plans")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, source="S3.4")
    year: int = spec(Int(1990, 2200), N_("Year"), required=True, source="S3.4")
    target: Decimal | None = spec(
        Money(), N_("Sales target"), source="S3.4", help_=N_("Default: the sum of the year’s order targets.")
    )
    average_deal: Decimal | None = spec(
        Money(), N_("Average deal"), source="S3.4", help_=N_("Default: the average of the deals won.")
    )
    lead_sources: tuple[LeadSource, ...] = spec(
        rows(LeadSource), N_("Lead sources"), required=True, source="S3.4"
    )
    action_plan: tuple[Action, ...] = spec(rows(Action), N_("Action plan"), required=True, source="S3.4")
    ideas: str = spec(
        Prose(),
        N_("Where leads come from"),
        source="S3.1",
        headings=("潜在客户信息来源", "潛在客戶信息來源", "Lead ideas"),
    )

    @property
    def title(self) -> str:
        """Plans are called by their id, which names year and person."""
        return self.id
