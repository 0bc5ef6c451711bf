"""The parts of a hunter plan's figures (S3.1–S3.4)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.locale.text import Msg
from site_gen.measures.values import Ratio, Tally
from site_gen.measures.wins import Won


class HunterStage(Struct, frozen=True):
    """What is needed and what is there at one stage or further.

    Attributes:
        stage: stage key.
        by_model: projects needed for the rest of the target, by the model funnel; `None` when the team's stages
            have no model numbers.
        by_own: the same by the conversion from here to the first won stage; `None` when nobody won anything yet.
        own_rate: that conversion; of team or company where the person has none (`rates_from`).
        few: whether fewer than `small_sample` projects are behind it.
        existing: projects open at this stage or further.
        gap: by_model − existing count; negative when there are more than needed.
        own_gap: by_own − existing count.
        year_by_model: projects needed for the whole target of the year, by the model funnel.
        year_by_own: the same by that conversion.
        listed: projects on the list of the year that reached this stage (cumulative, M3), won and lost ones too.
        year_gap: year_by_model − listed count.
    """

    stage: str
    by_model: int | None
    by_own: int | None
    own_rate: Ratio
    few: bool
    existing: Tally
    gap: int | None
    own_gap: int | None
    year_by_model: int | None
    year_by_own: int | None
    listed: Tally
    year_gap: int | None


class HunterMonth(Struct, frozen=True):
    """The leads of one month of the year.

    Attributes:
        month: `2026-11`.
        target: order target of the month; `None` when there is none.
        planned: leads of the year's need that fall into it by its share of the order target.
        entered: leads entered in it.
        gap: planned − entered; `None` for months still to come.
        to_find: what the lead gap of today asks of it; `None` for months that are over.
    """

    month: str
    target: Decimal | None
    planned: int | None
    entered: Tally
    gap: int | None
    to_find: int | None


class LeadChannel(Struct, frozen=True):
    """Leads from one channel.

    Attributes:
        channel: key of the channel; empty for projects that name none.
        expected: leads the plan expects from it in the year; `None` when it does not say.
        entered: leads entered in the year.
    """

    channel: str
    expected: int | None
    entered: Tally


class LeadOrigin(Struct, frozen=True):
    """Leads entered in the year from the manufacturer or the dealer."""

    source: str
    entered: Tally


class HunterRow(Struct, frozen=True):
    """One salesperson among those of a team or the company.

    Attributes:
        person: id.
        plan: id of the hunter plan of the year; empty for none.
        target: order target; `None` when there is none.
        won: signed in the year.
        wins: deals still needed; `None` when target or average is missing.
        leads: leads needed for the rest of the target by the model.
        own_leads: the same by own rates.
        existing: open projects.
        gap: leads − existing.
        own_gap: own_leads − existing.
    """

    person: str
    plan: str
    target: Decimal | None
    won: Decimal
    wins: int | None
    leads: int | None
    own_leads: int | None
    existing: int
    gap: int | None
    own_gap: int | None


class Hunter(Struct, frozen=True):
    """From the target back to the leads, of a salesperson; of a team or the company the sums over its people.

    Attributes:
        year: the year planned.
        plans: ids of the hunter plans; of a salesperson at most one.
        target: order target of the year; `None` when there is none.
        target_from: `plan` when the hunter plan says it, `targets` when it is the sum of the months' targets,
            `people` for a sum over people, empty for none.
        targets: ids of the target records.
        won: what was signed in the year.
        remaining: target − won, at least 0.
        average: amount of an average deal; `None` for sums, and when nothing was won yet.
        average_from: whose it is: `plan`, `person`, `team`, `company`, `ever` (of all years of the company);
            empty for none.
        average_of: ids of the won projects it is the average of.
        year_wins: deals needed for the whole target.
        wins: deals needed for the rest of it.
        met: whether the target is reached.
        over: whether the year is over.
        rates_from: whose conversion stands for the own: `person`, `team`, `company`; empty for none.
        stages: one row per pipeline stage, in order; empty when `wins` is `None`.
        months: the twelve months.
        leads: leads entered in the year.
        undated: projects on the list of the year whose day of entry is not known; in no month.
        channels: leads by channel, those without one last.
        origins: leads by lead source.
        expected: leads the plans expect from all channels; `None` without a plan.
        people: for a team or the company its salespeople by id, those that have left excepted.
        reason: why nothing can be computed, else `None`.
    """

    year: int
    plans: tuple[str, ...]
    target: Decimal | None
    target_from: str
    targets: tuple[str, ...]
    won: Won
    remaining: Decimal | None
    average: Decimal | None
    average_from: str
    average_of: tuple[str, ...]
    year_wins: int | None
    wins: int | None
    met: bool
    over: bool
    rates_from: str
    stages: tuple[HunterStage, ...]
    months: tuple[HunterMonth, ...]
    leads: Tally
    undated: Tally
    channels: tuple[LeadChannel, ...]
    origins: tuple[LeadOrigin, ...]
    expected: int | None
    people: tuple[HunterRow, ...]
    reason: Msg | None

    @property
    def first(self) -> HunterStage | None:
        """The row of the first stage: the leads."""
        return self.stages[0] if self.stages else None
