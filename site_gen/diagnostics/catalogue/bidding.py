"""Rules of opportunities, bids and contracts: codes `SG634` and `SG636` to `SG645`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

BIDDING: dict[str, Code] = {
    "SG634": warning(
        N_("Rank {rank} stands twice among the bidders: at {name} and at {other}."),
        N_("Correct one of the two; leave the rank out where it is not known."),
        N_("Who stood before whom is what the prices are compared by; a place belongs to one bidder."),
        source="S11.3",
    ),
    "SG636": warning(
        N_("The bid information was due by the bid date {due}; {state}."),
        N_("Hand it in before quoting and write the day as submitted_on."),
        N_("Bid information is provided before quoting, so that it can still be discussed."),
        source="S11.1, S11.4",
    ),
    "SG637": warning(
        N_("Our price is below the cost."),
        N_("Correct one of the two, or write under “Pricing strategy” why."),
        N_("A price below cost is a decision, not a slip."),
        source="S11.1",
    ),
    "SG638": warning(
        N_("{label} should be known from the stage {stage} on."),
        N_(
            "Add “equipment: [… ]” to the front matter, and the heading “Technical specification” with the text."
        ),
        N_("Each submission of the opportunities says which equipment is needed, with its specification."),
        source="S9.2",
    ),
    "SG639": warning(
        N_("The bid has the result {result}, but {label} is missing."),
        N_("Write who bid at what price, and the analysis under its heading."),
        N_("Every result is analysed, so that the team learns why it won or lost."),
        source="S11.3",
    ),
    "SG640": warning(
        N_("The winner contradicts the result {result}: {state}."),
        N_("Write “won: yes” at the one bidder who won; at none when we won ourselves."),
        N_("The price gap is counted against the winner."),
        source="S11.3, M15",
    ),
    "SG641": warning(
        N_("The bid of {date} has no result yet."),
        N_("Write result, bidders and analysis, with the day as result_submitted_on."),
        N_("After quoting the result is fed back and analysed."),
        source="S11.3, S11.4",
    ),
    "SG642": warning(
        N_("The contract was signed on {date}; {state}."),
        N_("Hand the contract review in before signing, and sign only what has passed."),
        N_("Every contract is reviewed before it is signed."),
        source="S11.2, S11.4",
    ),
    "SG643": warning(
        N_("The bid has the result {result}, but the project stands at the stage {stage}."),
        N_("Correct the result of the bid or the stage of the project."),
        N_("A project and its last bid end alike."),
        source="S11.3",
    ),
    "SG644": warning(
        N_("Our price {price} is far from the project’s amount {amount}."),
        N_("Amounts are in the team’s unit, {unit}; correct the one that is wrong."),
        N_("A price that differs by more than half is most likely written in another unit."),
        source="S11.1",
    ),
    "SG645": warning(
        N_("The signing date {value} differs from the order’s, {other}."),
        N_("Delete sign_date; the day the order was signed is taken from the order."),
        N_("A fact that stands in two places must be the same in both."),
        source="S11.2",
    ),
}
