"""Rules of daily and weekly reports: codes `SG646` to `SG655`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

DAYS: dict[str, Code] = {
    "SG646": warning(
        N_("{label}: {typed} {unit} is typed, {counted} {unit} is counted from the records."),
        N_("Delete the line, or mend the orders, payments or targets it should agree with."),
        N_("Pages show what is counted; what is typed stands beside it."),
        source="S8.2, S26.1",
    ),
    "SG647": warning(
        N_("The talk with {customer} is written down twice: the visit {visit} of that day tells of it too."),
        N_("Write the result into the visit, and delete this row."),
        N_("No fact is kept twice."),
        source="S26.1",
    ),
    "SG648": warning(
        N_("{date} is not a day of the week {week}."),
        N_("Correct the date, or move the line to the report of its week."),
        N_("The weekly report says what was done on each day of its week."),
        source="S8.3",
    ),
    "SG649": warning(
        N_("{date} stands twice among the days."),
        N_("Put both texts into one line, or correct one of the dates."),
        N_("The weekly report says what was done on each day of its week."),
        source="S8.3",
    ),
    "SG650": warning(
        N_("Expenses of {value} look like another unit."),
        N_("Write whole units of the currency, such as 350 for 350 yuan."),
        N_("Expense per visit is counted from these figures."),
        source="S26.1, S27.3",
    ),
    "SG651": warning(
        N_("The report says “{attendance}”, but {name} is recorded as away that day ({first} to {last})."),
        N_("Correct the attendance, or the days away in the record of the person."),
        N_("For days away nothing is owed, so both records have to agree."),
        source="S26.1",
    ),
    "SG652": warning(
        N_("The report says “{attendance}”, but visits were made that day: {visits}."),
        N_("Correct the attendance, or day and status of the visits."),
        N_("Who is on leave visits nobody."),
        source="S26.1",
    ),
}
