"""The team’s `site.yaml`: codes `SG5xx`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

SITE: dict[str, Code] = {
    "SG501": error(
        N_("There is no {path}."),
        N_("Run “site-gen init” to begin a team, or name the folder with --records."),
        N_("site.yaml names the team and is the only file a team must have."),
    ),
    "SG502": error(
        N_("The gate “{gate}” points to the stage “{stage}”, which is not in the list of stages."),
        N_("Set gates.{gate} to one of: {options}."),
        N_("Gates say from which stage a rule holds; with stages of your own they must be set too."),
    ),
    "SG503": error(
        N_("The keys of {label} must differ: “{key}” is there twice."),
        N_("Rename or delete one of them."),
        N_("A key stands for one meaning."),
    ),
    "SG504": error(
        N_("“{key}” is a fixed list: its keys cannot be added to or removed ({value})."),
        N_("Change only labels and aliases; keys: {options}."),
        N_("The program's rules depend on these keys."),
    ),
    "SG505": error(
        N_("“{value}” names two different entries of {label}: {first} and {second}."),
        N_("Make the labels and aliases of the list differ."),
        N_("A word in a record must mean one thing."),
    ),
    "SG506": error(
        N_("{value} is both a holiday and a make-up workday."),
        N_("Delete it from one of the two lists."),
        N_("Working-day arithmetic needs one answer."),
    ),
    "SG507": error(
        N_("Stages must be in order with exactly one lost stage, at least one open and one won stage."),
        N_("Set counts_as of each stage to open, won or lost, in this order."),
        N_("Every measure builds on open, won and lost."),
    ),
    "SG508": warning(
        N_("The model numbers of the stages must not rise: {stage} has {value} after {before}."),
        N_("Correct “model” of one of the two stages."),
        N_("Of 100 leads, each stage can only keep what the stage before it had."),
        source="S1.2",
    ),
    "SG509": error(
        N_("“{key}” of the win rate must be a whole percentage from 0 to 100."),
        N_("Write the keys of the win rate as numbers, for example “60”."),
        N_("The win rate is calculated with."),
    ),
    "SG510": error(
        N_("Stages of your own need gates of their own: {gates}."),
        N_("Under “gates:”, set each of them to one of: {options}."),
        N_("Gates say from which stage a rule holds; the shipped ones name the shipped stages."),
    ),
}
