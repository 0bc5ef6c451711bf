"""Rules about customers lost, competitors on record and birthdays: codes `SG960` to `SG774`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

KEEPING: dict[str, Code] = {
    "SG960": warning(
        N_("Lost on {lost}, but an order was signed on {signed}."),
        N_("Write the day it was won back: “returned_on: {signed}”, or correct the day of the loss."),
        N_("A customer lost is not counted as active, is in no contact calendar and warns of nothing."),
        source="S31.3",
    ),
    "SG961": warning(
        N_("Lost on {lost}, and visited {count} times since, the last time on {last}."),
        N_("Write returned_on if it was won back. If not, put the effort into the cause of the loss."),
        N_("The effort goes into the cause rather than into the lost customer."),
        source="S31.2",
    ),
    "SG962": warning(
        N_("Won back on {back}, which is before it was lost, {lost}."),
        N_("Correct one of the two dates."),
        N_("The customer counts as lost between these two days."),
        source="S31.3",
    ),
    "SG963": warning(
        N_("Lost {days} days ago and still without {label}; it is written within {limit} days."),
        N_(
            "Ask the customer and the people concerned, then write down the root cause and who does what by when."
        ),
        N_("Find the cause of a loss and cure it, so that others do not leave for the same reason."),
        source="S31.2, S31.3",
    ),
    "SG964": warning(
        N_("Lost again, though not won back since the loss of {first} ({other})."),
        N_("Write returned_on into the earlier record, or take out one of the two."),
        N_("A customer can be lost again only after having come back."),
        source="S31.3",
    ),
    "SG965": warning(
        N_("“{name}” is also a name of the competitor {other}."),
        N_("Keep the name in one of the two records, or make them one."),
        N_(
            "Everything that bids, projects and reports say about a name is shown on the page of one competitor."
        ),
        source="S20.4",
    ),
    "SG966": warning(
        N_("“{value}” is no day of the lunar calendar."),
        N_("Write month and day as in 08-15."),
        N_("The contact calendar shows birthdays ahead."),
        source="S32.1",
    ),
}
