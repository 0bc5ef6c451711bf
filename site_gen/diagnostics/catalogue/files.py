"""Files and text: codes `SG1xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

FILES: dict[str, Code] = {
    "SG101": error(
        N_("The file is not UTF-8 text: byte {offset} cannot be read."),
        N_("Save the file as UTF-8. It looks like {encoding}."),
        N_("All records are UTF-8, so that every editor and git show the same characters."),
    ),
    "SG102": error(
        N_("Control character {char} in the text."),
        N_("Delete it; it came in by copying from another program."),
        N_("Invisible characters break searching, sorting and printing."),
    ),
    "SG103": error(
        N_("Merge-conflict marker: git could not merge two versions of this file."),
        N_("Keep the lines you want between the markers and delete the marker lines."),
        N_("A file with conflict markers holds two versions of a fact."),
    ),
    "SG104": error(
        N_("The file is larger than {limit} KiB ({size} KiB)."),
        N_("One file is one record: split it, or keep attachments outside the records."),
        N_("A record this size is an accident, such as a pasted attachment."),
    ),
    "SG105": error(
        N_("The file does not begin with front matter."),
        N_("Begin the file with a line of three hyphens, the fields, and another line of three hyphens."),
        N_("A file without front matter says nothing about what it is."),
    ),
    "SG106": error(
        N_("The front matter is not closed."),
        N_("Put a line of exactly three hyphens after the last field."),
        N_("Without the closing line the fields and the text cannot be told apart."),
    ),
    "SG107": error(
        N_("A symbolic link leads out of the records folder."),
        N_("Put the file itself here."),
        N_("A build reads only what is in the repository."),
    ),
    "SG108": error(
        N_("The file is empty."),
        N_("If the editor is still saving, wait; otherwise fill in the record or delete the file."),
        N_("An empty file is usually a half-saved one."),
    ),
    "SG109": error(
        N_("The file cannot be read: {reason}."),
        N_("Check that the file is there and that you may read it."),
        N_("Every file of the records must be readable."),
    ),
    "SG110": warning(
        N_("This file is in no folder of a record kind and was not read."),
        N_("Move it into one of: {folders}."),
        N_("The folder says the kind of a record; a file elsewhere would be dropped silently."),
    ),
    "SG111": warning(
        N_("“{name}” does not end in .md and was not read."),
        N_("Rename it to end in .md, or move it out of the records."),
        N_("A record in another format would be dropped silently."),
    ),
    "SG112": error(
        N_("“{name}” cannot be the name of a record: {reason}."),
        N_("Rename the file; letters of any language, digits, “-”, “_” and “.” are safe everywhere."),
        N_("The file name is the record's id and becomes part of an address."),
    ),
    "SG113": warning(
        N_("“{name}” is a link to a folder; links to folders are not followed."),
        N_("Put the files themselves into the folder of their kind."),
        N_("A link can lead in a circle or out of the repository."),
    ),
    "SG114": error(
        N_("This looks like “{meant}” in the folder of “{form}”."),
        N_("Move the file to {target}."),
        N_("The folder says the kind of a record, and so which fields it has."),
    ),
    "SG115": warning(
        N_("“{name}” is not read: the team's configuration is called site.yaml."),
        N_("Move what it says into site.yaml and delete it."),
        N_("Settings in a file of nearly that name would be dropped silently."),
    ),
    "SG116": error(
        N_("Blank lines or spaces stand before the front matter."),
        N_(
            "Delete everything before the first three hyphens, also what cannot be seen: they are the first line."
        ),
        N_("Other programs take such a file for one without front matter."),
    ),
    "SG117": error(
        N_("The file begins with “{value}”, which is not three hyphens."),
        N_("Write exactly “---” in the first line: three hyphens of the English keyboard."),
        N_("A file without front matter says nothing about what it is."),
    ),
}
