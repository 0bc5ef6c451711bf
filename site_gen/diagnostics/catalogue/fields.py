"""Fields and values: codes `SG3xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

FIELDS: dict[str, Code] = {
    "SG301": error(
        N_("“{key}” is not a field of {form}."),
        N_("Fields: {options}."),
        N_("Unknown fields are nearly always typing errors; ignoring them would lose what was written."),
    ),
    "SG302": error(
        N_("“{key}” ({label}) is missing."),
        N_("Add a line “{key}: …”."),
        N_("The form requires this field."),
    ),
    "SG303": error(
        N_("“{value}” is not in the list of {label}."),
        N_("Choose from: {options}."),
        N_("Values outside the lists cannot be counted together."),
        source="S1.13",
    ),
    "SG304": error(
        N_("“{value}” is not a date."),
        N_("Write year-month-day, for example 2026-11-18."),
        N_("Dates are written as ISO dates so that they sort and cannot be confused."),
    ),
    "SG305": error(
        N_("There is no {value}: that month has {days} days."),
        N_("Correct the day."),
        N_("The date does not exist in the calendar."),
    ),
    "SG306": error(
        N_("“{value}” is not a number."),
        N_("Write digits only, for example 120 or 120.5 ({unit})."),
        N_("Amounts are one number in the team's unit."),
    ),
    "SG307": error(
        N_("“{value}” is not a whole number."),
        N_("Write digits only."),
        N_("The field counts something."),
    ),
    "SG308": error(
        N_("{value} is outside {low} to {high}."),
        N_("Correct the number."),
        N_("The value cannot be right."),
    ),
    "SG309": error(
        N_("“{value}” is neither yes nor no."),
        N_("Write yes or no."),
        N_("The field is a yes-or-no question."),
    ),
    "SG310": error(
        N_("“{key}” takes one value, not a list or a table."),
        N_("Write “{key}: value”."),
        N_("The field holds a single value."),
    ),
    "SG311": error(
        N_("“{key}” takes a list of rows, each with {fields}."),
        N_("Write a line “- {{{example}}}” for each."),
        N_("The field holds several rows."),
    ),
    "SG312": error(
        N_("“{key}” takes a month such as 2026-11."),
        N_("Write year-month."),
        N_("The field holds a month."),
    ),
    "SG313": error(
        N_("“{key}” takes a time such as 09:30."),
        N_("Write hours and minutes."),
        N_("The field holds a time of day."),
    ),
    "SG314": error(
        N_("“{key}” ({label}) is a text and belongs below the front matter."),
        N_("Write a heading “## {label}” after the front matter and the text under it."),
        N_("Short facts stand in the front matter, prose in the body."),
    ),
    "SG315": warning(
        N_("“ #” begins a comment in YAML: everything after it was cut from “{key}”."),
        N_("Put quotes around the whole value."),
        N_("YAML reads a number sign after a space as a comment."),
    ),
    "SG316": warning(
        N_("The heading “{heading}” is there twice; both texts were kept, one after the other."),
        N_("Put the text under one heading."),
        N_("One section holds one field."),
    ),
    "SG317": error(
        N_("“{key}” is empty."),
        N_("Write a value, or delete the line."),
        N_("An empty required field is a forgotten one."),
    ),
    "SG318": error(
        N_("“{value}” is longer than {limit} characters."),
        N_("Shorten it; long text belongs below the front matter."),
        N_("The field holds a short fact."),
    ),
    "SG319": error(
        N_("“{value}” does not fit {label}: {reason}."),
        N_("{advice}"),
        N_("The value has the wrong form."),
    ),
    "SG320": warning(
        N_("The heading “{heading}” is no field; the text under it is kept as a free note."),
        N_("Correct the heading if the field is meant."),
        N_("A misspelt heading would hide what was written from the report."),
    ),
    "SG321": warning(
        N_("The heading “{heading}” names the field “{key}”; the text under it is kept as a free note."),
        N_("Write the value as “{key}: …” in the front matter, or choose another heading."),
        N_("Short facts stand in the front matter; a report looks for them only there."),
    ),
    "SG322": error(
        N_("“{key}” takes a list; several values stand in one text."),
        N_("Write “{key}: [{example}]”."),
        N_("Each value of a list is checked and counted by itself."),
    ),
    "SG323": error(
        N_("“{key}” takes a table of settings: {fields}."),
        N_("Write each setting on its own line below, indented by two spaces: “{example}”."),
        N_("The setting groups several others."),
    ),
    "SG324": error(
        N_("“{value}” is not a week."),
        N_("Write year, W and the number of the week, such as 2026-W47, or a day of the week."),
        N_("The field holds an ISO week; weeks begin on Monday."),
    ),
    "SG325": warning(
        N_("“{value}” counts as one entry of “{key}”; commas and 、 within a text do not divide a list."),
        N_(
            "Write “{key}: [{example}]”, with a half-width comma and a space; put quotes around what is one entry."
        ),
        N_("Two entries in one text are found, counted and shown as one."),
    ),
    "SG326": error(
        N_("“{value}” is not in the list of {label}: it is empty."),
        N_("Write its values into site.yaml first."),
        N_("The list is the team's own and begins empty."),
    ),
}
