"""An assessment of an opportunity: is it real, is it worth winning? (S17)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.account_rows import ItemRating
from site_gen.records.rows import rows


@kind
class OpportunityAssessment(Record):
    """The ten items of a project as they were seen on a day; repeated while the project goes on."""

    kind: ClassVar[str] = "opportunity_assessment"
    folder: ClassVar[str] = "assessments"
    label: ClassVar[Msg] = N_("Opportunity assessment")
    plural: ClassVar[Msg] = N_("Opportunity assessments")

    project: str = spec(Ref("project"), NC_("field", "Project"), required=True, source="S17")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S17")
    assessor: str = spec(Ref("person"), N_("Assessed by"), source="S17")
    items: tuple[ItemRating, ...] = spec(rows(ItemRating), N_("Items"), required=True, source="S17.1")
    conclusion: str = spec(Prose(), N_("Conclusion"), source="S17.2", headings=("结论", "結論"))

    @property
    def title(self) -> str:
        """Assessments are called by their id, which names day and project."""
        return self.id
