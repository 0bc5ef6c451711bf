"""The weekly commit of a person: what will be signed in the week (S34.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Money, Prose, Ref, WeekId
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Action, CommitLine, ManagerCall, MissReason, ProjectNews, rows


@kind
class WeeklyCommit(Record):
    """The projects committed stand in the record as they were said; last week's figures are counted."""

    kind: ClassVar[str] = "weekly_commit"
    folder: ClassVar[str] = "commits"
    label: ClassVar[Msg] = N_("Weekly commit")
    plural: ClassVar[Msg] = N_("Weekly commits")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, source="S34.2")
    week: str = spec(
        WeekId(),
        N_("Week"),
        required=True,
        source="S34.2",
        help_=N_("The week that begins after the Sunday on which this is handed in."),
    )
    projects: tuple[CommitLine, ...] = spec(rows(CommitLine), N_("Projects committed"), source="S34.2")
    commit: Decimal | None = spec(
        Money(), N_("Commit of the week"), source="S34.2", help_=N_("Default: the sum of the projects committed.")
    )
    upside: Decimal | None = spec(
        Money(), N_("Upside of the week"), source="S34.3", help_=N_("Default: the sum of the projects of hope.")
    )
    month_forecast: Decimal | None = spec(
        Money(),
        N_("Forecast of the month"),
        source="S34.6",
        help_=N_("What is still to be signed in the month from this week on, this week’s commit included."),
    )
    month_upside: Decimal | None = spec(Money(), N_("Upside of the month"), source="S34.6")
    quarter_forecast: Decimal | None = spec(
        Money(),
        N_("Forecast of the quarter"),
        source="S34.6",
        help_=N_("What is still to be signed in the quarter from this week on, this week’s commit included."),
    )
    quarter_upside: Decimal | None = spec(Money(), N_("Upside of the quarter"), source="S34.6")
    key_projects: tuple[ProjectNews, ...] = spec(
        rows(ProjectNews), N_("Progress of important projects"), source="S34.2"
    )
    misses: tuple[MissReason, ...] = spec(
        rows(MissReason), N_("Why last week’s projects were missed"), source="S34.4"
    )
    plan: tuple[Action, ...] = spec(rows(Action), N_("Tracking and plan"), source="S34.2")
    manager_calls: tuple[ManagerCall, ...] = spec(rows(ManagerCall), N_("Calls of the managers"), source="S34.1")
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S34.1")
    other_activities: str = spec(
        Prose(), N_("Other marketing activities"), source="S34.2", headings=("其它市场活动", "其他市场活动", "其他市場活動")
    )

    @property
    def title(self) -> str:
        """Commits are called by their id, which names week and person."""
        return self.id
