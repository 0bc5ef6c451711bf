"""References and identity: codes `SG4xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error
from site_gen.locale.text import N_

IDENTITY: dict[str, Code] = {
    "SG401": error(
        N_("There is no {kind} “{value}”."),
        N_("Write the id of an existing {kind} (its file name without .md), or create it first."),
        N_("A reference to nothing would drop the record from every list of its partner."),
    ),
    "SG402": error(
        N_("Two files have the id “{id}”: {first} is the other one."),
        N_("Rename one of the files."),
        N_("The file name is the id, and ids must be unique within a kind."),
    ),
    "SG403": error(
        N_(
            "The ids “{id}” and “{other}” differ only in upper and lower case or in the form of their characters."
        ),
        N_("Rename one of the files."),
        N_("On some file systems the two names are the same file."),
    ),
    "SG404": error(
        N_("{label} “{value}” belongs to {found}, not to {expected}."),
        N_("Choose one that belongs to {expected}, or correct the customer."),
        N_("A record must not mix the facts of two customers."),
    ),
    "SG405": error(
        N_("{label} leads in a circle: {chain}."),
        N_("Correct “{key}” in one of these records."),
        N_("Nobody can stand above themselves; sums over a circle would never end."),
    ),
    "SG406": error(
        N_("The link to “{target}” leads to no record."),
        N_("Write the path of a record’s file, such as ../projects/hengtai-line3.md, or a full address."),
        N_("A broken link is found when the records are checked, not by the reader."),
    ),
}
