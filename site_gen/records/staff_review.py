"""A manager's view of a person: culture and performance (S36.5); for managers only."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref, Vocab
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind


@kind
class StaffReview(Record):
    """The class A to D of a person on a day."""

    kind: ClassVar[str] = "staff_review"
    folder: ClassVar[str] = "staff"
    label: ClassVar[Msg] = N_("Staff review")
    plural: ClassVar[Msg] = N_("Staff reviews")

    person: str = spec(Ref("person"), N_("Employee"), required=True, sensitivity="manager", source="S36.5")
    date: dt.date = spec(Date(), N_("Date"), required=True, sensitivity="manager", source="S36.5")
    grade: str = spec(Vocab("staff_grade"), N_("Class"), required=True, sensitivity="manager", source="S36.5")
    reviewer: str = spec(Ref("person"), N_("Reviewed by"), sensitivity="manager", source="S36.5")
    comment: str = spec(
        Prose(), N_("Comment"), sensitivity="manager", source="S36.5", headings=("评语", "評語")
    )

    @property
    def title(self) -> str:
        """Reviews of staff are called by their id, which names day and person."""
        return self.id
