"""Month and quarter against the stretch target: signed, forecast and upside (S34.6, M32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.commits import Said, commit_week
from site_gen.measures.crew import aim, signed
from site_gen.measures.quarters import Span, month_of, quarter_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.submissions import submissions
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import Won

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class PeriodStretch(Struct, frozen=True):
    """A month or quarter against its stretch target.

    Attributes:
        period: id of the period.
        start: its first day.
        end: the day after its last.
        target: order target; `None` when there is none.
        stretch: stretch target; `None` when there is none.
        signed: signed from the beginning of the period to the Sunday before the week.
        said: the forecast as it was said, what is still to come; `None` when nobody gave one.
        forecast: the forecast without the committed projects that were lost since or had been signed before.
        gone: what that takes off.
        upside: the upside, in the same way.
        attained: signed and forecast over the stretch target.
        with_upside: signed, forecast and upside over the stretch target.
        reached: whether signed and forecast reach the stretch target.
        gap: what is missing to it, at least 0; `None` without one.
        without: ids of people who owe a commit for the week and gave no forecast of the period.
    """

    period: str
    start: date
    end: date
    target: Decimal | None
    stretch: Decimal | None
    signed: Won
    said: Decimal | None
    forecast: Decimal
    gone: Decimal
    upside: Decimal
    attained: Ratio
    with_upside: Ratio
    reached: bool
    gap: Decimal | None
    without: tuple[str, ...]


class Stretch(Struct, frozen=True):
    """Month and quarter of a week against the stretch target (M32).

    Attributes:
        week: id of the week.
        month: the month of the week’s Monday.
        quarter: the fiscal quarter of the week’s Monday.
    """

    week: str
    month: PeriodStretch
    quarter: PeriodStretch


@measure(
    "M32",
    "stretch-attainment",
    N_("Stretch attainment"),
    N_(
        "(Signed + forecast) divided by the stretch target of the month and of the fiscal quarter, and the same with "
        "upside. Signed is what was signed from the beginning of the period to the Sunday before the week; the forecast "
        "in the weekly commit is what is still to come from this week on, this week’s commit included, so nothing is "
        "counted twice. Committed projects that were lost since, or had been signed before, are taken off. 100% or more "
        "reaches the target. The period is the one in which the Monday of the week lies. Without a stretch target, or "
        "with one of zero, there is no ratio (–); months without one count with their order target."
    ),
    unit="percent",
    source="S34.6",
)
def stretch(book: Book, scope: Scope, week: str = "") -> Stretch:
    """Compare month and quarter with the stretch target (M32); default the week of the day of the figures."""
    found = Week.named(week) if week else Week.of(book.as_of)
    month, quarter = month_of(found.start), quarter_of(found.start, book.config.fiscal_month)
    return Stretch(
        week=found.id,
        month=_period(book, scope, found, month, "month"),
        quarter=_period(book, scope, found, quarter, "quarter"),
    )


def _period(book: Book, scope: Scope, week: Week, span: Span, name: str) -> PeriodStretch:
    wanted = aim(book, scope, span.start, span.end)
    before = signed(book, scope, span.start, max(span.start, week.start))
    each = [_Share.of(one, name, span) for one in commit_week(book, scope, week.id).said]
    given = [one for one in each if one.said is not None]
    forecast, upside = _sum(one.forecast for one in given), _sum(one.upside for one in each)
    said = _sum(one.said or _ZERO for one in given) if given else None
    base = wanted.stretch
    attained = NO_RATIO if base is None else Ratio(before.amount + forecast, base)
    more = NO_RATIO if base is None else Ratio(before.amount + forecast + upside, base)
    known = {one.person for one in given}
    return PeriodStretch(
        period=span.id,
        start=span.start,
        end=span.end,
        target=wanted.orders,
        stretch=base,
        signed=before,
        said=said,
        forecast=forecast,
        gone=(said or _ZERO) - forecast,
        upside=upside,
        attained=attained,
        with_upside=more,
        reached=attained.at_least(_HUNDRED),
        gap=None if base is None else max(base - before.amount - forecast, _ZERO),
        without=tuple(one for one in submissions(book, scope, week.id).owing if one not in known),
    )


class _Share(Struct, frozen=True):
    """What one commit gives to the forecast of a period."""

    person: str
    said: Decimal | None
    forecast: Decimal
    upside: Decimal

    @classmethod
    def of(cls, one: Said, name: str, span: Span) -> _Share:
        said, hope = getattr(one, f"{name}_forecast"), getattr(one, f"{name}_upside")
        left = _ZERO if said is None else max(said - one.gone("commit", span.end), _ZERO)
        upside = _ZERO if hope is None else max(hope - one.gone("upside", span.end), _ZERO)
        return cls(one.person, said, left, upside)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, _ZERO)
