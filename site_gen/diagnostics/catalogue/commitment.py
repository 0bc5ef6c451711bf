"""Rules of the weekly commit: codes `SG671`–`SG680`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

COMMITMENT: dict[str, Code] = {
    "SG671": warning(
        N_("The project “{name}” stands twice in the commit of this week."),
        N_("Keep one row: a project is either commit or upside."),
        N_("Upside is hope that is not counted in commit; a project in two rows is counted twice."),
        source="S34.3",
    ),
    "SG672": warning(
        N_("“{name}” is committed at {value}; a project is committed from {limit}% on."),
        N_("Take it as upside, or reach the milestones that are missing first."),
        N_("The commit list itself shows how good the commit is."),
        source="S34.8",
    ),
    "SG673": warning(
        N_("“{name}” stands in this commit, but is {stage} since {date}, before the week began."),
        N_("Take the project out of the commit."),
        N_("What is lost or signed already cannot be signed in the week; it counts in no forecast."),
        source="S34.2",
    ),
    "SG674": warning(
        N_("{label} is written as {value}, but the projects add up to {sum}."),
        N_("Delete the amount, or add the projects it stands for."),
        N_("A commit is as good as the projects behind it."),
        source="S34.2",
    ),
    "SG675": warning(
        N_("A second commit of {name} for {week}; the first is {path}."),
        N_("Merge the two files. The one handed in last counts."),
        N_("Everybody commits once a week."),
        source="S34.1",
    ),
    "SG676": warning(
        N_("The project “{name}” belongs to {owner}."),
        N_("Let its owner commit it, or hand the project over."),
        N_("Two people who commit one project count it twice."),
        source="S34.2",
    ),
    "SG677": warning(
        N_("“{name}” was committed for {week} and is not signed; no reason is written."),
        N_("Add the project with its reason to misses."),
        N_("Each miss is explained in the next commit, so that the next one is more accurate."),
        source="S34.4",
    ),
    "SG678": warning(
        N_("The commit was handed in on {date}; it was due on Sunday, {due}."),
        N_("Hand the next one in by Sunday."),
        N_("The Monday call rolls up what was handed in on Sunday."),
        source="S34.1",
    ),
    "SG679": warning(
        N_("The project is marked as commit, but is not in the commit for {week} ({path})."),
        N_("Add it to the commit, or correct its expected signing date or the mark."),
        N_("The marks of projects and the weekly commit say the same."),
        source="S33.7",
    ),
    "SG680": warning(
        N_("“{name}” is committed here, but not marked as commit in its own record."),
        N_("Write “commit: yes” into the project, or take it as upside."),
        N_("The marks of projects and the weekly commit say the same."),
        source="S33.7",
    ),
}
