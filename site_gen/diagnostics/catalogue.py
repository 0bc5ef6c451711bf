"""The catalogue of problem codes: severity, message, hint and explanation, each said once.

Codes never change their meaning and are never used again. Families: `SG1xx` files and text,
`SG2xx` YAML, `SG3xx` fields and values, `SG4xx` references and identity, `SG5xx` the team's
`site.yaml`, `SG6xx` rules of the method, `SG7xx` import, `SG8xx` publishing.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_gen.locale.text import N_, Msg

NOTHING = Msg("")
_DID_YOU_MEAN = N_("Did you mean “{suggestion}”?")


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem.

    `message` says what is wrong, `hint` what to write instead, `suggestion` is used when the
    problem carries a `suggestion` argument, `why` explains the rule in `docs/diagnostics.md`.
    """

    severity: str
    message: Msg
    hint: Msg = NOTHING
    why: Msg = NOTHING
    suggestion: Msg = _DID_YOU_MEAN
    source: str = ""


def _error(message: Msg, hint: Msg = NOTHING, why: Msg = NOTHING, source: str = "") -> Code:
    return Code("error", message, hint, why, source=source)


def _warning(message: Msg, hint: Msg = NOTHING, why: Msg = NOTHING, source: str = "") -> Code:
    return Code("warning", message, hint, why, source=source)


CATALOGUE: dict[str, Code] = {
    # -- SG1xx: files and text ------------------------------------------------------------
    "SG101": _error(
        N_("The file is not UTF-8 text: byte {offset} cannot be read."),
        N_("Save the file as UTF-8. It looks like {encoding}."),
        N_("All records are UTF-8, so that every editor and git show the same characters."),
    ),
    "SG102": _error(
        N_("Control character {char} in the text."),
        N_("Delete it; it came in by copying from another program."),
        N_("Invisible characters break searching, sorting and printing."),
    ),
    "SG103": _error(
        N_("Merge-conflict marker: git could not merge two versions of this file."),
        N_("Keep the lines you want between the markers and delete the marker lines."),
        N_("A file with conflict markers holds two versions of a fact."),
    ),
    "SG104": _error(
        N_("The file is larger than {limit} KiB ({size} KiB)."),
        N_("One file is one record: split it, or keep attachments outside the records."),
        N_("A record this size is an accident, such as a pasted attachment."),
    ),
    "SG105": _error(
        N_("The file does not begin with front matter."),
        N_("Begin the file with a line of three hyphens, the fields, and another line of three hyphens."),
        N_("A file without front matter says nothing about what it is."),
    ),
    "SG106": _error(
        N_("The front matter is not closed."),
        N_("Put a line of exactly three hyphens after the last field."),
        N_("Without the closing line the fields and the text cannot be told apart."),
    ),
    "SG107": _error(
        N_("A symbolic link leads out of the records folder."),
        N_("Put the file itself here."),
        N_("A build reads only what is in the repository."),
    ),
    "SG108": _error(
        N_("The file is empty."),
        N_("If the editor is still saving, wait; otherwise fill in the record or delete the file."),
        N_("An empty file is usually a half-saved one."),
    ),
    "SG109": _error(
        N_("The file cannot be read: {reason}."),
        N_("Check the file's permissions."),
        N_("Every file of the records must be readable."),
    ),
    "SG110": _warning(
        N_("This file is in no folder of a record kind and was not read."),
        N_("Move it into one of: {folders}."),
        N_("The folder says the kind of a record; a file elsewhere would be dropped silently."),
    ),
    "SG111": _warning(
        N_("“{name}” does not end in .md and was not read."),
        N_("Rename it to end in .md, or move it out of the records."),
        N_("A record in another format would be dropped silently."),
    ),
    "SG112": _error(
        N_("“{name}” cannot be the name of a record: {reason}."),
        N_("Rename the file; letters of any language, digits, “-”, “_” and “.” are safe everywhere."),
        N_("The file name is the record's id and becomes part of an address."),
    ),
    "SG113": _warning(
        N_("“{name}” is a link to a folder; links to folders are not followed."),
        N_("Put the files themselves into the folder of their kind."),
        N_("A link can lead in a circle or out of the repository."),
    ),
    # -- SG2xx: YAML ----------------------------------------------------------------------
    "SG201": _error(
        N_("This cannot be read: {problem}."),
        N_("{advice}"),
        N_("The front matter must be YAML: one “key: value” a line."),
    ),
    "SG202": _error(
        N_("Full-width colon after “{key}”."),
        N_("Write “{key}: ” with a half-width colon and a space."),
        N_("YAML separates key and value with a half-width colon and a space."),
    ),
    "SG203": _error(
        N_("“{key}” is given twice; first in line {first}."),
        N_("Keep one of the two lines."),
        N_("With two values nobody can know which one is meant."),
    ),
    "SG204": _error(
        N_("Anchors, aliases, tags and merge keys are not used in records ({found})."),
        N_("Write the value itself; put quotes around text that begins with & * or !."),
        N_("A record is read by people; references between lines hide what it says."),
    ),
    "SG205": _error(
        N_("Values are nested more than {limit} levels deep."),
        N_("Simplify; no field needs this."),
        N_("Deep nesting is an accident or an attack."),
    ),
    "SG206": _error(
        N_("The value is longer than {limit} characters."),
        N_("Long text belongs below the front matter, under a heading."),
        N_("Short facts stand in the front matter, prose in the body."),
    ),
    "SG207": _error(
        N_("These are no “key: value” lines."),
        N_("Write one “key: value” a line."),
        N_("Anything else cannot be matched with the fields of the form."),
    ),
    "SG208": _error(
        N_("No space after the colon of “{key}”."),
        N_("Write “{key}: ” with a space after the colon."),
        N_("YAML needs a space between colon and value."),
    ),
    "SG209": _error(
        N_("Full-width comma after “{value}”."),
        N_("Separate the fields of a row with a half-width comma and a space."),
        N_("YAML separates the fields of a row with half-width commas."),
    ),
    "SG210": _error(
        N_("“{value}” stands alone between two commas."),
        N_("Put quotes around a value that contains a comma."),
        N_("In a row between braces a comma begins the next field."),
    ),
    # -- SG3xx: fields and values ---------------------------------------------------------
    "SG301": _error(
        N_("“{key}” is not a field of {form}."),
        N_("Fields: {options}."),
        N_("Unknown fields are nearly always typing errors; ignoring them would lose what was written."),
    ),
    "SG302": _error(
        N_("“{key}” ({label}) is missing."),
        N_("Add a line “{key}: …”."),
        N_("The form requires this field."),
    ),
    "SG303": _error(
        N_("“{value}” is not in the list of {label}."),
        N_("Choose from: {options}."),
        N_("Values outside the lists cannot be counted together."),
        source="S1.13",
    ),
    "SG304": _error(
        N_("“{value}” is not a date."),
        N_("Write year-month-day, for example 2026-11-18."),
        N_("Dates are written as ISO dates so that they sort and cannot be confused."),
    ),
    "SG305": _error(
        N_("There is no {value}: that month has {days} days."),
        N_("Correct the day."),
        N_("The date does not exist in the calendar."),
    ),
    "SG306": _error(
        N_("“{value}” is not a number."),
        N_("Write digits only, for example 120 or 120.5, in the unit of the field ({unit})."),
        N_("Amounts are one number in the team's unit."),
    ),
    "SG307": _error(
        N_("“{value}” is not a whole number."),
        N_("Write digits only."),
        N_("The field counts something."),
    ),
    "SG308": _error(
        N_("{value} is outside {low} to {high}."),
        N_("Correct the number."),
        N_("The value cannot be right."),
    ),
    "SG309": _error(
        N_("“{value}” is neither yes nor no."),
        N_("Write yes or no."),
        N_("The field is a yes-or-no question."),
    ),
    "SG310": _error(
        N_("“{key}” takes one value, not a list or a table."),
        N_("Write “{key}: value”."),
        N_("The field holds a single value."),
    ),
    "SG311": _error(
        N_("“{key}” takes a list of rows, each with {fields}."),
        N_("Write a line “- {{{example}}}” for each."),
        N_("The field holds several rows."),
    ),
    "SG312": _error(
        N_("“{key}” takes a month such as 2026-11."),
        N_("Write year-month."),
        N_("The field holds a month."),
    ),
    "SG313": _error(
        N_("“{key}” takes a time such as 09:30."),
        N_("Write hours and minutes."),
        N_("The field holds a time of day."),
    ),
    "SG314": _error(
        N_("“{key}” ({label}) is a text and belongs below the front matter."),
        N_("Write a heading “## {label}” after the front matter and the text under it."),
        N_("Short facts stand in the front matter, prose in the body."),
    ),
    "SG315": _warning(
        N_("“ #” begins a comment in YAML: everything after it was cut from “{key}”."),
        N_("Put quotes around the whole value."),
        N_("YAML reads a number sign after a space as a comment."),
    ),
    "SG316": _warning(
        N_("The heading “{heading}” is there twice; both texts were kept, one after the other."),
        N_("Put the text under one heading."),
        N_("One section holds one field."),
    ),
    "SG317": _error(
        N_("“{key}” is empty."),
        N_("Write a value, or delete the line."),
        N_("An empty required field is a forgotten one."),
    ),
    "SG318": _error(
        N_("“{value}” is longer than {limit} characters."),
        N_("Shorten it; long text belongs below the front matter."),
        N_("The field holds a short fact."),
    ),
    "SG319": _error(
        N_("“{value}” does not fit {label}: {reason}."),
        N_("{advice}"),
        N_("The value has the wrong form."),
    ),
    "SG320": _warning(
        N_("The heading “{heading}” is no field; the text under it is kept as a free note."),
        N_("Correct the heading if the field is meant."),
        N_("A misspelt heading would hide what was written from the report."),
    ),
    "SG321": _warning(
        N_("The heading “{heading}” names the field “{key}”; the text under it is kept as a free note."),
        N_("Write the value as “{key}: …” in the front matter, or choose another heading."),
        N_("Short facts stand in the front matter; a report looks for them only there."),
    ),
    "SG322": _error(
        N_("“{key}” takes a list; several values stand in one text."),
        N_("Write “{key}: [{example}]”."),
        N_("Each value of a list is checked and counted by itself."),
    ),
    "SG323": _error(
        N_("“{key}” takes a table of settings: {fields}."),
        N_("Write each setting on its own line below, indented by two spaces: “{example}”."),
        N_("The setting groups several others."),
    ),
    # -- SG4xx: references and identity ---------------------------------------------------
    "SG401": _error(
        N_("There is no {kind} “{value}”."),
        N_("Write the id of an existing {kind} (its file name without .md), or create it first."),
        N_("A reference to nothing would drop the record from every list of its partner."),
    ),
    "SG402": _error(
        N_("Two files have the id “{id}”: {first} is the other one."),
        N_("Rename one of the files."),
        N_("The file name is the id, and ids must be unique within a kind."),
    ),
    "SG403": _error(
        N_(
            "The ids “{id}” and “{other}” differ only in upper and lower case or in the form of their characters."
        ),
        N_("Rename one of the files."),
        N_("On some file systems the two names are the same file."),
    ),
    "SG404": _error(
        N_("{label} “{value}” belongs to {found}, not to {expected}."),
        N_("Choose one that belongs to {expected}, or correct the customer."),
        N_("A record must not mix the facts of two customers."),
    ),
    "SG405": _error(
        N_("{label} leads in a circle: {chain}."),
        N_("Correct “{key}” in one of these records."),
        N_("Nobody can stand above themselves; sums over a circle would never end."),
    ),
    "SG406": _error(
        N_("The link to “{target}” leads to no record."),
        N_("Write the path of a record’s file, such as ../projects/hengtai-line3.md, or a full address."),
        N_("A broken link is found when the records are checked, not by the reader."),
    ),
    # -- SG5xx: site.yaml -----------------------------------------------------------------
    "SG501": _error(
        N_("There is no {path}."),
        N_("Run “site-gen init” to begin a team, or name the folder with --records."),
        N_("site.yaml names the team and is the only file a team must have."),
    ),
    "SG502": _error(
        N_("The gate “{gate}” points to the stage “{stage}”, which is not in the list of stages."),
        N_("Set gates.{gate} to one of: {options}."),
        N_("Gates say from which stage a rule holds; with stages of your own they must be set too."),
    ),
    "SG503": _error(
        N_("The keys of {label} must differ: “{key}” is there twice."),
        N_("Rename or delete one of them."),
        N_("A key stands for one meaning."),
    ),
    "SG504": _error(
        N_("“{key}” is a fixed list: its keys cannot be added to or removed ({value})."),
        N_("Change only labels and aliases; keys: {options}."),
        N_("The program's rules depend on these keys."),
    ),
    "SG505": _error(
        N_("“{value}” names two different entries of {label}: {first} and {second}."),
        N_("Make the labels and aliases of the list differ."),
        N_("A word in a record must mean one thing."),
    ),
    "SG506": _error(
        N_("{value} is both a holiday and a make-up workday."),
        N_("Delete it from one of the two lists."),
        N_("Working-day arithmetic needs one answer."),
    ),
    "SG507": _error(
        N_("Stages must be in order with exactly one lost stage, at least one open and one won stage."),
        N_("Set counts_as of each stage to open, won or lost, in this order."),
        N_("Every measure builds on open, won and lost."),
    ),
    "SG508": _warning(
        N_("The model numbers of the stages must not rise: {stage} has {value} after {before}."),
        N_("Correct “model” of one of the two stages."),
        N_("Of 100 leads, each stage can only keep what the stage before it had."),
        source="S1.2",
    ),
    "SG509": _error(
        N_("“{key}” of the win rate must be a whole percentage from 0 to 100."),
        N_("Write the keys of the win rate as numbers, for example “60”."),
        N_("The win rate is calculated with."),
    ),
    "SG510": _error(
        N_("Stages of your own need gates of their own: {gates}."),
        N_("Under “gates:”, set each of them to one of: {options}."),
        N_("Gates say from which stage a rule holds; the shipped ones name the shipped stages."),
    ),
    # -- SG6xx: rules of the method -------------------------------------------------------
    "SG601": _warning(
        N_("{name} has {count} projects of the level {level} this month; the cap is {cap}."),
        N_("Lower the importance of {excess} of them, or hand them over."),
        N_("Few projects get full attention."),
        source="S2.2",
    ),
    "SG602": _warning(
        N_("The importance {level} was not confirmed in {month}; last confirmed: {date}."),
        N_("Check it and set importance_confirmed_on to a day of this month."),
        N_("Every level's list is refreshed monthly."),
        source="S2.3",
    ),
    "SG603": _warning(
        N_("A project of the level {level} without {label}."),
        N_("{advice}"),
        N_("Focus projects need a practicable plan and resources."),
        source="S2.4, S2.5",
    ),
    "SG604": _warning(
        N_("“{key}” ({label}) should be known from the stage {stage} on."),
        N_("Add “{key}: …”, or move the stage back."),
        N_("Customers followed to a certain stage must be entirely complete."),
        source="S1.12",
    ),
    "SG605": _error(
        N_("A lost project without a reason."),
        N_("Add “lost_reason: …”; choose from: {options}."),
        N_("Loss reasons are summarised so that the main problem is tackled."),
        source="S1.15",
    ),
    "SG606": _warning(
        N_("A project at stage {stage} should have the win rate {expected}, not {value}."),
        N_("Correct the win rate or the stage."),
        N_("Lost goes with 0, ordered and paid with 100."),
        source="S1.5",
    ),
    "SG607": _warning(
        N_("The bid date {bid} is after the purchase date {purchase}."),
        N_("Correct one of the two dates."),
        N_("A customer buys after the bid."),
        source="S1.5",
    ),
    "SG608": _warning(
        N_("“{value}” has no Chinese character."),
        N_("Write the accurate Chinese name."),
        N_("Names of the manufacturer's people are the accurate Chinese names."),
        source="S1.16",
    ),
    "SG609": _warning(
        N_("A joint visit without a brief: {label} is missing."),
        N_(
            "Write the POPSA brief under the headings Purpose, Premise, Strategy, with objectives and anticipate."
        ),
        N_("Visits made together are prepared together."),
        source="S6.5",
    ),
    "SG610": _warning(
        N_("The brief was discussed for {minutes} minutes; at least {minimum} are asked for."),
        N_("Discuss strategy and division of work before the visit."),
        N_("The team discusses at least 30 minutes before the visit."),
        source="S6.4",
    ),
    "SG611": _warning(
        N_("The visit report is late: due {due}, {state}."),
        N_("Write the result and set submitted_on."),
        N_("Visit reports are due within three working days."),
        source="S10.3",
    ),
    "SG612": _warning(
        N_("The visit report lacks {label}."),
        N_("Add it under its heading or key."),
        N_("A visit that is done has a complete report."),
        source="S10.1",
    ),
    "SG613": _warning(
        N_("Overdue since {date}: {what} ({who})."),
        N_("Do it and write “done: yes” with done_on, or agree a new date."),
        N_("What was promised to a customer is followed up in time."),
        source="S5.7",
    ),
    "SG614": _warning(
        N_("“{name}” looks like the same customer as “{other}” ({place})."),
        N_("Merge the two files, or give them names that tell them apart."),
        N_("Two files for one customer split its history."),
    ),
    "SG615": _warning(
        N_("The stage history ends with {found}, but the stage is {stage}."),
        N_("Add the last move to stage_history, or correct the stage."),
        N_("Conversion and speed are counted from the stage history."),
    ),
    "SG616": _warning(
        N_("{label} {value} is earlier than {other} {earlier}."),
        N_("Correct one of the two dates."),
        N_("The dates contradict each other."),
    ),
    "SG617": _warning(
        N_("The planned visit of {date} is past and has neither result nor cancellation."),
        N_("Set the status to done with its result, or to cancelled."),
        N_("The weekly call plan is also the record of results."),
        source="S5",
    ),
    "SG618": _warning(
        N_("The probability {value} is above the highest milestone reached ({reached})."),
        N_("Add the milestones reached, or lower the probability."),
        N_("Probability follows milestones, not hope."),
        source="S33.7",
    ),
    "SG619": _error(
        N_("A project is either commit or upside, not both."),
        N_("Delete one of the two."),
        N_("Upside is hope that is not counted in commit."),
        source="S33.7",
    ),
    "SG620": _warning(
        N_("“{what}” is dated {date}, after the as-of date {as_of}."),
        N_("Correct the date, or plan it instead of marking it done."),
        N_("What has not happened yet cannot be done."),
    ),
    "SG621": _warning(
        N_("The visit has the status {status} but {label} is missing."),
        N_("Add it, or set the status back to planned."),
        N_("A prepared visit has a brief."),
        source="S6.1",
    ),
    "SG622": _warning(
        N_("“{key}” ({label}) is missing for a lost project."),
        N_("Add “{key}: …”."),
        N_("Losses are counted by the stage and month in which they happened."),
        source="S1.4, M7",
    ),
    "SG623": _warning(
        N_("“{key}” ({label}) is given, but the stage is {stage}."),
        N_("Set the stage to lost, or delete the line."),
        N_("Only a lost project has facts of a loss."),
        source="S1.4",
    ),
    "SG624": _warning(
        N_("A project of the level {level} without anyone of the manufacturer’s sales."),
        N_("Add “gf_sales: …” with the id of the person who follows it."),
        N_("The manufacturer's sales follows these projects personally; they count against their cap."),
        source="S2.1",
    ),
    # -- SG7xx: import --------------------------------------------------------------------
    "SG701": _error(
        N_("The mapping names the column “{column}”, which {file} does not have."),
        N_("Columns: {options}."),
        N_("A misspelt column would import nothing silently."),
    ),
    "SG702": _error(
        N_("“{value}” in the column {column} of {file} is not known as {label}."),
        N_("To repair it, write in the mapping under {where}: {fix}"),
        N_("Unknown values are rejected, never guessed."),
    ),
    "SG703": _error(
        N_("The column {column} of {file} is blank, and {label} is required."),
        N_("Fill in the column, or give a default in the mapping: {fix}"),
        N_("The form requires this field."),
    ),
    "SG704": _error(
        N_("“{value}” in the column {column} of {file} cannot be read: {reason}."),
        N_("Correct the cells, or say in the mapping how they are written (date, remove, split, repair)."),
        N_("Rejected rows are listed with their numbers, never dropped silently."),
    ),
    "SG705": _error(
        N_("Several rows of {file} make the record “{value}”."),
        N_("Choose an id that is unique ({column}), or write “repeats: yes” when the rows say the same."),
        N_("Rows with the same id would overwrite each other."),
    ),
    "SG706": _warning(
        N_("“{value}” in the column {column} of {file} was repaired to “{target}”."),
        NOTHING,
        N_("Repairs made by the mapping are listed so that the source can be mended."),
    ),
    "SG707": _warning(
        N_("{file} says nothing about {label}; the default “{target}” was taken."),
        NOTHING,
        N_("Defaults used are listed so that the source can be completed."),
    ),
    "SG708": _error(
        N_("{file} cannot be read: {reason}."),
        N_("Name the folder of the CSV files with --source, or correct the file's entry in the mapping."),
        N_("Every file that the mapping names is needed."),
    ),
    "SG709": _error(
        N_("{file} has several columns with one name: {column}."),
        N_("Rename them in the header."),
        N_("The mapping names columns by their header."),
    ),
    "SG710": _error(
        N_("“{value}” stands in several rows of {file}, in the column {column} that rows are joined by."),
        N_("Join by a column whose values are unique."),
        N_("Which of the rows is meant cannot be known."),
    ),
    "SG711": _error(
        N_("Rows of {file} have more or fewer cells than the header ({expected})."),
        N_("Look for a missing quotation mark or a delimiter inside a cell."),
        N_("The cells of such a row cannot be matched with the columns."),
    ),
    "SG712": _warning(
        N_("The text under “{label}” in the records differs from {file}; it was kept."),
        N_("Delete the section to have it written again, or write “once: yes” in the mapping."),
        N_("Text that people have written is never overwritten."),
    ),
    "SG713": _error(
        N_("The mapping says nothing about “{key}”, which new records need."),
        N_("Add “{key}” to the fields of the mapping, with a column or a value."),
        N_("The form requires this field."),
    ),
    "SG714": _error(
        N_("A value needs exactly one of column, value or text, or else a default; found: {found}."),
        N_("Write for example {{column: Name}}, {{value: normal}} or {{text: '{{Name}} {{Number}}'}}."),
        N_("Where a value comes from must be plain."),
    ),
    "SG715": _error(
        N_("The column “{column}” is named, but these records have no file."),
        N_("Add “file: …”, or give every field a fixed value."),
        N_("Without a file one record with fixed values is made."),
    ),
    "SG716": _error(
        N_("The existing file {value} has errors or an unusual front matter and was not changed."),
        N_("Run “site-gen check”, correct the file, and import again."),
        N_("A file that cannot be read whole cannot be changed safely."),
    ),
    "SG717": _error(
        N_("The column {column} of {file} refers to records ({kind}) whose own rows were rejected."),
        N_("Correct those rows first; these follow."),
        N_("A reference to nothing would drop the record from every list of its partner."),
    ),
    "SG718": _error(
        N_("Records from {file} would not pass “site-gen check”: {reason}"),
        N_("Correct the cells or the mapping."),
        N_("Every record is checked like a written one before anything is written."),
    ),
    # -- SG8xx: publishing ----------------------------------------------------------------
    "SG801": _error(
        N_("{path} is not empty and was not made by site-gen."),
        N_("Name another folder with --output, or empty this one yourself."),
        N_("A build replaces its output folder whole; it never deletes what it did not make."),
    ),
    "SG802": _error(
        N_("Two pages have the address {url}: {first} and {second}."),
        N_("Rename one of the records."),
        N_("One would overwrite the other."),
    ),
    "SG803": _error(
        N_("The page {page} links to {target}, which is not there."),
        N_("Correct the link in the text of the record."),
        N_("A broken link is found at build time, not by the reader."),
    ),
    "SG804": _error(
        N_("The template {template} cannot be used: {reason}."),
        N_("Correct the template in your themes folder, or delete it to use the shipped one."),
        N_("Theme files are checked before anything is written."),
    ),
    "SG805": _error(
        N_("{path} cannot be the output folder: {reason}."),
        N_("Name another folder with --output."),
        N_("Replacing it would delete more than the site."),
    ),
}
