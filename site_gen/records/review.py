"""The record of a daily, weekly or monthly review meeting (S7.4)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Int, ListOf, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Action, Answer, GfResource, people, rows


@kind
class Review(Record):
    """Minutes: summary, actions, joint visits of the manager, resources, priorities, diagnosis answers."""

    kind: ClassVar[str] = "review"
    folder: ClassVar[str] = "reviews"
    label: ClassVar[Msg] = N_("Review")
    plural: ClassVar[Msg] = N_("Reviews")

    meeting: str = spec(Vocab("meeting"), N_("Meeting type"), required=True, source="S7.4")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S7.4")
    team: str = spec(Vocab("team"), N_("Team"))
    chair: str = spec(Ref("person"), N_("Chair"), required=True, source="S7.4")
    attendees: tuple[str, ...] = spec(people("person"), N_("Attendees"), required=True, source="S7.4")
    duration_min: int | None = spec(Int(0, 1440), N_("Minutes long"), source="S7.4")
    actions: tuple[Action, ...] = spec(rows(Action), N_("Actions"), source="S7.4")
    accompany_visits: tuple[str, ...] = spec(
        people("visit"), N_("Key joint visits of the manager"), source="S7.4"
    )
    gf_resources: tuple[GfResource, ...] = spec(rows(GfResource), N_("Manufacturer resources"), source="S7.4")
    priorities: tuple[str, ...] = spec(ListOf(Str()), N_("Priorities"), source="S7.4")
    diagnosis: tuple[Answer, ...] = spec(rows(Answer), N_("Diagnosis answers"), source="S7.4")
    summary: str = spec(
        Prose(),
        N_("Summary"),
        required=True,
        source="S7.4",
        headings=("总结", "總結", "会议总结", "會議總結"),
    )
