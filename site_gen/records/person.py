"""A person of the team: dealer or manufacturer (S4.1 register of roles)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Ref, Str, Vocab
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Absence, TeamTime, rows


@kind
class Person(Record):
    """Someone who sells, leads or supports; `side` says for whom."""

    kind: ClassVar[str] = "person"
    folder: ClassVar[str] = "people"
    label: ClassVar[Msg] = N_("Person")
    plural: ClassVar[Msg] = N_("People")

    name: str = spec(Str(80), N_("Name"), required=True, sensitivity="public")
    role: str = spec(Vocab("role"), N_("Role"), required=True, sensitivity="public")
    side: str = spec(Vocab("side"), N_("Side"), default="dealer", sensitivity="public")
    team: str = spec(Vocab("team"), N_("Team"), sensitivity="public")
    manager: str = spec(Ref("person"), N_("Manager"))
    phone: str = spec(Str(40), N_("Phone"))
    email: str = spec(Str(120), N_("E-mail"))
    region: str = spec(Str(80), N_("Region"))
    joined: date | None = spec(Date(), N_("Joined on"), sensitivity="public")
    left: date | None = spec(Date(), N_("Left on"), sensitivity="public")
    former_teams: tuple[TeamTime, ...] = spec(
        rows(TeamTime), N_("Former teams"), help_=N_("Targets and results of that time stay with the old team."), sensitivity="public")
    absences: tuple[Absence, ...] = spec(
        rows(Absence), N_("Days away"), source="S26.1", help_=N_("Nothing is owed for these days.")
    )

    def team_on(self, day: date) -> str:
        """Return the team the person was in on `day`; the last day in a former team still belongs to it."""
        times = [time for time in self.former_teams if day <= time.until]
        return min(times, key=lambda time: time.until).team if times else self.team

    def was_in(self, team: str) -> bool:
        """Whether the person is or ever was in a team."""
        return team == self.team or any(time.team == team for time in self.former_teams)
