"""The review of a contract before it is signed (S11.2)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Opinion, people, rows


@kind
class ContractReview(Record):
    """Who looked at a contract, what was said, and whether it may be signed."""

    kind: ClassVar[str] = "contract_review"
    folder: ClassVar[str] = "contracts"
    label: ClassVar[Msg] = N_("Contract review")
    plural: ClassVar[Msg] = N_("Contract reviews")

    project: str = spec(Ref("project"), NC_("field", "Project"), required=True, source="S11.2")
    contract_no: str = spec(Str(60), N_("Contract number"), source="S11.2")
    review_form: str = spec(Vocab("review_form"), N_("Form of review"), required=True, source="S11.2")
    date: dt.date = spec(Date(), N_("Review date"), required=True, source="S11.2")
    sign_date: dt.date | None = spec(
        Date(), N_("Signing date"), source="S11.2", help_=N_("Default: the day the order was signed.")
    )
    reviewers: tuple[str, ...] = spec(people("person"), N_("Reviewers"), required=True, source="S11.2")
    opinions: tuple[Opinion, ...] = spec(
        rows(Opinion), N_("Content and opinions"), required=True, source="S11.2"
    )
    result: str = spec(Vocab("review_result"), N_("Result of the review"), required=True, source="S11.2")
    submitted_on: dt.date | None = spec(Date(), N_("Submitted on"), source="S12.1")

    @property
    def title(self) -> str:
        """Reviews are called by the contract's number, else by their id."""
        return self.contract_no or self.id
