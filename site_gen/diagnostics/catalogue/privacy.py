"""Audiences, and what is kept from them: codes `SG920`–`SG922`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

PRIVACY: dict[str, Code] = {
    "SG920": error(
        N_("There is no kind of record “{value}” (audience {audience})."),
        N_("The kinds are: {options}."),
        N_("A kind spelt wrong would be shown to those who must not see it."),
    ),
    "SG921": error(
        N_("There is no audience “{value}”."),
        N_("Audiences are: {options}. Further ones stand in site.yaml under “audiences:”."),
        N_("Nothing is made for somebody of whom it is not said what they may see."),
    ),
    "SG922": warning(
        N_("No customer is in the group “{group}”, which is to be left out for an audience."),
        N_("Write the group as it stands in the records of customers, or delete the line."),
        N_("A group spelt wrong would be shown to those who must not see it."),
        source="S30.2",
    ),
}
