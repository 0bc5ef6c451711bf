"""Rules about hunter plans: codes `SG666` to `SG669`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, warning
from site_gen.locale.text import N_

HUNTING: dict[str, Code] = {
    "SG666": warning(
        N_("The sales target {value} differs from the sum of the order targets of {year}: {sum} {unit}."),
        N_("Correct one of the two, or delete “target” here so that the sum counts."),
        N_("A target written twice is soon two targets; attainment is counted against the month targets."),
        source="S3.4",
    ),
    "SG667": warning(
        N_("The plan expects {expected} leads; by the model {needed} are needed for {wins} deals."),
        N_("Raise the expected leads, add a channel, or plan with a larger average deal."),
        N_(
            "Of ten leads in the model one is signed. Checked where the plan says its average deal; the hunter page "
            "compares with the average that was won, too."
        ),
        source="S3.1, S3.2",
    ),
    "SG668": warning(
        N_("{name} has a target for {year} but no hunter plan."),
        N_("Begin one with “site-gen new hunter_plan --set owner={person_id} --set year={year}”."),
        N_("Each salesperson plans backwards from the target to the number of leads."),
        source="S3.4",
    ),
    "SG669": warning(
        N_("A second hunter plan of {name} for {year}; {first} counts."),
        N_("Merge the two files, or correct the year."),
        N_("A person has one plan a year; the others are not read."),
        source="S3.4",
    ),
}
