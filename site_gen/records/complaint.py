"""A complaint of a customer and how it was handled (S28.4)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind


@kind
class Complaint(Record):
    """What the customer complained about, why, and what was done."""

    kind: ClassVar[str] = "complaint"
    folder: ClassVar[str] = "complaints"
    label: ClassVar[Msg] = N_("Complaint")
    plural: ClassVar[Msg] = N_("Complaints")

    date: dt.date = spec(Date(), N_("Date"), required=True, source="S28.4")
    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S28.4")
    owner: str = spec(Ref("person"), N_("Reporter"), required=True, source="S28.4")
    product: str = spec(Vocab("product"), N_("Product category"), source="S28.4")
    severity: str = spec(Vocab("level"), N_("Severity"), source="S28.4")
    responsible: str = spec(Ref("person"), N_("Responsible"), required=True, source="S28.4")
    status: str = spec(Vocab("handling"), N_("Status"), default="open", source="S28.4")
    closed_on: dt.date | None = spec(Date(), N_("Closed on"), source="S28.4")
    content: str = spec(
        Prose(), N_("Complaint text"), required=True, source="S28.4", headings=("投诉内容", "投訴內容", "Content")
    )
    cause: str = spec(Prose(), N_("Cause"), source="S28.4", headings=("原因",))
    handling: str = spec(Prose(), N_("Handling"), source="S28.4", headings=("处理措施", "處理措施"))

    @property
    def title(self) -> str:
        """Complaints are called by their id; pages name customer and day."""
        return self.id
