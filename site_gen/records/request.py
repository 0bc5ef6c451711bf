"""A request that others approve: return, exchange, sample, gift, goods, budget of a survey (S23.9–S23.12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, Money, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Decision, rows


@kind
class Request(Record):
    """What is asked for, and who has approved it so far; who is next is derived (see `book.requests`)."""

    kind: ClassVar[str] = "request"
    folder: ClassVar[str] = "requests"
    label: ClassVar[Msg] = NC_("record", "Request")
    plural: ClassVar[Msg] = NC_("record", "Requests")

    type: str = spec(Vocab("request_type"), N_("Type of request"), required=True, source="S23.10")
    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S23.10")
    project: str = spec(Ref("project"), NC_("field", "Project"), source="S23.10")
    order: str = spec(Ref("order"), NC_("record", "Order"), source="S23.10")
    owner: str = spec(Ref("person"), N_("Applicant"), required=True, source="S23.10")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S23.10")
    amount: Decimal | None = spec(Money(), N_("Value or budget"), source="S23.11")
    quality_issue: bool | None = spec(Bool(), N_("Quality problem"), default=None, source="S23.10")
    appraisal: str = spec(Str(60), N_("Appraisal sheet"), source="S23.10")
    care: str = spec(Ref("person"), N_("Looks after the customer"), source="S23.11")
    approvals: tuple[Decision, ...] = spec(rows(Decision), N_("Approvals"), source="S23.10")
    received_on: dt.date | None = spec(Date(), N_("Goods received on"), source="S23.10")
    new_order: str = spec(Ref("order"), N_("New order"), source="S23.10")
    done_on: dt.date | None = spec(Date(), N_("Carried out on"), source="S23.10")
    content: str = spec(
        Prose(),
        N_("What is asked for"),
        required=True,
        source="S23.10",
        headings=("申请内容", "申請內容", "Content"),
    )

    @property
    def title(self) -> str:
        """Requests are called by their id; pages name type, customer and day."""
        return self.id
