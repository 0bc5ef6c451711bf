"""The agendas of the meetings: numbered items, each with its minutes and its question (S7.1–S7.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from site_gen.locale.text import N_, NC_, Msg


class Item(NamedTuple):
    """An item of an agenda.

    Attributes:
        number: what people call it: “item 4”.
        key: what templates call it.
        title: its heading.
        minutes: how long it takes.
        question: what is asked; may name the manufacturer as `{gf}`.
    """

    number: int
    key: str
    title: Msg
    minutes: int
    question: Msg


def _agenda(*rows: tuple[str, int, Msg, Msg]) -> tuple[Item, ...]:
    return tuple(
        Item(number, key, title, minutes, question)
        for number, (key, minutes, title, question) in enumerate(rows, 1)
    )


#: By kind of pack. The minutes add up to the length of the meeting: 5 to 10 minutes with each person daily (S7.1),
#: 3 to 4 hours weekly (S7.2); for a month (S7.3) and a talk with one person no length is given.
AGENDAS: dict[str, tuple[Item, ...]] = {
    "daily": _agenda(
        (
            "before",
            3,
            N_("Visits of the last working day and its report"),
            N_("Did you reach what you went for, and what did the customer say?"),
        ),
        (
            "today",
            4,
            N_("Plan of the day"),
            N_("What will count as success today, and what help do you need?"),
        ),
        (
            "overdue",
            2,
            N_("Overdue promises and actions"),
            N_("What keeps you from doing it, and what do we tell the customer?"),
        ),
        ("owed", 1, N_("Reports owed"), N_("When will the report be in?")),
    ),
    "weekly": _agenda(
        (
            "results",
            25,
            N_("Results of the week"),
            N_("Are orders, collection and new customers on course for the month?"),
        ),
        (
            "moved",
            25,
            N_("Opportunities since Monday"),
            N_("What moved, what was won or lost, and why? What can still be registered first?"),
        ),
        (
            "visits",
            25,
            N_("Visits of the week"),
            N_("Did we visit the right customers, and did each visit bring what was expected?"),
        ),
        (
            "bids",
            20,
            N_("Bids"),
            N_("Is every bid prepared, every contract reviewed, every result analysed?"),
        ),
        ("reports", 15, NC_("agenda", "Reports"), N_("Who has not handed in what, and when will it be in?")),
        (
            "alerts",
            10,
            N_("Market alerts and complaints"),
            N_("What threatens sales now, and who deals with it?"),
        ),
        ("open", 20, N_("Promises and actions still open"), N_("What did we promise, and what keeps it?")),
        (
            "plan",
            40,
            N_("Next week’s call plan"),
            N_("Is everybody’s week full, and with the right customers?"),
        ),
        ("joint", 15, N_("Visits to join"), N_("Which key visits does the manager join next week?")),
        (
            "resources",
            10,
            N_("Manufacturer resources"),
            N_("Who and what do we need from {gf}, and is it arranged?"),
        ),
        ("briefs", 5, N_("Briefs of next week"), N_("Is the preparation good enough to go?")),
    ),
    "monthly": _agenda(
        (
            "results",
            20,
            N_("Results against target"),
            N_("Did we reach the month, and are we on course for the year?"),
        ),
        ("funnel", 20, N_("Funnel"), N_("Is the pipeline strong enough, and where does it leak?")),
        ("diagnosis", 30, N_("Diagnosis"), N_("What is the cause, and what will we do?")),
        (
            "hunter",
            10,
            N_("Gaps of the hunter plans"),
            N_("Who lacks projects for the rest of the target, and where will they come from?"),
        ),
        (
            "focus",
            15,
            N_("Focus lists"),
            N_("Are these the right few, and has each a plan and resources?"),
        ),
        ("accounts", 20, N_("Key accounts"), N_("What is the next step with each?")),
        (
            "losses",
            15,
            N_("Losses and bids of the month"),
            N_("Why did we lose, and what is the pattern?"),
        ),
        ("points", 5, N_("Points and fines"), N_("Whose reports do not come, and what helps?")),
        (
            "resources",
            20,
            N_("Resource allocation plan"),
            N_("Who gives what, when, for which project?"),
        ),
        ("open", 15, N_("Actions still open"), N_("What did we agree, and what keeps it?")),
        ("priorities", 10, N_("Priorities of the month"), N_("What are this month’s few priorities?")),
    ),
    "one_on_one": _agenda(
        ("results", 5, N_("Results against target"), N_("Where do you stand, and what do you expect?")),
        (
            "pipeline",
            7,
            N_("Pipeline and its movement"),
            N_("Is there enough, what moved, and where do new projects come from?"),
        ),
        ("trend", 4, N_("Three numbers over eight weeks"), N_("What changed, and what made the change?")),
        ("flags", 4, NC_("talk", "Flags"), N_("What stands out, and what is behind it?")),
        (
            "open",
            5,
            N_("Promises and actions still open"),
            N_("What did we agree last time, and what keeps it?"),
        ),
        (
            "coach",
            5,
            N_("What to coach"),
            N_("Which one thing will we work on until the next talk, and how do I help?"),
        ),
    ),
}


def agenda(kind: str) -> Mapping[str, Any]:
    """Return what templates need of an agenda: its items in order and by key, and the minutes in all."""
    found = AGENDAS[kind]
    return {
        "agenda": found,
        "items": {item.key: item for item in found},
        "minutes_in_all": sum(item.minutes for item in found),
        "each": kind == "daily",
    }
