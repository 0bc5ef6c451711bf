"""Rules of staff reviews: codes `SG693`–`SG694`; told to managers only."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

STAFFING: dict[str, Code] = {
    "SG693": warning(
        N_("{name} reviews himself or herself here."),
        N_("Name the manager who decided on the class as reviewer."),
        N_("The staff matrix is a manager’s view of people, not their own."),
        source="S36.5",
    ),
    "SG694": warning(
        N_("Class {grade} without a comment."),
        N_("Say under the heading “{heading}” what was seen and what is to change until when."),
        N_("Classes C and D lead to decisions about a person; they need their grounds."),
        source="S36.5",
    ),
}
