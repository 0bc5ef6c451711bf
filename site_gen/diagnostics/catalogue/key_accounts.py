"""Rules of surveys, assessments, roadmaps and developments of key accounts: codes `SG945`–`SG957`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

KEY_ACCOUNTS: dict[str, Code] = {
    "SG945": warning(
        N_("“{item}” is rated twice."),
        N_("Keep one of the two ratings; until then the last counts."),
        N_("Each item of an assessment has one rating."),
        source="S17.1, S19.1",
    ),
    "SG946": warning(
        N_("Not rated: {items}."),
        N_(
            "Rate what is known as good or poor, and what is not as unknown; that is asked on the next visit."
        ),
        N_("An item that is left out counts as unknown, yet nobody has said so."),
        source="S17.1, S19.1",
    ),
    "SG947": warning(
        N_("“{item}” is rated −, and nothing says why."),
        N_("Write a comment beside the rating."),
        N_("A negative rating decides whether we go on; it needs its reason."),
        source="S17.1, S19.1",
    ),
    "SG948": warning(
        N_("The last assessment of {project} is {days} days old, more than {limit}."),
        N_("Assess the opportunity again, as a new record with today’s date."),
        N_("The ten items change while a project goes on; who decides on it needs them as they are."),
        source="S17",
    ),
    "SG949": warning(
        N_(
            "The project stands at {stage}, yet the assessment of {date} says that it is not real (score {real})."
        ),
        N_("Qualify the open items and assess again, or drop the project."),
        N_("Quotations and bids cost most; an opportunity that is not real is qualified first, or dropped."),
        source="S17.2",
    ),
    "SG950": warning(
        N_("The step is due on {date}, before the step above it on {before}."),
        N_("Put the steps in the order of their days, or correct the day."),
        N_("The route goes from one key person to the next."),
        source="S18.3",
    ),
    "SG951": warning(
        N_("The step “{goal}” was due on {date} and is not done."),
        N_("Write the day as done_on, or set a new by_date."),
        N_("A route is worth what is gone of it."),
        source="S18.3",
    ),
    "SG952": warning(
        N_("Nobody of us is named for the step “{goal}”."),
        N_("Write who goes as our_person."),
        N_("What is nobody’s task is not done."),
        source="S18.3, S18.4",
    ),
    "SG953": warning(
        N_(
            "Annual revenue is written as {typed}, yet {signed} {unit} were signed in the last twelve months."
        ),
        N_("Correct annual_revenue, or delete it: then what was signed counts."),
        N_(
            "The written figure is the revenue axis of the portfolio. It may cover years before these records, so only a "
            "difference of more than half of it is told, and only when something was signed."
        ),
        source="S19.2",
    ),
    "SG954": warning(
        N_("There is no chance to close, yet the project {project} is open."),
        N_("End the project, or decide on the chance again."),
        N_("A “no” at the end of the first stage terminates the development."),
        source="S21.5",
    ),
    "SG955": warning(
        N_("The stage {stage} does not fit the project, which stands at {project}."),
        N_("Delete the stage; it follows from the project."),
        N_("The stage of the project is the master; only a development without a project names its own."),
        source="S21.2",
    ),
    "SG956": warning(
        N_("The development stands at {stage}, but whether there is a chance to close was not decided."),
        N_("Write “chance: yes” or “chance: no”, with the day as gate_on."),
        N_("The first stage ends with a yes or a no."),
        source="S21.5",
    ),
    "SG957": warning(
        N_("The decision on the chance has no day: {label} is missing."),
        N_("Write the day as gate_on and who decided as gate_by."),
        N_("A decision to go on or to stop is one of a day and of a person."),
        source="S21.5",
    ),
}
