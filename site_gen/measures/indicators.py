"""The key indicators of selling, each with its limits, today's value and eight weeks (S34.10, S35.7, S36.2).

An indicator is one line in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Config, MonthOf, Week
from site_gen.history.stages import crossed_on, state_on
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.ageing import median, stays_of
from site_gen.measures.contracts import contract, orders_in
from site_gen.measures.growth import growth
from site_gen.measures.key_indicators import key_indicators
from site_gen.measures.linearity import linearity
from site_gen.measures.punctuality import punctuality
from site_gen.measures.said_before import forecast_accuracy
from site_gen.measures.scope import Scope
from site_gen.measures.submissions import submissions
from site_gen.measures.targets import goal
from site_gen.measures.values import Ratio, tally

#: Weeks of the trend, the present one included.
WEEKS = 8
_HUNDRED = Decimal(100)


class Reading(Struct, frozen=True):
    """What an indicator said in one week.

    Attributes:
        value: its value; `None` when there is none.
        ok: whether it is good; `None` when that cannot be said or there is no limit.
        state: a key for words of its own, such as `behind`; empty for the usual ones.
        records: ids of the records behind it, where it names any.
    """

    value: Decimal | None = None
    ok: bool | None = None
    state: str = ""
    records: tuple[str, ...] = ()


class Source(Struct, frozen=True):
    """Where an indicator comes from.

    Attributes:
        key: its name.
        title: what it is called.
        measure: id of the measure that defines it.
        unit: `percent`, `count` or `days`.
        source: ids in the domain specification.
        limits: its least and its highest good value; `None` for none.
        read: what it says in a week: what was known on its call, or at its end when it counts up to a day.
        above: whether it is good only above its least value, not at it.
    """

    key: str
    title: Msg
    measure: str
    unit: str
    source: str
    limits: Callable[[Config], tuple[Decimal | None, Decimal | None]]
    read: Callable[[Book, Scope, Week], Reading]
    above: bool = False


class Indicator(Struct, frozen=True):
    """One indicator of a scope.

    Attributes:
        key: its key in `SOURCES`.
        measure: id of the measure that defines it.
        low: least good value, inclusive unless its source says above; `None` for none.
        high: highest good value; `None` for none.
        weeks: ids of the eight weeks, the oldest first.
        trend: what it said in each.
    """

    key: str
    measure: str
    low: Decimal | None
    high: Decimal | None
    weeks: tuple[str, ...]
    trend: tuple[Reading, ...]

    @property
    def now(self) -> Reading:
        """What it says today."""
        return self.trend[-1]


def no_limits(config: Config) -> tuple[None, None]:
    """Return the limits of an indicator that has none."""
    del config
    return None, None


def at_least(threshold: str) -> Callable[[Config], tuple[Decimal | None, Decimal | None]]:
    """Return the limits of an indicator with a least value, which is a threshold of the team."""
    return lambda config: (Decimal(getattr(config.thresholds, threshold)), None)


def least(percent: int) -> Callable[[Config], tuple[Decimal | None, Decimal | None]]:
    """Return the limits of an indicator with a fixed least value."""
    return lambda _: (Decimal(percent), None)


def reaching(ratio: Ratio, percent: Decimal, records: tuple[str, ...] = ()) -> Reading:
    """Return the reading of a ratio that is good from `percent` on, exactly."""
    known = ratio.value is not None
    return Reading(ratio.percent, ratio.at_least(percent) if known else None, records=records)


def monthly(
    pick: Callable[[Book, Scope, str], Ratio | None], threshold: str = ""
) -> Callable[[Book, Scope, Week], Reading]:
    """Return what reads an indicator that there is once a month: each week says what its month says.

    Args:
        pick: returns the ratio of the month with an id; `None` when there is none.
        threshold: name of the threshold from which on it is good; empty for none.
    """

    def read(book: Book, scope: Scope, week: Week) -> Reading:
        ratio = pick(book, scope, MonthOf.of(day_of(book, week)).id)
        if ratio is None or not threshold:
            return Reading(ratio.percent if ratio else None)
        return reaching(ratio, Decimal(getattr(book.config.thresholds, threshold)))

    return read


def day_of(book: Book, week: Week) -> date:
    """Return the Sunday of a week, or the day of the figures when that comes first."""
    return min(week.end - timedelta(days=1), book.as_of)


def _key(key: str, book: Book, scope: Scope, week: Week) -> Reading:
    row = next(one for one in key_indicators(book, scope, week.id).rows if one.key == key)
    return Reading(row.value, row.ok, records=row.records)


def _pace(book: Book, scope: Scope, week: Week) -> Reading:
    found = linearity(book, scope, week.id).month
    ok = None if not found.state else found.state != "behind"
    return Reading(found.ratio.percent, ok, found.state, found.signed.ids)


def _variation(book: Book, scope: Scope, week: Week) -> Reading:
    return Reading(linearity(book, scope, week.id).variation)


def _unfulfilled(book: Book, scope: Scope, week: Week) -> Reading:
    """Add up the orders as they were signed and paid by the day (M33)."""
    day = day_of(book, week)
    orders = [
        contract(order, day)
        for order in orders_in(book, scope)
        if order.signed_on is None or order.signed_on <= day
    ]
    unpaid = sum((one.unpaid for one in orders), Decimal(0))
    share = Ratio(unpaid, sum((one.amount for one in orders), Decimal(0)))
    ids = tuple(sorted(one.order for one in orders if one.unpaid))
    limit = book.config.thresholds.unfulfilled
    return Reading(share.percent, None if share.value is None else share.below(limit), records=ids)


def _coverage(book: Book, scope: Scope, week: Week) -> Reading:
    """Divide what was open on the day, with the amounts of today, by the target of its year (M10)."""
    day = day_of(book, week)
    states = [found for project in scope.projects(book) if (found := state_on(book, project, day))]
    open_ = tally(state for state in states if state.stage in book.config.open_keys)
    target = goal(book, scope, date(day.year, 1, 1), date(day.year + 1, 1, 1)).orders
    limits = book.config.thresholds
    if target is None:
        return Reading()
    gross = Ratio(open_.amount, target)
    enough = gross.above(limits.coverage_minimum) if gross.value is not None else None
    aimed = gross.at_least(limits.coverage_aim)
    return Reading(gross.percent, enough, "aim" if aimed else "required" if enough else "")


def _discipline(book: Book, scope: Scope, week: Week) -> Reading:
    whole = punctuality(book, scope, week.start, day_of(book, week) + timedelta(days=1)).whole
    return reaching(whole.on_time, _HUNDRED)


def _handed_in(book: Book, scope: Scope, week: Week) -> Reading:
    found = submissions(book, scope, week.id)
    return reaching(found.rate, _HUNDRED, found.missing)


def _cycle(book: Book, scope: Scope, week: Week) -> Reading:
    """Return the median cycle of the deals signed by the day (M35)."""
    day = day_of(book, week)
    took = {ident: days for ident, signed, days in _cycles(book, scope) if signed <= day}
    return Reading(median(list(took.values())), records=tuple(sorted(took)))


@per_book
def _cycles(book: Book, scope: Scope) -> tuple[tuple[str, date, int], ...]:
    """Return id, day of signing and days from the first stage to the first won one of the deals that stand signed."""
    won, found = book.config.won_keys, []
    for state in scope.states(book):
        project = state.project
        signed = crossed_on(book, project, book.as_of, won) if state.stage in won else None
        known = stays_of(book, project)
        if signed and known and known[0].stage not in won:
            first = next(stay.start for stay in known if stay.stage in won)
            found.append((project.id, signed, (first - known[0].start).days))
    return tuple(found)


#: The indicators in the order of the dashboard: S34.10, then S35.7, then S36.2.
def _commit_growth(book: Book, scope: Scope, month: str) -> Ratio | None:
    """Return the growth of the commit in the forecasts of a month (M34)."""
    found = (one.commit_growth for one in growth(book, scope).months if one.month == month)
    return next((one.change for one in found if one is not None), None)


def _forecast_accuracy(book: Book, scope: Scope, month: str) -> Ratio | None:
    """Return how well the month before was forecast in that month itself."""
    before = MonthOf.named(month).shift(-1).id
    said = forecast_accuracy(book, scope).said
    return next((one.accuracy for one in said if one.lead == 0 and one.month == before), None)


SOURCES: tuple[Source, ...] = (
    Source(
        "accuracy",
        N_("Forecast accuracy"),
        "M30",
        "percent",
        "S34.10 S36.2",
        lambda config: (config.thresholds.accuracy_low, config.thresholds.accuracy_high),
        partial(_key, "accuracy"),
    ),
    Source(
        "stretch_month",
        N_("Stretch target of the month reached"),
        "M32",
        "percent",
        "S34.10 S35.7",
        least(100),
        partial(_key, "stretch_month"),
    ),
    Source(
        "stretch_quarter",
        N_("Stretch target of the quarter reached"),
        "M32",
        "percent",
        "S34.10",
        least(100),
        partial(_key, "stretch_quarter"),
    ),
    Source(
        "prepared",
        N_("Prepared action"),
        "S34.10",
        "percent",
        "S34.10",
        least(100),
        partial(_key, "prepared"),
    ),
    Source(
        "surprises",
        N_("No surprise"),
        "S34.10",
        "count",
        "S34.10 S36.3",
        lambda _: (None, Decimal(0)),
        partial(_key, "surprises"),
    ),
    Source(
        "unfulfilled",
        N_("Unfulfilled orders"),
        "M33",
        "percent",
        "S34.10",
        lambda config: (None, config.thresholds.unfulfilled),
        _unfulfilled,
    ),
    Source("handed_in", N_("Commits handed in"), "S34.1", "percent", "S35.7", least(100), _handed_in),
    Source(
        "discipline",
        NC_("indicator", "Reports in time"),
        "M17",
        "percent",
        "S35.7",
        least(100),
        _discipline,
    ),
    Source(
        "coverage",
        N_("Pipeline coverage of the year"),
        "M10",
        "percent",
        "S35.7",
        at_least("coverage_minimum"),
        _coverage,
        above=True,
    ),
    Source(
        "linearity",
        N_("Linearity of the month"),
        "M31",
        "percent",
        "S36.2",
        at_least("linearity_low"),
        _pace,
    ),
    Source(
        "growth",
        N_("Growth of the commit"),
        "M34",
        "percent",
        "S35.4 S35.7",
        at_least("growth_least"),
        monthly(_commit_growth, "growth_least"),
    ),
    Source(
        "forecast",
        N_("Accuracy of the monthly forecast"),
        "FORECAST-ACCURACY",
        "percent",
        "S35.7 S36.2",
        no_limits,
        monthly(_forecast_accuracy),
    ),
    Source("variation", N_("Variation of the weeks"), "M31", "percent", "S36.2", no_limits, _variation),
    Source("cycle", N_("Sales cycle"), "M35", "days", "S36.2 S36.8", no_limits, _cycle),
)


@per_book
def indicators(book: Book, scope: Scope) -> tuple[Indicator, ...]:
    """Return every indicator with its eight weeks up to the one of the day of the figures."""
    now = Week.of(book.as_of)
    weeks = [now.shift(number) for number in range(1 - WEEKS, 1)]
    ids = tuple(week.id for week in weeks)
    return tuple(
        Indicator(
            one.key,
            one.measure,
            *one.limits(book.config),
            ids,
            tuple(one.read(book, scope, week) for week in weeks),
        )
        for one in SOURCES
    )
