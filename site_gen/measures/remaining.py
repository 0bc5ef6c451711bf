"""Open deals that have fewer days left than deals usually take from their stage to signing (M35)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.ageing import median, percentile, stays_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Tally, tally
from site_gen.measures.win_loss import expected_day


class Usual(Struct, frozen=True):
    """The days from a stage to signing.

    Attributes:
        stage: stage key.
        projects: ids of the won deals that were in the stage and whose days are known.
        median: median of the days from entering the stage for the first time to signing; `None` of none.
        slow: 90th percentile of these days, nearest rank.
        few: whether they are fewer than `small_sample`.
    """

    stage: str
    projects: tuple[str, ...]
    median: Decimal | None
    slow: int | None
    few: bool


class Tight(Struct, frozen=True):
    """An open deal that has less time left than usual.

    Attributes:
        project: project id.
        stage: its stage.
        since: the day it entered the stage, when known.
        day: the day it is expected to be signed, else planned to be bought.
        left: days from the day of the figures to that day; below 0 when it has passed.
        usual: median days from the stage to signing.
        short: usual − left.
    """

    project: str
    stage: str
    since: date | None
    day: date
    left: int
    usual: Decimal
    short: Decimal


class Remaining(Struct, frozen=True):
    """The time left of open deals.

    Attributes:
        usual: per open stage, in order.
        tight: deals with less time left than usual, those that lack most days first.
        amount: of these deals, all together.
        enough: ids of deals that have time enough.
        undated: ids of deals without an expected day.
        unknown: ids of deals in a stage whose usual days are not known.
    """

    usual: tuple[Usual, ...]
    tight: tuple[Tight, ...]
    amount: Tally
    enough: tuple[str, ...]
    undated: tuple[str, ...]
    unknown: tuple[str, ...]


@measure(
    "REMAINING",
    "remaining",
    N_("Time left to signing"),
    N_(
        "For each open stage, the usual days: the median over won deals of the days from entering the stage for the "
        "first time to “{signed}”. An open deal is tight when the days from today to its expected signing date (else "
        "its planned purchase date) are fewer than the usual days from its stage; days it has stood in the stage "
        "already are shown beside it and not taken off. Equally many days are enough. A won deal that passed over a "
        "stage says nothing about it."
    ),
    unit="days",
    source="S36.8",
)
def remaining(book: Book, scope: Scope) -> Remaining:
    """Compare the days left of open deals with the usual ones."""
    usual = {one.stage: one for one in _usual(book, scope)}
    tight: list[Tight] = []
    lists: dict[str, list[str]] = {"enough": [], "undated": [], "unknown": []}
    states = scope.open_states(book)
    for state in states:
        project, middle = state.project, usual[state.stage].median
        day = expected_day(project)
        if day is None:
            lists["undated"].append(project.id)
        elif middle is None:
            lists["unknown"].append(project.id)
        elif (left := (day - book.as_of).days) < middle:
            tight.append(Tight(project.id, state.stage, state.since, day, left, middle, middle - left))
        else:
            lists["enough"].append(project.id)
    ids = {one.project for one in tight}
    return Remaining(
        usual=tuple(usual.values()),
        tight=tuple(sorted(tight, key=lambda one: (-one.short, one.project))),
        amount=tally(state for state in states if state.project.id in ids),
        **{name: tuple(sorted(found)) for name, found in lists.items()},
    )


def _usual(book: Book, scope: Scope) -> list[Usual]:
    """Return the usual days from each open stage to signing."""
    won = book.config.won_keys
    took: dict[str, dict[str, int]] = {}
    for state in scope.states(book):
        if state.stage not in won:
            continue
        known = stays_of(book, state.project)
        signed = next((stay.start for stay in known if stay.stage in won), None)
        for stay in known if signed else ():
            if signed and stay.start < signed:
                took.setdefault(stay.stage, {}).setdefault(state.project.id, (signed - stay.start).days)
    rows = []
    for stage in book.config.pipeline:
        if stage.key in book.config.open_keys:
            found = took.get(stage.key, {})
            days = list(found.values())
            few = len(days) < book.config.thresholds.small_sample
            rows.append(Usual(stage.key, tuple(sorted(found)), median(days), percentile(days), few))
    return rows
