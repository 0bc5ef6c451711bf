"""Rules about market status reports and complaints: codes `SG656` to `SG665`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

ALERTS: dict[str, Code] = {
    "SG656": warning(
        N_("Closed, but not when."),
        N_("Add “closed_on: …”, or set the status back to doing."),
        N_("The days an alert was open are counted up to this day."),
        source="S28.3, S28.4",
    ),
    "SG657": warning(
        N_("Closed on {closed}, which is before the day it was filed, {filed}."),
        N_("Correct one of the two dates."),
        N_("The days an alert was open are counted from these two dates."),
        source="S28.3, S28.4",
    ),
    "SG658": warning(
        N_("A market status report of severity {severity} that nobody handles."),
        N_("Add “handled_by: …” with the id of the person who takes it on."),
        N_("What is serious enough to affect sales needs somebody at once."),
        source="S28.1, S28.3",
    ),
    "SG659": warning(
        N_("The complaint has been open for {days} days; a complaint is closed within {limit}."),
        N_("Settle it and write handling, closed_on and status: closed, or agree a day with the customer."),
        N_("A complaint that is left lying costs the next order."),
        source="S28.4",
    ),
    "SG660": warning(
        N_("A report on “{subject}” without {label}."),
        N_("Add “{key}: …”."),
        N_("It is shown on the page of the customer or competitor it is about."),
        source="S28.2, S28.3",
    ),
    "SG661": warning(
        N_("Closed on {closed}, but the status is {status}."),
        N_("Set status: closed, or take out closed_on."),
        N_("An alert is open until its status says that it is closed."),
        source="S28.3, S28.4",
    ),
    "SG662": warning(
        N_("Closed, but what was done is not written."),
        N_("Add a section “## {label}”, or set the status back to doing."),
        N_("Whoever reads the alert board wants to know what was done."),
        source="S28.3, S28.4",
    ),
}
