"""A customer lost: when, why, and what is done about the cause (S31)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Action, rows


@kind
class Churn(Record):
    """The loss of a customer as a whole, not of one project."""

    kind: ClassVar[str] = "churn"
    folder: ClassVar[str] = "churn"
    label: ClassVar[Msg] = N_("Churned customer")
    plural: ClassVar[Msg] = N_("Churned customers")

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S31.3")
    lost_on: dt.date = spec(Date(), NC_("churn", "Lost on"), required=True, source="S31.3")
    reason: str = spec(Vocab("churn_reason"), N_("Reason for churn"), required=True, source="S31.3")
    returned_on: dt.date | None = spec(Date(), N_("Won back on"), source="S31.3")
    remedies: tuple[Action, ...] = spec(rows(Action), N_("Remedies"), source="S31.3")
    root_cause: str = spec(Prose(), N_("Root cause"), source="S31.3", headings=("问题症结", "問題癥結"))

    @property
    def title(self) -> str:
        """Losses of customers are called by their id, which names the customer."""
        return self.id
