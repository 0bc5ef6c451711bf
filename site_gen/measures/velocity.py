"""Sales velocity with its four factors, and the coverage that the own win rate asks for (S36.8; crm A1)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.ageing import median
from site_gen.measures.funnel import funnel
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio, Tally
from site_gen.measures.win_loss import Rate, win_loss

#: Days of the month that velocity is also said for.
MONTH = 30


class Velocity(Struct, frozen=True):
    """Sales velocity.

    Attributes:
        open: the open deals, the first factor by their number.
        rate: the win rate of twelve months, the second factor by number.
        deal: signed amount of the won deals with an amount over their number, the third factor, money units.
        deals: ids of these deals.
        cycle: median days from the first day known of a won deal to its signing, the fourth factor.
        cycle_of: ids of the won deals it is the median of.
        per_day: the velocity, money units per day; no value when a factor is missing or the cycle is 0 days.
        per_month: the same for 30 days.
        needed: coverage that the win rate asks for, 1 over the win rate.
        few: whether any factor that rests on decided deals rests on fewer than `small_sample`.
    """

    open: Tally
    rate: Rate
    deal: Ratio
    deals: tuple[str, ...]
    cycle: Decimal | None
    cycle_of: tuple[str, ...]
    per_day: Ratio
    per_month: Ratio
    needed: Ratio
    few: bool


@measure(
    "VELOCITY",
    "velocity",
    N_("Sales velocity"),
    N_(
        "Open deals × win rate × average deal / cycle in days: what the pipeline turns into signed contracts per day if "
        "it goes on as in the last twelve months; also for 30 days. Open deals: their number today. Win rate: won over "
        "won and lost of the twelve months, by number. Average deal and cycle: of the deals won in these months only; "
        "the average of the amounts signed, and the median of the days from the first day known to signing. Where one "
        "of the four is not known there is no velocity (–). Needed coverage: 1 divided by the win rate, in percent; so "
        "much pipeline the team needs for each unit of target."
    ),
    unit="money",
    source="S36.8",
)
def velocity(book: Book, scope: Scope) -> Velocity:
    """Multiply the four factors."""
    found = win_loss(book, scope)
    open_ = funnel(book, scope).open
    won = [one for one in found.decided if one.won]
    deals = {one.project: one.amount for one in won if one.amount}
    took = {one.project: one.days for one in won if one.days is not None}
    deal, cycle, rate = Ratio.of(sum(deals.values()), len(deals)), median(list(took.values())), found.whole
    per_day = _velocity(open_.count, rate.by_count, deal, cycle)
    fewest = min(int(rate.by_count.denominator), len(deals), len(took))
    return Velocity(
        open=open_,
        rate=rate,
        deal=deal,
        deals=tuple(sorted(deals)),
        cycle=cycle,
        cycle_of=tuple(sorted(took)),
        per_day=per_day,
        per_month=Ratio(per_day.numerator * MONTH, per_day.denominator),
        needed=Ratio(rate.by_count.denominator, rate.by_count.numerator),
        few=fewest < book.config.thresholds.small_sample,
    )


def _velocity(count: int, rate: Ratio, deal: Ratio, cycle: Decimal | None) -> Ratio:
    """Multiply exactly: everything above the line, then everything below it."""
    if not cycle or deal.value is None or rate.value is None:
        return NO_RATIO
    return Ratio(count * rate.numerator * deal.numerator, rate.denominator * deal.denominator * cycle)
