"""Won amount against target, month by month: a bar, a line across it, and the figures."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences, with_unit
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_

_EMPTY = N_("No target and nothing won in these months.")
_WON, _TARGET, _RATE = NC_("target", "Won"), NC_("target", "Target"), NC_("target", "Reached")
_ZERO = Decimal(0)
_PITCH, _BAR = 22.0, 12.0


class TargetMonth(Struct, frozen=True):
    """A month with its target, None where none is set, and the amount won, in the team's unit.

    Nothing can have been won in a `future` month: it is neither reached nor missed.
    """

    slot: Slot
    target: Decimal | None
    won: Decimal
    href: str = ""
    future: bool = False


class TargetsInput(Struct, frozen=True):
    """What the target chart shows, the first month first."""

    lang: str
    unit: str
    months: tuple[TargetMonth, ...]
    title: str = ""


def targets(given: TargetsInput) -> Chart:
    """Draw the months from top to bottom."""
    table = _table(given)
    if not any(max(month.won, month.target or _ZERO) > 0 for month in given.months):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _rate(month: TargetMonth) -> str:
    return (
        figures.NOTHING if month.future else figures.percent(figures.ratio(month.won, month.target or _ZERO))
    )


def _met(month: TargetMonth) -> bool:
    return bool(month.target) and month.won >= (month.target or _ZERO)


def _sums(given: TargetsInput) -> TargetMonth:
    target = sum((month.target or _ZERO for month in given.months), _ZERO)
    won = sum((month.won for month in given.months), _ZERO)
    total = said(NC_("chart", "Total"), given.lang)
    return TargetMonth(Slot(total, total), target or None, won)


def _finding(given: TargetsInput) -> str:
    total = _sums(given)
    if not total.target:
        return said(
            N_("{won} {unit} won; no target is set for these months."),
            given.lang,
            won=figures.amount(total.won),
            unit=given.unit,
        )
    whole = N_("{won} of {target} {unit} won ({share}); the target was reached in {met} of {months} months.")
    begun = N_(
        "{won} of {target} {unit} won ({share}); the target was reached in {met} of {months} months so far."
    )
    return said(
        begun if any(month.future for month in given.months) else whole,
        given.lang,
        won=figures.amount(total.won),
        target=figures.amount(total.target),
        unit=given.unit,
        share=_rate(total),
        met=sum(map(_met, given.months)),
        months=sum(1 for month in given.months if month.target and not month.future),
    )


def _alt(given: TargetsInput) -> str:
    first = said(N_("Amount won per month as bars, the month's target as a line across."), given.lang)
    return sentences(given.lang, first, _finding(given))


def _won(month: TargetMonth) -> str:
    return figures.NOTHING if month.future else figures.exact(month.won)


def _money(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.exact(amount)


def _table(given: TargetsInput) -> ChartTable:
    lang = given.lang
    head = (
        said(NC_("chart", "Month"), lang),
        with_unit(_WON, given.unit, lang),
        with_unit(_TARGET, given.unit, lang),
        said(_RATE, lang),
    )
    months = (*given.months, _sums(given))
    rows = tuple((month.slot.long, _won(month), _money(month.target), _rate(month)) for month in months)
    return ChartTable(head, rows, tuple(month.href for month in months))


def _draw(canvas: Canvas, given: TargetsInput) -> None:
    lang = given.lang
    total = _sums(given)
    months = (*given.months, total)
    left = max(text_width(month.slot.long, TEXT) for month in months) + 12
    heads = said(_WON, lang), said(_TARGET, lang), said(_RATE, lang)
    won = figures.column(tuple(month.won for month in months))
    aims = figures.column(tuple(month.target or _ZERO for month in months))
    cells = [
        (
            figures.NOTHING if month.future else won[number],
            figures.NOTHING if month.target is None else aims[number],
            _rate(month),
        )
        for number, month in enumerate(months)
    ]
    widths = [
        max(text_width(heads[number], SMALL), *(text_width(cell[number], TEXT) for cell in cells))
        for number in range(3)
    ]
    gap = 14.0 if canvas.wide else 8.0
    edges = [canvas.width - sum(widths[number + 1 :]) - gap * (2 - number) for number in range(3)]
    right = edges[0] - widths[0] - gap
    most = max(max(month.won, month.target or _ZERO) for month in given.months)
    scale = (right - left - 1) / float(most)
    for edge, head in zip(edges, heads, strict=True):
        canvas.words(edge, 12, head, size=SMALL, ink="muted", anchor="right")
    canvas.words(left, 12, given.unit, size=SMALL, ink="muted")
    canvas.across(19.5)
    top = 22.0
    for month, cell in zip(months, cells, strict=True):
        last = month is total
        if last:
            canvas.across(top + 1.5, "muted")
            top += 3
        base = top + _PITCH / 2 + 0.36 * TEXT
        tip = said(
            N_("{month}: {won} {unit} won, target {target} {unit}, reached {share}"),
            lang,
            month=month.slot.long,
            won=_won(month),
            target=_money(month.target),
            share=cell[2],
            unit=given.unit,
        )
        with canvas.link(month.href, tip):
            canvas.target(0, top, canvas.width, _PITCH, tip)
            canvas.words(0, base, month.slot.long, bold=last)
            if not last:
                y = top + (_PITCH - _BAR) / 2
                ink = "good" if _met(month) else "accent"
                canvas.bar(left, y, least(float(month.won) * scale), _BAR, ink, tip)
            for edge, text in zip(edges, cell, strict=True):
                canvas.words(edge, base, text, anchor="right", bold=last)
        if month.target and not last:
            x = left + float(month.target) * scale
            canvas.path(((x, top + 1), (x, top + _PITCH - 1)), "ink", 1.5)
        top += _PITCH
    canvas.height = top + 4
