"""Import: codes `SG7xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import NOTHING, Code, error, warning
from site_gen.locale.text import N_

IMPORTING: dict[str, Code] = {
    "SG701": error(
        N_("The mapping names the column “{column}”, which {file} does not have."),
        N_("Columns: {options}."),
        N_("A misspelt column would import nothing silently."),
    ),
    "SG702": error(
        N_("“{value}” in the column {column} of {file} is not known as {label}."),
        N_("To repair it, write in the mapping under {where}: {fix}"),
        N_("Unknown values are rejected, never guessed."),
    ),
    "SG703": error(
        N_("The column {column} of {file} is blank, and {label} is required."),
        N_("Fill in the column, or give a default in the mapping: {fix}"),
        N_("The form requires this field."),
    ),
    "SG704": error(
        N_("“{value}” in the column {column} of {file} cannot be read: {reason}."),
        N_("Correct the cells, or say in the mapping how they are written (date, remove, split, repair)."),
        N_("Rejected rows are listed with their numbers, never dropped silently."),
    ),
    "SG705": error(
        N_("Several rows of {file} make the record “{value}”."),
        N_("Choose an id that is unique ({column}), or write “repeats: yes” when the rows say the same."),
        N_("Rows with the same id would overwrite each other."),
    ),
    "SG706": warning(
        N_("“{value}” in the column {column} of {file} was repaired to “{target}”."),
        NOTHING,
        N_("Repairs made by the mapping are listed so that the source can be mended."),
    ),
    "SG707": warning(
        N_("{file} says nothing about {label}; the default “{target}” was taken."),
        NOTHING,
        N_("Defaults used are listed so that the source can be completed."),
    ),
    "SG708": error(
        N_("{file} cannot be read: {reason}."),
        N_("Name the folder of the CSV files with --source, or correct the file's entry in the mapping."),
        N_("Every file that the mapping names is needed."),
    ),
    "SG709": error(
        N_("{file} has several columns with one name: {column}."),
        N_("Rename them in the header."),
        N_("The mapping names columns by their header."),
    ),
    "SG710": error(
        N_("“{value}” stands in several rows of {file}, in the column {column} that rows are joined by."),
        N_("Join by a column whose values are unique."),
        N_("Which of the rows is meant cannot be known."),
    ),
    "SG711": error(
        N_("Rows of {file} have more or fewer cells than the header ({expected})."),
        N_("Look for a missing quotation mark or a delimiter inside a cell."),
        N_("The cells of such a row cannot be matched with the columns."),
    ),
    "SG712": warning(
        N_("The text under “{label}” in the records differs from {file}; it was kept."),
        N_("Delete the section to have it written again, or write “once: yes” in the mapping."),
        N_("Text that people have written is never overwritten."),
    ),
    "SG713": error(
        N_("The mapping says nothing about “{key}”, which new records need."),
        N_("Add “{key}” to the fields of the mapping, with a column or a value."),
        N_("The form requires this field."),
    ),
    "SG714": error(
        N_("A value needs exactly one of column, value or text, or else a default; found: {found}."),
        N_("Write for example {{column: Name}}, {{value: normal}} or {{text: '{{Name}} {{Number}}'}}."),
        N_("Where a value comes from must be plain."),
    ),
    "SG715": error(
        N_("The column “{column}” is named, but these records have no file."),
        N_("Add “file: …”, or give every field a fixed value."),
        N_("Without a file one record with fixed values is made."),
    ),
    "SG716": error(
        N_("The existing file {value} has errors or an unusual front matter and was not changed."),
        N_("Run “site-gen check”, correct the file, and import again."),
        N_("A file that cannot be read whole cannot be changed safely."),
    ),
    "SG717": error(
        N_("The column {column} of {file} refers to records ({kind}) whose own rows were rejected."),
        N_("Correct those rows first; these follow."),
        N_("A reference to nothing would drop the record from every list of its partner."),
    ),
    "SG718": error(
        N_("Records from {file} would not pass “site-gen check”: {reason}"),
        N_("Correct the cells or the mapping."),
        N_("Every record is checked like a written one before anything is written."),
    ),
}
