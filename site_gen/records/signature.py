"""A supervisor's signature under a plan: the visits of a day (S25) or of a week (S8.1)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind


@kind
class Signature(Record):
    """Says that a plan was read; what was planned stands in the visits themselves."""

    kind: ClassVar[str] = "signature"
    folder: ClassVar[str] = "signatures"
    label: ClassVar[Msg] = N_("Plan signature")
    plural: ClassVar[Msg] = N_("Plan signatures")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True, source="S25.1")
    plan: str = spec(Vocab("plan_span"), N_("Plan"), required=True, source="S25.1")
    date: dt.date = spec(
        Date(), N_("Date"), required=True, source="S25.1", help_=N_("The day planned, or any day of the week planned.")
    )
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S8.1")
    signed_by: str = spec(Ref("person"), N_("Signed by"), required=True, source="S25.1")
    signed_on: dt.date = spec(Date(), NC_("report", "Signed on"), required=True, source="S25.1")
    comments: str = spec(
        Prose(),
        N_("Supervisor’s comments"),
        source="S25.1",
        headings=("Comments", "批示意见", "批示意見", "批示", "主管批示"),
    )

    @property
    def title(self) -> str:
        """Signatures are called by their id, which names day and person."""
        return self.id
