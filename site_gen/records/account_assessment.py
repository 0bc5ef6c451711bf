"""An assessment of an account: what it may bring in future (S19)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Prose, Ref
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.account_rows import AccountRating
from site_gen.records.rows import rows


@kind
class AccountAssessment(Record):
    """The criteria of an account as they were seen on a day."""

    kind: ClassVar[str] = "account_assessment"
    folder: ClassVar[str] = "accounts"
    label: ClassVar[Msg] = N_("Account assessment")
    plural: ClassVar[Msg] = N_("Account assessments")

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S19.1")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S19.1")
    assessor: str = spec(Ref("person"), N_("Assessed by"), source="S19.1")
    items: tuple[AccountRating, ...] = spec(rows(AccountRating), N_("Items"), required=True, source="S19.1")
    conclusion: str = spec(Prose(), N_("Conclusion"), source="S19.4", headings=("结论", "結論"))

    @property
    def title(self) -> str:
        """Assessments are called by their id, which names day and customer."""
        return self.id
