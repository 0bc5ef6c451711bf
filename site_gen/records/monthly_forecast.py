"""The monthly forecast of a person: twelve months ahead (S35.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Int, Money, Month, Prose, Ref
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Action, ForecastMonth, ManagerCall, rows


@kind
class MonthlyForecast(Record):
    """What was said in one month about the twelve from it on; it stays as it was said."""

    kind: ClassVar[str] = "monthly_forecast"
    folder: ClassVar[str] = "forecasts"
    label: ClassVar[Msg] = N_("Monthly forecast")
    plural: ClassVar[Msg] = N_("Monthly forecasts")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, source="S35.2")
    month: str = spec(Month(), N_("Month submitted"), required=True, source="S35.2")
    months: tuple[ForecastMonth, ...] = spec(
        rows(ForecastMonth), N_("Forecast of twelve months"), required=True, source="S35.2"
    )
    lead_ins: int | None = spec(
        Int(0, 100000), N_("Lead-ins"), source="S35.2", help_=N_("Default: the leads entered in the month before.")
    )
    prospects: Decimal | None = spec(
        Money(), N_("Prospects (pipeline)"), source="S35.2", help_=N_("Default: the open pipeline on the day.")
    )
    action_plan: tuple[Action, ...] = spec(rows(Action), N_("Monthly action plan"), required=True, source="S35.6")
    manager_calls: tuple[ManagerCall, ...] = spec(rows(ManagerCall), N_("Calls of the managers"), source="S35.6")
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S35.1")
    likelihood_notes: str = spec(
        Prose(), N_("Likelihood analysis"), source="S35.2", headings=("可能性分析",)
    )

    @property
    def title(self) -> str:
        """Forecasts are called by their id, which names month and person."""
        return self.id
