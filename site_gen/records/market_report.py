"""A market status report: a warning that cannot wait (S28.3)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind


@kind
class MarketReport(Record):
    """Something on the market that may hit our sales, and what is done about it."""

    kind: ClassVar[str] = "market_report"
    folder: ClassVar[str] = "market"
    label: ClassVar[Msg] = N_("Market status report")
    plural: ClassVar[Msg] = N_("Market status reports")

    date: dt.date = spec(Date(), N_("Date"), required=True, source="S28.3")
    owner: str = spec(Ref("person"), N_("Reporter"), required=True, source="S28.3")
    region: str = spec(Str(80), N_("Region"), source="S28.3")
    type: str = spec(Vocab("market_subject"), N_("Subject"), required=True, source="S28.2")
    customer: str = spec(Ref("customer"), NC_("field", "Customer"), source="S28.3")
    competitor: str = spec(Str(80), N_("Competitor"), source="S28.3")
    severity: str = spec(Vocab("level"), N_("Severity"), required=True, source="S28.3")
    handled_by: str = spec(Ref("person"), N_("Handled by"), source="S28.3")
    status: str = spec(Vocab("handling"), N_("Status"), default="open", source="S28.3")
    closed_on: dt.date | None = spec(Date(), N_("Closed on"), source="S28.3")
    description: str = spec(
        Prose(),
        NC_("market report", "What happened"),
        required=True,
        source="S28.3",
        headings=("情况描述", "情況描述", "Description"),
    )
    impact: str = spec(
        Prose(), N_("Impact on sales"), source="S28.3", headings=("对销售的影响", "對銷售的影響", "Impact")
    )
    proposal: str = spec(Prose(), N_("Proposal"), source="S28.3", headings=("建议", "建議"))
    handling: str = spec(Prose(), N_("Handling"), source="S28.3", headings=("处理措施", "處理措施"))

    @property
    def title(self) -> str:
        """Reports are called by their id; pages name subject and day."""
        return self.id
