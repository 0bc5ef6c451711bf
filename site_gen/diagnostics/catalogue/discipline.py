"""Rules about reports handed in, and signed: codes `SG626` to `SG633`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

DISCIPLINE: dict[str, Code] = {
    "SG626": warning(
        N_("The weekly report does not say what was done on {days}."),
        N_("Add a row to days for each of them, or hand in the daily reports."),
        N_("The weekly report briefly states the main work of each working day."),
        source="S8.3",
    ),
    "SG627": warning(
        N_("The report on {week} is late: due {due}, {state}."),
        N_("Hand it in and set submitted_on."),
        N_("Reports on a week are due the Monday after."),
        source="S12.1",
    ),
    "SG628": warning(
        N_("The opportunities were not submitted with the report on {week}."),
        N_("Bring the projects up to date and add “opportunities_on: …” with the day."),
        N_("The opportunities are submitted every Monday with the weekly report."),
        source="S12.1",
    ),
    "SG629": warning(
        N_("Signed on {signed}, before it was submitted on {submitted}."),
        N_("Correct one of the two dates."),
        N_("A supervisor signs what was handed in."),
        source="S8.2",
    ),
    "SG630": warning(
        N_("A second report of {name} for {period}; the first stands in {first}."),
        N_("Bring both together in one file and delete the other."),
        N_("Everybody writes one report for each day or week."),
        source="S12.1",
    ),
    "SG631": warning(
        N_("A report on {period}, which has not begun on {as_of}."),
        N_("Correct the date or the week."),
        N_("A report tells what was done."),
        source="S8.2",
    ),
    "SG632": warning(
        N_("{name} does not lead {team}; its regional report is written by {leader}."),
        N_("Correct the owner, or the leader of the team in site.yaml."),
        N_("The regional report is written by the supervisor of the region."),
        source="S29",
    ),
    "SG633": warning(
        N_("{name} signed the own report or plan."),
        N_("Let the supervisor sign."),
        N_("A signature says that somebody else has read it."),
        source="S8.2",
    ),
}
