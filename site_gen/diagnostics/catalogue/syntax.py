"""YAML: codes `SG2xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error
from site_gen.locale.text import N_

SYNTAX: dict[str, Code] = {
    "SG201": error(
        N_("This cannot be read: {problem}."),
        N_("{advice}"),
        N_("The front matter must be YAML: one “key: value” a line."),
    ),
    "SG202": error(
        N_("Full-width colon after “{key}”."),
        N_("Write “{key}: ” with a half-width colon and a space."),
        N_("YAML separates key and value with a half-width colon and a space."),
    ),
    "SG203": error(
        N_("“{key}” is given twice; first in line {first}."),
        N_("Keep one of the two lines."),
        N_("With two values nobody can know which one is meant."),
    ),
    "SG204": error(
        N_("Anchors, aliases, tags and merge keys are not used in records ({found})."),
        N_("Write the value itself; put quotes around text that begins with & * or !."),
        N_("A record is read by people; references between lines hide what it says."),
    ),
    "SG205": error(
        N_("Values are nested more than {limit} levels deep."),
        N_("Simplify; no field needs this."),
        N_("Deep nesting is an accident or an attack."),
    ),
    "SG206": error(
        N_("The value is longer than {limit} characters."),
        N_("Long text belongs below the front matter, under a heading."),
        N_("Short facts stand in the front matter, prose in the body."),
    ),
    "SG207": error(
        N_("These are no “key: value” lines."),
        N_("Write one “key: value” a line."),
        N_("Anything else cannot be matched with the fields of the form."),
    ),
    "SG208": error(
        N_("No space after the colon of “{key}”."),
        N_("Write “{key}: ” with a space after the colon."),
        N_("YAML needs a space between colon and value."),
    ),
    "SG209": error(
        N_("Full-width comma after “{value}”."),
        N_("Separate the fields of a row with a half-width comma and a space."),
        N_("YAML separates the fields of a row with half-width commas."),
    ),
    "SG210": error(
        N_("“{value}” stands alone between two commas."),
        N_("Put quotes around a value that contains a comma."),
        N_("In a row between braces a comma begins the next field."),
    ),
}
