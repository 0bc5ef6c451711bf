"""What a manager thinks of the work of the back office in a quarter (S24.4); for managers only."""

from __future__ import annotations

from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Int, Prose, QuarterId, Ref
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind

_SCORE = Int(0, 100)


@kind
class KpiRating(Record):
    """Four abilities of a person in a quarter, rated by hand from 0 to 100."""

    kind: ClassVar[str] = "kpi_rating"
    folder: ClassVar[str] = "kpi"
    label: ClassVar[Msg] = N_("Quarterly rating")
    plural: ClassVar[Msg] = N_("Quarterly ratings")

    person: str = spec(Ref("person"), N_("Employee"), required=True, sensitivity="manager", source="S24.4")
    quarter: str = spec(
        QuarterId(), NC_("field", "Quarter"), required=True, sensitivity="manager", source="S24.5"
    )
    skill: int | None = spec(_SCORE, N_("Professional skill"), sensitivity="manager", source="S24.4")
    investigation: int | None = spec(
        _SCORE, N_("Ability to investigate"), sensitivity="manager", source="S24.4"
    )
    problem_solving: int | None = spec(
        _SCORE, N_("Ability to solve problems"), sensitivity="manager", source="S24.4"
    )
    innovation: int | None = spec(_SCORE, N_("Ability to innovate"), sensitivity="manager", source="S24.4")
    rated_by: str = spec(Ref("person"), N_("Rated by"), sensitivity="manager", source="S24.5")
    comment: str = spec(
        Prose(), N_("Comment"), sensitivity="manager", source="S24.5", headings=("评语", "評語")
    )

    @property
    def title(self) -> str:
        """Ratings are called by their id, which names quarter and person."""
        return self.id
