"""Rules of the monthly forecast, of targets in employment and of former teams: codes `SG686`–`SG692`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

FORECASTING: dict[str, Code] = {
    "SG686": warning(
        N_(
            "The forecast must tell of the twelve months from {first} to {last}, each once and in order: {wrong}."
        ),
        N_("Write one row for each month from the month submitted on."),
        N_(
            "The sum of twelve months is compared with the stretch target of the same months; a gap looks like a fall."
        ),
        source="S35.1, S35.2",
    ),
    "SG687": warning(
        N_("A second forecast of {name} for {month}; the one handed in last counts. The other is {path}."),
        N_("Merge the two files, or correct the month."),
        N_("A person has one forecast a month; what was said once stays as it was said."),
        source="S35.2",
    ),
    "SG688": warning(
        N_("{label} is written as {value}, but the records tell {counted}."),
        N_("Delete the figure so that it is counted, or bring the projects up to date."),
        N_(
            "Leads are counted by their first dated stage, the pipeline by the projects open on the day. Checked for "
            "the newest forecast of a person only, since earlier amounts of projects are not kept."
        ),
        source="S35.2",
    ),
    "SG689": warning(
        N_("The forecast of {month} has no action in its action plan."),
        N_("Write down who does what by when, as agreed between salesperson and manager."),
        N_("A forecast without action is hope; the action plan is asked for each month."),
        source="S35.6",
    ),
    "SG690": warning(
        N_("For {month} the commit of {commit} is above the forecast of {forecast} {unit}."),
        N_("Raise the forecast, or commit less."),
        N_("The commit is the part of the forecast one stands for; it cannot be more than the whole."),
        source="S35.2",
    ),
    "SG691": warning(
        N_("{name} has a target for {month}, but is not with the team in that month ({state})."),
        N_("Move the target to whoever takes over, or correct the day."),
        N_(
            "The target counts as it is written, so the team’s sum holds a month in which nobody works for it."
        ),
        source="S27.1",
    ),
    "SG692": warning(
        N_("The former teams are not in order: {wrong}."),
        N_(
            "Write the former teams with the oldest first, each with its last day; the present one stands in “team”."
        ),
        N_(
            "Targets and results stay with the team a person was in on the day; overlapping times would move them."
        ),
        source="S27.1",
    ),
}
