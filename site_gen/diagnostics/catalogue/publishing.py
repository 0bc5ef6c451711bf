"""Publishing: codes `SG8xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error
from site_gen.locale.text import N_

PUBLISHING: dict[str, Code] = {
    "SG801": error(
        N_("{path} is not empty and was not made by site-gen."),
        N_("Name another folder with --output, or empty this one yourself."),
        N_("A build replaces its output folder whole; it never deletes what it did not make."),
    ),
    "SG802": error(
        N_("Two pages have the address {url}: {first} and {second}."),
        N_("Rename one of the records."),
        N_("One would overwrite the other."),
    ),
    "SG803": error(
        N_("The page {page} links to {target}, which is not there."),
        N_("Correct the link in the text of the record."),
        N_("A broken link is found at build time, not by the reader."),
    ),
    "SG804": error(
        N_("The template {template} cannot be used: {reason}."),
        N_("Correct the template in your themes folder, or delete it to use the shipped one."),
        N_("Theme files are checked before anything is written."),
    ),
    "SG805": error(
        N_("{path} cannot be the output folder: {reason}."),
        N_("Name another folder with --output."),
        N_("Replacing it would delete more than the site."),
    ),
}
