"""Rules of the method: codes `SG6xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

METHOD: dict[str, Code] = {
    "SG601": warning(
        N_("{name} has {count} projects of the level {level} this month; the cap is {cap}."),
        N_("Lower the importance of {excess} of them, or hand them over."),
        N_("Few projects get full attention."),
        source="S2.2",
    ),
    "SG602": warning(
        N_("The importance {level} was not confirmed in {month}; last confirmed: {date}."),
        N_("Check it and set importance_confirmed_on to a day of this month."),
        N_("Every level's list is refreshed monthly."),
        source="S2.3",
    ),
    "SG603": warning(
        N_("A project of the level {level} without {label}."),
        N_("{advice}"),
        N_("Focus projects need a practicable plan and resources."),
        source="S2.4, S2.5",
    ),
    "SG604": warning(
        N_("“{key}” ({label}) should be known from the stage {stage} on."),
        N_("Add “{key}: …”, or move the stage back."),
        N_("Customers followed to a certain stage must be entirely complete."),
        source="S1.12",
    ),
    "SG605": error(
        N_("A lost project without a reason."),
        N_("Add “lost_reason: …”; choose from: {options}."),
        N_("Loss reasons are summarised so that the main problem is tackled."),
        source="S1.15",
    ),
    "SG606": warning(
        N_("A project at stage {stage} should have the win rate {expected}, not {value}."),
        N_("Correct the win rate or the stage."),
        N_("Lost goes with 0, ordered and paid with 100."),
        source="S1.5",
    ),
    "SG607": warning(
        N_("The bid date {bid} is after the purchase date {purchase}."),
        N_("Correct one of the two dates."),
        N_("A customer buys after the bid."),
        source="S1.5",
    ),
    "SG608": warning(
        N_("“{value}” has no Chinese character."),
        N_("Write the accurate Chinese name."),
        N_("Names of the manufacturer's people are the accurate Chinese names."),
        source="S1.16",
    ),
    "SG609": warning(
        N_("A joint visit without a brief: {label} is missing."),
        N_(
            "Write the POPSA brief under the headings Purpose, Premise, Strategy, with objectives and anticipate."
        ),
        N_("Visits made together are prepared together."),
        source="S6.5",
    ),
    "SG610": warning(
        N_("The brief was discussed for {minutes} minutes; at least {minimum} are asked for."),
        N_("Discuss strategy and division of work before the visit."),
        N_("The team discusses at least 30 minutes before the visit."),
        source="S6.4",
    ),
    "SG611": warning(
        N_("The visit report is late: due {due}, {state}."),
        N_("Write the result and set submitted_on."),
        N_("Visit reports are due within three working days."),
        source="S10.3",
    ),
    "SG612": warning(
        N_("The visit report lacks {label}."),
        N_("Add it under its heading or key."),
        N_("A visit that is done has a complete report."),
        source="S10.1",
    ),
    "SG613": warning(
        N_("Overdue since {date}: {what} ({who})."),
        N_("Do it and write “done: yes” with done_on, or agree a new date."),
        N_("What was promised to a customer is followed up in time."),
        source="S5.7",
    ),
    "SG614": warning(
        N_("“{name}” looks like the same customer as “{other}” ({place})."),
        N_("Merge the two files, or give them names that tell them apart."),
        N_("Two files for one customer split its history."),
    ),
    "SG615": warning(
        N_("The stage history ends with {found}, but the stage is {stage}."),
        N_("Add the last move to stage_history, or correct the stage."),
        N_("Conversion and speed are counted from the stage history."),
    ),
    "SG616": warning(
        N_("{label} {value} is earlier than {other} {earlier}."),
        N_("Correct one of the two dates."),
        N_("The dates contradict each other."),
    ),
    "SG617": warning(
        N_("The planned visit of {date} is past and has neither result nor cancellation."),
        N_("Set the status to done with its result, or to cancelled."),
        N_("The weekly call plan is also the record of results."),
        source="S5",
    ),
    "SG618": warning(
        N_("The probability {value} is above the highest milestone reached ({reached})."),
        N_("Add the milestones reached, or lower the probability."),
        N_("Probability follows milestones, not hope."),
        source="S33.7",
    ),
    "SG619": error(
        N_("A project is either commit or upside, not both."),
        N_("Delete one of the two."),
        N_("Upside is hope that is not counted in commit."),
        source="S33.7",
    ),
    "SG620": warning(
        N_("“{what}” is dated {date}, after the as-of date {as_of}."),
        N_("Correct the date, or plan it instead of marking it done."),
        N_("What has not happened yet cannot be done."),
    ),
    "SG681": warning(
        N_("{name} has a second target for {month}; the first is in {path}."),
        N_("Keep one of the two; both are added up as they stand."),
        N_("The target of a team is the sum of all rows, so a row too many hides what is missing."),
        source="S27.1",
    ),
    "SG682": warning(
        N_("The payments add up to {sum}, the contract amount is {amount}."),
        N_("Correct the amounts of the payments or of the contract."),
        N_("Nobody pays more than was agreed; a slip here makes an unpaid order look paid."),
        source="S34.7",
    ),
    "SG683": warning(
        N_("An order was signed on {date}, but the project stands at the stage {stage}."),
        N_(
            "Move the project to the stage it has reached, with the day in stage_history, or correct the order."
        ),
        N_("Orders of a project that is not won count in no figure."),
        source="S1.1",
    ),
    "SG684": warning(
        N_("{name} left on {date}; nobody has taken this over."),
        N_("Write who takes over as owner."),
        N_("What belongs to nobody is followed up by nobody."),
    ),
    "SG685": warning(
        N_("{value} {unit} looks like another unit."),
        N_("Write the amount in {unit}."),
        N_("One amount in another unit outweighs the whole pipeline."),
        source="S1.14",
    ),
    "SG696": warning(
        N_("{label} {date} lies more than {years} years ahead."),
        N_("Correct the year, or leave the date out until it is known."),
        N_("A slip in the year takes a record out of every list of what is due."),
    ),
    "SG695": warning(
        N_("This looks like a copy of {path}: the same {fields}."),
        N_("Delete one of the two files, or write what tells them apart."),
        N_("A copied file counts twice in every figure."),
    ),
    "SG621": warning(
        N_("The visit has the status {status} but {label} is missing."),
        N_("Add it, or set the status back to planned."),
        N_("A prepared visit has a brief."),
        source="S6.1",
    ),
    "SG622": warning(
        N_("“{key}” ({label}) is missing for a lost project."),
        N_("Add “{key}: …”."),
        N_("Losses are counted by the stage and month in which they happened."),
        source="S1.4, M7",
    ),
    "SG623": warning(
        N_("“{key}” ({label}) is given, but the stage is {stage}."),
        N_("Set the stage to lost, or delete the line."),
        N_("Only a lost project has facts of a loss."),
        source="S1.4",
    ),
    "SG624": warning(
        N_("A project of the level {level} without anyone of the manufacturer’s sales."),
        N_("Add “gf_sales: …” with the id of the person who follows it."),
        N_("The manufacturer's sales follows these projects personally; they count against their cap."),
        source="S2.1",
    ),
    "SG625": warning(
        N_("A project cannot be lost from the stage {stage} itself."),
        N_("Write the stage it stood at before it was lost."),
        N_("Late losses are told from early ones by this stage."),
        source="S1.4, M7",
    ),
}
