"""What visits brought: POPSA achievement (M14), effective visits and deals (M19)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.checks import ids, objectives_reached
from site_gen.measures.period import bounds, is_done, visits_between
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, others

_SMART = frozenset("SMART")


class Popsa(Struct, frozen=True):
    """How well visits are prepared and what preparation brought (M14).

    Attributes:
        start: first day of the period.
        end: day after its last.
        achieved: objectives achieved over objectives, of visits made.
        objectives_of: ids of visits made that have objectives.
        smart: objectives with all five SMART ticks over objectives, of all visits not cancelled.
        briefs: ids of visits with a brief.
        prepared: briefs discussed for at least `preparation_minutes` over briefs.
        prepared_ids: ids of those.
        joint: ids of visits with companions.
        joint_with_brief: joint visits with a brief over joint visits.
        joint_without: ids of joint visits without a brief (S6.5).
    """

    start: date
    end: date
    achieved: Ratio
    objectives_of: tuple[str, ...]
    smart: Ratio
    briefs: tuple[str, ...]
    prepared: Ratio
    prepared_ids: tuple[str, ...]
    joint: tuple[str, ...]
    joint_with_brief: Ratio
    joint_without: tuple[str, ...]


class Effect(Struct, frozen=True):
    """Effective visit rate and deal rate (M19).

    Attributes:
        start: first day of the period.
        end: day after its last.
        made: ids of visits made.
        effective: ids of the effective ones.
        deals: ids of those on which a deal was closed.
        effective_rate: effective over made.
        deal_rate: deals over made.
    """

    start: date
    end: date
    made: tuple[str, ...]
    effective: tuple[str, ...]
    deals: tuple[str, ...]
    effective_rate: Ratio
    deal_rate: Ratio

    @property
    def not_effective(self) -> list[str]:
        """Ids of visits made that were not effective."""
        return others(self.made, self.effective)


@measure(
    "M14",
    "popsa",
    N_("POPSA achievement"),
    N_(
        "Over the period (where none is named: the four weeks up to the day of the figures). Objectives "
        "achieved divided by all objectives of visits made; objectives with all five SMART ticks divided by "
        "all objectives; briefs discussed for at least {preparation_minutes} minutes divided by briefs; joint "
        "visits with a brief divided by joint visits. An objective that is not ticked counts as not achieved. "
        "Cancelled visits and phone calls do not count."
    ),
    unit="percent",
    source="S6.3 S6.4 S6.5 S6.6",
)
def popsa(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Popsa:
    """Compute POPSA achievement over `[start, end)`; by default the four weeks up to `as_of` (M14)."""
    first, last = bounds(book, scope, start, end)
    visits = [v for v in visits_between(book, scope, first, last) if v.channel == "visit"]
    made = [v for v in visits if is_done(book, v) and v.objectives]
    tried = [o for v in made for o in v.objectives]
    written = [o for v in visits for o in v.objectives]
    briefs = [v for v in visits if v.has_brief]
    minutes = book.config.thresholds.preparation_minutes
    prepared = [v for v in briefs if (v.discussed_minutes or 0) >= minutes]
    joint = [v for v in visits if v.is_joint]
    with_brief = [v for v in joint if v.has_brief]
    return Popsa(
        start=first,
        end=last,
        achieved=Ratio.of(sum(o.achieved is True for o in tried), len(tried)),
        objectives_of=ids(made),
        smart=Ratio.of(sum(set(o.smart.upper()) >= _SMART for o in written), len(written)),
        briefs=ids(briefs),
        prepared=Ratio.of(len(prepared), len(briefs)),
        prepared_ids=ids(prepared),
        joint=ids(joint),
        joint_with_brief=Ratio.of(len(with_brief), len(joint)),
        joint_without=ids(v for v in joint if not v.has_brief),
    )


@measure(
    "M19",
    "effective-visits",
    N_("Effective visits and deals"),
    N_(
        "Over the period (where none is named: the four weeks up to the day of the figures). Effective visits "
        "divided by visits made: a visit is effective when its result is written and either every objective "
        "was achieved or a next step was agreed (a follow-up item or a next visit). Deal rate: visits on "
        "which a deal was closed divided by visits made. Phone calls do not count."
    ),
    unit="percent",
    source="S27.2",
)
def effect(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Effect:
    """Compute effective visits and deals over `[start, end)`; by default four weeks (M19)."""
    first, last = bounds(book, scope, start, end)
    visits = visits_between(book, scope, first, last)
    made = [v for v in visits if v.channel == "visit" and is_done(book, v)]
    effective = [
        v
        for v in made
        if v.says("result") and (objectives_reached(v) or v.follow_ups or v.says("next_visit"))
    ]
    deals = [v for v in made if v.deal]
    return Effect(
        start=first,
        end=last,
        made=ids(made),
        effective=ids(effective),
        deals=ids(deals),
        effective_rate=Ratio.of(len(effective), len(made)),
        deal_rate=Ratio.of(len(deals), len(made)),
    )
