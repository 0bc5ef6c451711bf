"""The five key indicators of the weekly commit, each as one number beside its limit (S34.10)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.accuracy import accuracy
from site_gen.measures.commit_lines import MISSED
from site_gen.measures.commits import commit_week
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.stretch import stretch
from site_gen.measures.unfulfilled import unfulfilled
from site_gen.measures.values import Ratio

_HUNDRED = Decimal(100)


class Indicator(Struct, frozen=True):
    """One indicator.

    Attributes:
        key: `accuracy`, `stretch_month`, `stretch_quarter`, `prepared`, `surprises` or `orders`.
        measure: id of the measure that defines it.
        unit: `percent` or `count`.
        value: its value; `None` when there is none.
        low: least good value, inclusive; `None` for none.
        high: highest good value; `None` for none.
        ok: whether it is good; `None` when that cannot be said.
        records: ids of the records behind it: projects, for `orders` the orders.
    """

    key: str
    measure: str
    unit: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    ok: bool | None
    records: tuple[str, ...]


class KeyIndicators(Struct, frozen=True):
    """The key indicators of a week (S34.10).

    Attributes:
        week: id of the week.
        rows: the indicators, in the order of the form.
        good: how many of those that have a value are good.
    """

    week: str
    rows: tuple[Indicator, ...]
    good: Ratio


@measure(
    "S34.10",
    "key-indicators",
    N_("Key indicators of the commit"),
    N_(
        "Forecast accuracy: commit accuracy of last week, {accuracy_low}% to {accuracy_high}%. Stretch target: signed and "
        "forecast over the stretch target of the month and of the quarter, at least 100%. Prepared action: committed "
        "projects of this week whose evidence is complete, of all committed, 100%. No surprise: projects committed last "
        "week that slipped, shrank or were lost, none; it is said once that week is over. Orderly orders: unfulfilled "
        "orders below {unfulfilled}%, always as of the day of the figures."
    ),
    unit="mixed",
    source="S34.10",
)
def key_indicators(book: Book, scope: Scope, week: str = "") -> KeyIndicators:
    """Put the key indicators of a week together; default the week of the day of the figures."""
    found = Week.named(week) if week else Week.of(book.as_of)
    limits = book.config.thresholds
    last = accuracy(book, scope, found.id).last
    periods = stretch(book, scope, found.id)
    kept = last.state == "kept" if last.state not in {"", "running"} else None
    rows = [
        Indicator(
            "accuracy",
            "M30",
            "percent",
            last.ratio.percent,
            limits.accuracy_low,
            limits.accuracy_high,
            kept,
            last.actual.ids,
        )
    ]
    for name in ("month", "quarter"):
        part = getattr(periods, name)
        value = part.attained.percent
        good = None if value is None else part.reached
        rows.append(
            Indicator(f"stretch_{name}", "M32", "percent", value, _HUNDRED, None, good, part.signed.ids)
        )
    rows += [_prepared(book, scope, found), _surprises(book, scope, found.shift(-1)), _orders(book, scope)]
    known = [row for row in rows if row.ok is not None]
    return KeyIndicators(found.id, tuple(rows), Ratio.of(sum(1 for row in known if row.ok), len(known)))


def _prepared(book: Book, scope: Scope, week: Week) -> Indicator:
    rows = [row for row in commit_week(book, scope, week.id).lines if row.kind == "commit"]
    ready = Ratio.of(sum(1 for row in rows if not row.unproven), len(rows))
    unready = tuple(sorted({row.project for row in rows if row.unproven}))
    return Indicator(
        "prepared", "S34.2", "percent", ready.percent, _HUNDRED, None, not unready if rows else None, unready
    )


def _surprises(book: Book, scope: Scope, last: Week) -> Indicator:
    rows = [row for row in commit_week(book, scope, last.id).lines if row.kind == "commit"]
    missed = tuple(sorted({row.project for row in rows if row.outcome in MISSED}))
    known = last.end <= book.as_of and bool(rows)
    value = Decimal(len(missed)) if known else None
    return Indicator(
        "surprises", "HITS", "count", value, None, Decimal(0), not missed if known else None, missed
    )


def _orders(book: Book, scope: Scope) -> Indicator:
    found = unfulfilled(book, scope)
    value = found.share.percent
    good = None if value is None else not found.too_much
    ids = tuple(row.order for row in found.orders)
    return Indicator("orders", "M33", "percent", value, None, book.config.thresholds.unfulfilled, good, ids)
