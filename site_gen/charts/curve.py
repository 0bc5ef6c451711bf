"""One quantity through a month: what came in so far against the straight line of the working days."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import Columns
from site_gen.charts.measure import text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_

_EMPTY = N_("{name}: no target and nothing came in this month.")
_ACTUAL, _TARGET = NC_("curve", "Actual"), NC_("curve", "Target")
_ZERO = Decimal(0)
_TOP, _HEIGHT = 40.0, 96.0


class CurveDay(Struct, frozen=True):
    """A day: the sum so far, None when the day is still to come, and what is expected, None without a target."""

    slot: Slot
    actual: Decimal | None
    target: Decimal | None
    href: str = ""


class CurveInput(Struct, frozen=True):
    """What the curve shows: the name and unit of its quantity, empty for a count, and the days in order."""

    lang: str
    name: str
    unit: str
    days: tuple[CurveDay, ...]
    title: str = ""


def curve(given: CurveInput) -> Chart:
    """Draw the month once for wide and narrow places, since three of them stand side by side."""
    table = _table(given)
    if not any((day.actual or _ZERO) > 0 or (day.target or _ZERO) > 0 for day in given.days):
        return nothing(said(_EMPTY, given.lang, name=given.name), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table, one_size=True)


def _last(given: CurveInput) -> CurveDay | None:
    """Return the last day of which the sum is known."""
    return next((day for day in reversed(given.days) if day.actual is not None), None)


def _whole(given: CurveInput) -> Decimal | None:
    return given.days[-1].target if given.days else None


def _finding(given: CurveInput) -> str:
    last, whole = _last(given), _whole(given)
    actual = (last.actual if last else None) or _ZERO
    if whole is None:
        text = N_("{name}: {actual}, no target is set.")
        return said(text, given.lang, name=given.name, actual=_with_unit(given, actual))
    expected = (last.target if last else None) or _ZERO
    text = N_("{name}: {actual} of {target}; {expected} expected by now")
    behind = N_("{name}: {actual} of {target}; behind, {expected} expected by now")
    return said(
        behind if actual < expected else text,
        given.lang,
        name=given.name,
        actual=figures.amount(actual),
        target=_with_unit(given, whole),
        expected=figures.amount(expected),
    )


def _with_unit(given: CurveInput, amount: Decimal) -> str:
    shown = figures.amount(amount)
    return f"{shown}{'' if given.lang.startswith('zh') else ' '}{given.unit}" if given.unit else shown


def _alt(given: CurveInput) -> str:
    text = N_("{name} day by day: a thick line for what came in, a thin one for the target by working days.")
    return sentences(given.lang, said(text, given.lang, name=given.name), _finding(given))


def _shown(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.amount(amount)


def _table(given: CurveInput) -> ChartTable:
    head = (said(NC_("chart", "Day"), given.lang), said(_ACTUAL, given.lang), said(_TARGET, given.lang))
    rows = tuple((day.slot.long, _shown(day.actual), _shown(day.target)) for day in given.days)
    return ChartTable(head, rows, tuple(day.href for day in given.days))


def _draw(canvas: Canvas, given: CurveInput) -> None:
    lang, last, whole = given.lang, _last(given), _whole(given)
    columns = Columns(2, canvas.width - 2, tuple(day.slot for day in given.days))
    most = max(max(day.actual or _ZERO, day.target or _ZERO) for day in given.days)
    base = _TOP + _HEIGHT
    behind = last is not None and last.target is not None and (last.actual or _ZERO) < last.target

    def height(amount: Decimal) -> float:
        return base - float(amount / most) * _HEIGHT

    ink = "bad" if behind else "good" if whole is not None else "accent"
    text = f"{said(_ACTUAL, lang)} {_shown(last.actual if last else _ZERO)}"
    canvas.bar(0, 8, 10, 3, ink)
    canvas.words(16, 13, text, bold=True)
    if whole is not None:
        text = f"{said(_TARGET, lang)} {figures.amount(whole)}"
        left = canvas.width - text_width(text, TEXT) - 16
        canvas.path(((left, 9.5), (left + 10, 9.5)), "ink")
        canvas.words(canvas.width, 13, text, anchor="right")
        if last is not None:
            text = said(N_("expected by now {amount}"), lang, amount=_shown(last.target))
            canvas.words(canvas.width, 28, text, size=SMALL, ink="muted", anchor="right")
    canvas.words(16, 28, given.unit, size=SMALL, ink="muted")
    canvas.across(base, "muted")
    centres = [columns.centre(number) for number in range(len(given.days))]
    points = list(zip(centres, given.days, strict=True))
    line = tuple((x, height(day.target)) for x, day in points if day.target is not None)
    if len(line) > 1:
        canvas.path(line, "ink", 1)
    known = tuple((x, height(day.actual)) for x, day in points if day.actual is not None)
    if known:
        canvas.path(((2, base), *known), ink, 2.5)
        canvas.dot(*known[-1], 3.5, ink)
    if behind and last is not None and last.target is not None:
        x = known[-1][0]
        canvas.path(((x, known[-1][1] - 3.5), (x, height(last.target))), ink, 1)
    for x, day in points:
        tip = said(
            N_("{day}: {actual}, target {target}"),
            lang,
            day=day.slot.long,
            actual=_shown(day.actual),
            target=_shown(day.target),
        )
        with canvas.link(day.href, tip):
            canvas.target(x - columns.pitch / 2, _TOP, columns.pitch, _HEIGHT, tip)
    canvas.height = columns.name(canvas, base + 2) + 2
