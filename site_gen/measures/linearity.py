"""Linearity: whether signing keeps pace with the straight line to the target (S34.5, M31)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Config, Week
from site_gen.locale.text import N_
from site_gen.measures.accuracy import WEEKS
from site_gen.measures.commits import Said, commit_week
from site_gen.measures.crew import aim, has_crew, signed
from site_gen.measures.quarters import Span, month_of, quarter_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import Won

_ZERO = Decimal(0)


class Point(Struct, frozen=True):
    """One week on the line of a period.

    Attributes:
        week: id of the week.
        elapsed: days of the period up to and with its Sunday, none beyond the end of the period.
        line: the target as far as the straight line asks for it by then, money units; `None` without a target.
        signed: signed from the beginning of the period to the end of the week; `None` for weeks to come.
    """

    week: str
    elapsed: int
    line: Decimal | None
    signed: Decimal | None


class PeriodLinearity(Struct, frozen=True):
    """Linearity in one month or quarter.

    Attributes:
        period: id of the period.
        start: its first day.
        end: the day after its last.
        days: its days.
        elapsed: days of it up to and with the Sunday of the week.
        target: order target of the period; `None` when there is none.
        planned: target × elapsed / days.
        signed: signed from the beginning of the period to the Sunday before the week.
        commit: this week’s commit that is still to come and expected within the period.
        upside: this week’s upside, in the same way.
        ratio: signed and commit over planned.
        with_upside: signed, commit and upside over planned.
        state: `behind`, `linear`, `ahead`, or empty when there is no ratio.
        points: the weeks of the period in order.
    """

    period: str
    start: date
    end: date
    days: int
    elapsed: int
    target: Decimal | None
    planned: Decimal | None
    signed: Won
    commit: Decimal
    upside: Decimal
    ratio: Ratio
    with_upside: Ratio
    state: str
    points: tuple[Point, ...]


class Linearity(Struct, frozen=True):
    """Linearity of a week in its month and quarter, and how evenly signing comes in (M31).

    Attributes:
        week: id of the week.
        month: the month of the week’s Monday.
        quarter: the fiscal quarter of the week’s Monday.
        weekly: amounts signed in the last twelve weeks that are over, the oldest first.
        mean: their mean.
        variation: their variation coefficient, standard deviation over mean in percent; `None` when nothing was signed.
    """

    week: str
    month: PeriodLinearity
    quarter: PeriodLinearity
    weekly: tuple[Decimal, ...]
    mean: Decimal
    variation: Decimal | None


@measure(
    "M31",
    "linearity",
    N_("Linearity"),
    N_(
        "(Signed from the beginning of the period to the Sunday before the week + this week’s commit) divided by "
        "(target of the period × weeks elapsed / weeks of the period). Weeks are counted in days: elapsed are the days "
        "of the period up to and with the Sunday of this week, none beyond its last day, so a quarter that begins in "
        "the middle of a week has a short first week. The period is the month or fiscal quarter in which the Monday of "
        "the call lies. Below {linearity_low}% the pace is behind, above {linearity_high}% ahead. Upside is shown apart. "
        "Committed projects that are lost, had been signed before the week, or are expected after the period do not "
        "count. Without a target, or with one of zero, there is no ratio (–). The variation coefficient is the standard "
        "deviation of the amounts signed in the last twelve weeks divided by their mean."
    ),
    unit="percent",
    source="S34.5",
)
def linearity(book: Book, scope: Scope, week: str = "") -> Linearity:
    """Lay what is signed and committed against the straight line (M31); default the week of the day of the figures."""
    found = Week.named(week) if week else Week.of(book.as_of)
    end = min(found, Week.of(book.as_of))
    past = [end.shift(-n) for n in range(WEEKS, 0, -1)] if has_crew(scope) else []
    weekly = tuple(commit_week(book, scope, one.id).actual.amount for one in past)
    mean = sum(weekly, _ZERO) / len(weekly) if weekly else _ZERO
    return Linearity(
        week=found.id,
        month=_period(book, scope, found, month_of(found.start)),
        quarter=_period(book, scope, found, quarter_of(found.start, book.config.fiscal_month)),
        weekly=weekly,
        mean=mean,
        variation=_variation(weekly, mean),
    )


def linearity_state(config: Config, ratio: Ratio) -> str:
    """Return where a ratio lies: `behind`, `linear`, `ahead`, or empty when it has no value."""
    if ratio.value is None:
        return ""
    if ratio.below(config.thresholds.linearity_low):
        return "behind"
    return "ahead" if ratio.above(config.thresholds.linearity_high) else "linear"


def _period(book: Book, scope: Scope, week: Week, span: Span) -> PeriodLinearity:
    target = aim(book, scope, span.start, span.end).orders
    before = signed(book, scope, span.start, max(span.start, week.start))
    said = commit_week(book, scope, week.id).said
    commit, upside = _to_come(said, "commit", span), _to_come(said, "upside", span)
    elapsed = span.elapsed(week)
    reached = before.amount + commit
    # Both parts times the days of the period, so that the ratio is exact.
    planned = None if target is None else target * elapsed
    ratio = NO_RATIO if planned is None else Ratio(reached * span.days, planned)
    more = NO_RATIO if planned is None else Ratio((reached + upside) * span.days, planned)
    return PeriodLinearity(
        period=span.id,
        start=span.start,
        end=span.end,
        days=span.days,
        elapsed=elapsed,
        target=target,
        planned=None if planned is None else planned / span.days,
        signed=before,
        commit=commit,
        upside=upside,
        ratio=ratio,
        with_upside=more,
        state=linearity_state(book.config, ratio),
        points=tuple(_point(book, scope, span, one, target) for one in span.weeks),
    )


def _to_come(said: tuple[Said, ...], kind: str, span: Span) -> Decimal:
    return sum((one.to_come(kind, before=span.end) for one in said), _ZERO)


def _point(book: Book, scope: Scope, span: Span, week: Week, target: Decimal | None) -> Point:
    elapsed = span.elapsed(week)
    line = None if target is None else target * elapsed / span.days
    known = week.start <= book.as_of
    so_far = signed(book, scope, span.start, min(week.end, span.end)).amount if known else None
    return Point(week.id, elapsed, line, so_far)


def _variation(amounts: tuple[Decimal, ...], mean: Decimal) -> Decimal | None:
    if mean <= 0:
        return None
    variance = sum(((amount - mean) ** 2 for amount in amounts), _ZERO) / len(amounts)
    return (variance.sqrt() / mean * 100).quantize(Decimal("0.0001"))
