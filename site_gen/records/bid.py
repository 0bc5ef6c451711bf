"""A bid: the information before quoting, and its result (S11.1, S11.3)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Money, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Bidder, ExpectedBidder, rows


@kind
class Bid(Record):
    """One file from preparation to analysis; margin and price gap are computed."""

    kind: ClassVar[str] = "bid"
    folder: ClassVar[str] = "bids"
    label: ClassVar[Msg] = N_("Bid")
    plural: ClassVar[Msg] = N_("Bids")

    project: str = spec(Ref("project"), NC_("field", "Project"), required=True, source="S11.1")
    bid_no: str = spec(Str(60), N_("Bid number"), source="S11.1")
    bid_date: dt.date = spec(Date(), N_("Bid date"), required=True, source="S11.1")
    our_price: Decimal = spec(Money(), N_("Our price"), required=True, source="S11.1")
    cost: Decimal | None = spec(Money(), N_("Cost"), sensitivity="manager", source="S11.1")
    expected_competitors: tuple[ExpectedBidder, ...] = spec(
        rows(ExpectedBidder), N_("Expected competitors"), source="S11.1"
    )
    submitted_on: dt.date | None = spec(Date(), N_("Bid information submitted on"), source="S11.1")
    result: str = spec(Vocab("bid_result"), N_("Result of the bid"), source="S11.3")
    final_price: Decimal | None = spec(
        Money(), N_("Our final price"), source="S11.3", help_=N_("Default: our price as quoted.")
    )
    bidders: tuple[Bidder, ...] = spec(
        rows(Bidder), N_("Bidders"), source="S11.3", help_=N_("The others; we are not listed.")
    )
    result_submitted_on: dt.date | None = spec(Date(), N_("Result submitted on"), source="S11.3")
    strategy: str = spec(
        Prose(), N_("Pricing strategy"), source="S11.1", headings=("报价策略", "報價策略", "Strategy")
    )
    analysis: str = spec(
        Prose(), N_("Analysis of the result"), source="S11.3", headings=("结果分析", "結果分析", "Analysis")
    )

    @property
    def title(self) -> str:
        """Bids are called by their number, else by their id."""
        return self.bid_no or self.id
