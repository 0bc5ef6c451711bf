"""Quarters and the ratings of a quarter: codes `SG975`–`SG976`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

KPI: dict[str, Code] = {
    "SG975": error(
        N_("“{value}” is not a quarter."),
        N_("Write year, Q and the number of the quarter, such as 2026-Q4."),
        N_("The field holds a quarter of the fiscal year, called by the year in which that begins."),
    ),
    "SG976": warning(
        N_("{name} rates himself or herself here."),
        N_("Name the manager who rated as rated_by."),
        N_("The quarterly assessment is made by the head of the department and personnel."),
        source="S24.5",
    ),
}
