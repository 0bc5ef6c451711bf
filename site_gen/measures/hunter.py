"""Hunter planning: what is needed from the leads on, what is there, what is missing (S3)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.hunter_group import hunter_group, of_person
from site_gen.measures.hunter_parts import Hunter, HunterStage
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import NO_TARGET_FOR_CUT
from site_gen.measures.values import Tally
from site_gen.measures.wins import Won


@measure(
    "S3.3",
    "hunter",
    N_("Hunter planning"),
    N_(
        "Deals needed: (target − signed in the year) ÷ average deal, rounded up, and for the whole year target ÷ "
        "average deal. Target and average deal are the hunter plan’s where it says them; else the year’s order "
        "targets, and the average over the deals won this and last year: the person’s, else the team’s, else the "
        "company’s. Needed at a stage or further: by the model, deals × model number of the stage ÷ that of "
        "“{signed}”, rounded up; by own rates, deals ÷ the share of projects that came from the stage to "
        "“{signed}” (M4), rounded up, of the team or company where the person has won nothing. Two gaps: what "
        "the rest of the target needs − projects open at the stage or further; what the whole year’s target "
        "needs − projects that reached the stage (cumulative, M3) among those on the year’s list: entered "
        "in the year or still open when it began. Months: the year’s leads are planned by each month’s share of "
        "the order target, beside the leads entered in it; the leads missing today are spread over the months "
        "left, this one included, in the same way. A team’s or the company’s figures are the sums over its "
        "people, who plan each for themselves; whoever has left is not counted."
    ),
    unit="count",
    source="S3.1 S3.2 S3.3 S3.4 S23.16",
)
def hunter(book: Book, scope: Scope, year: int | None = None) -> Hunter:
    """Plan backwards from the target to the leads of `year` (S3, M12); default the year of `as_of`."""
    number = year if year is not None else book.as_of.year
    if scope.kind == "person":
        return of_person(book, scope, number)
    if scope.kind in {"team", "company"}:
        return hunter_group(book, scope, number)
    return _none(number)


class HunterGap(Struct, frozen=True):
    """Where one salesperson lacks most, for a meeting.

    Attributes:
        person: id.
        stage: the stage that lacks most, measured by what it needs.
        needed: projects needed there or further by the model, for the rest of the target.
        existing: those open.
        gap: needed − existing.
        month: the month of the day of the figures.
        to_find: leads to find in it.
        entered: leads entered in it so far.
        plan: id of the hunter plan; empty for none.
    """

    person: str
    stage: str
    needed: int
    existing: int
    gap: int
    month: str
    to_find: int
    entered: int
    plan: str


def hunter_gaps(book: Book, scope: Scope) -> tuple[HunterGap, ...]:
    """Return the people of a scope who lack projects at some stage, the largest gap first (S7.7)."""
    people = [scope.id] if scope.kind == "person" else [row.person for row in hunter(book, scope).people]
    month = MonthOf.of(book.as_of)
    found = []
    for person in people:
        one = hunter(book, Scope("person", person))
        worst = worst_stage(one, book.config.open_keys)
        if worst is None:
            continue
        now = one.months[month.month - 1]
        found.append(
            HunterGap(
                person,
                worst.stage,
                worst.by_model or 0,
                worst.existing.count,
                worst.gap or 0,
                month.id,
                now.to_find or 0,
                now.entered.count,
                one.plans[0] if one.plans else "",
            )
        )
    return tuple(sorted(found, key=lambda gap: (-gap.gap, gap.person)))


def worst_stage(found: Hunter, open_keys: frozenset[str]) -> HunterStage | None:
    """Return the open stage that lacks most by the model, measured by what it needs; `None` when none does."""
    short = [row for row in found.stages if row.stage in open_keys and row.gap and row.gap > 0]
    return max(short, key=lambda row: Decimal(row.gap or 0) / (row.by_model or 1), default=None)


def _none(year: int) -> Hunter:
    """Return the figures of a cut that nobody has a target for."""
    return Hunter(
        year=year,
        plans=(),
        target=None,
        target_from="",
        targets=(),
        won=Won((), Decimal(0)),
        remaining=None,
        average=None,
        average_from="",
        average_of=(),
        year_wins=None,
        wins=None,
        met=False,
        over=False,
        rates_from="",
        stages=(),
        months=(),
        leads=Tally(),
        undated=Tally(),
        channels=(),
        origins=(),
        expected=None,
        people=(),
        reason=NO_TARGET_FOR_CUT,
    )
