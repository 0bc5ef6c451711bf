"""Customers by value: a bar each, the running share as a line, the three tiers side by side (S30.4)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences, with_unit
from site_gen.locale.text import N_, NC_

_EMPTY = N_("No customer has a known value.")
_NO_VALUE = N_("The customers ranked bring nothing together.")
_ZERO = Decimal(0)
_TOP, _HEIGHT = 34.0, 150.0
_INKS = {"A": "accent", "B": "stage-3", "C": "lost"}


class ParetoCustomer(Struct, frozen=True):
    """A customer with its value and tier (`A`, `B`, `C`)."""

    label: str
    value: Decimal
    tier: str
    href: str = ""


class ParetoInput(Struct, frozen=True):
    """What the curve shows: the customers, the most valuable first; what they are ranked by; the aim of tier A, %.

    `href` leads to the list of the customers with their tiers.
    """

    lang: str
    unit: str
    by: str
    customers: tuple[ParetoCustomer, ...]
    aim: int
    href: str = ""
    title: str = ""


def pareto(given: ParetoInput) -> Chart:
    """Draw the customers in the order given."""
    table = _table(given)
    if not given.customers:
        return nothing(said(_EMPTY, given.lang), table)
    if _total(given) <= 0:
        return nothing(said(_NO_VALUE, given.lang), table)
    return finish(lambda canvas: _draw(canvas, given), given.title or _finding(given), _alt(given), table)


def _total(given: ParetoInput) -> Decimal:
    return sum((one.value for one in given.customers), _ZERO)


def _of(given: ParetoInput, tier: str) -> list[ParetoCustomer]:
    return [one for one in given.customers if one.tier == tier]


def _sum(given: ParetoInput, tier: str) -> Decimal:
    return sum((one.value for one in _of(given, tier)), _ZERO)


def _finding(given: ParetoInput) -> str:
    share = figures.ratio(_sum(given, "A"), _total(given))
    text = N_("{count} of {all} customers bring {share} of the {what}.")
    return said(
        text,
        given.lang,
        count=figures.count(len(_of(given, "A"))),
        all=figures.count(len(given.customers)),
        share=figures.percent(share),
        what=given.by,
    )


def _alt(given: ParetoInput) -> str:
    text = N_(
        "Customers by value as bars, the largest first; a line for their running share, and the tiers A, B and C."
    )
    return sentences(given.lang, said(text, given.lang), _finding(given))


def _table(given: ParetoInput) -> ChartTable:
    lang, total, running = given.lang, _total(given), _ZERO
    head = (
        said(NC_("chart", "Tier"), lang),
        said(NC_("chart", "Customers"), lang),
        with_unit(given.by, given.unit, lang),
        said(NC_("chart", "Share"), lang),
        said(NC_("chart", "Cumulative"), lang),
    )
    rows = []
    for tier in _INKS:
        value = _sum(given, tier)
        running += value
        share, so_far = ((figures.ratio(part, total) if total > 0 else None) for part in (value, running))
        count = figures.count(len(_of(given, tier)))
        rows.append((tier, count, figures.exact(value), figures.percent(share), figures.percent(so_far)))
    return ChartTable(head, tuple(rows), (given.href,) * len(rows))


def _draw(canvas: Canvas, given: ParetoInput) -> None:
    left, right = text_width("100%", SMALL) + 8, canvas.width - 4
    number, total = len(given.customers), _total(given)
    pitch = (right - left) / number
    most = max(one.value for one in given.customers)
    below = min((one.value for one in given.customers), default=_ZERO)
    base = _TOP + _HEIGHT
    running, points, peak = _ZERO, [(left, base)], Fraction(1)
    shares = []
    for one in given.customers:
        running += one.value
        shares.append(Fraction(running) / Fraction(total))
    peak = max(peak, *shares)
    for percent in (0, 50, 100):
        y = base - float(Fraction(percent, 100) / peak) * _HEIGHT
        canvas.across(y, "muted" if percent == 0 else "hairline", left=left, right=right)
        canvas.words(left - 5, y + 4, f"{percent}%", size=SMALL, ink="muted", anchor="right")
    scale = _HEIGHT * 0.8 / float(most) if most > 0 else 0.0
    gap = min(pitch * 0.2, 3)
    for position, (one, share) in enumerate(zip(given.customers, shares, strict=True)):
        x = left + position * pitch
        tip = said(
            N_("{name}: {amount} {unit}, tier {tier}; {share} with all before it"),
            given.lang,
            name=one.label,
            amount=figures.exact(one.value),
            unit=given.unit,
            tier=one.tier,
            share=figures.percent(share),
        )
        with canvas.link(one.href, tip):
            canvas.target(x, _TOP, pitch, _HEIGHT, tip)
            height = float(one.value) * scale
            if height >= 0:
                canvas.bar(
                    x + gap / 2, base - least(height), pitch - gap, least(height), _INKS[one.tier], tip
                )
            else:
                canvas.bar(x + gap / 2, base, pitch - gap, -height, "bad", tip)
        points.append((x + pitch, base - float(share / peak) * _HEIGHT))
    canvas.path(tuple(points), "ink", 1.8)
    _tiers(canvas, given, left, pitch)
    aim = base - float(Fraction(given.aim, 100) / peak) * _HEIGHT
    end = left + len(_of(given, "A")) * pitch
    canvas.path(((left, aim), (end, aim)), "warn", 1.5)
    canvas.words(end + 4, aim + 4, f"{given.aim}%", size=SMALL, ink="muted")
    canvas.height = base + max(0.0, -float(below) * scale) + 10


def _tiers(canvas: Canvas, given: ParetoInput, left: float, pitch: float) -> None:
    """Write the tiers above their bars, and part them by rules."""
    start = left
    for tier in _INKS:
        count = len(_of(given, tier))
        if not count:
            continue
        end = start + count * pitch
        text = f"{tier} · {figures.count(count)}"
        fits = text_width(text, TEXT) <= end - start - 4
        canvas.words((start + end) / 2, _TOP - 14, text if fits else tier, anchor="center", bold=True)
        if start > left:
            canvas.path(((start, _TOP - 8), (start, _TOP + _HEIGHT)), "hairline")
        start = end
