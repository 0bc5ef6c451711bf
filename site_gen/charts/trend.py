"""One figure of several teams week by week: a row of bars per team, all on one scale."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import FIGURE, Columns
from site_gen.charts.measure import fit, text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences, with_unit
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_

_EMPTY = N_("Nothing to show for these weeks.")
_ZERO = Decimal(0)
_BAR, _AIR = 30.0, 16.0


class TrendRow(Struct, frozen=True):
    """A team: its name, its value in each week (None for none), their average, and what is behind each."""

    name: str
    values: tuple[Decimal | None, ...]
    average: Decimal | None
    hrefs: tuple[str, ...] = ()


class TrendInput(Struct, frozen=True):
    """What the trend shows: the figure and its unit, the weeks, a row per team, and the finding."""

    lang: str
    name: str
    unit: str
    weeks: tuple[Slot, ...]
    rows: tuple[TrendRow, ...]
    title: str


def trend(given: TrendInput) -> Chart:
    """Draw the rows."""
    table = _table(given)
    if not any((value or _ZERO) > 0 for row in given.rows for value in row.values):
        return nothing(said(_EMPTY, given.lang), table)
    return finish(lambda canvas: _draw(canvas, given), given.title, _alt(given), table)


def _alt(given: TrendInput) -> str:
    text = N_("{name} per week as bars, a row per team.")
    return sentences(given.lang, said(text, given.lang, name=given.name), given.title)


def _shown(value: Decimal | None) -> str:
    return figures.NOTHING if value is None else figures.amount(value)


def _table(given: TrendInput) -> ChartTable:
    week = said(NC_("chart", "Week"), given.lang)
    head = (week, *(with_unit(row.name, given.unit, given.lang) for row in given.rows))
    rows = tuple(
        (slot.long, *(_shown(row.values[number]) for row in given.rows))
        for number, slot in enumerate(given.weeks)
    )
    return ChartTable(head, rows, tuple("" for _ in rows))


def _draw(canvas: Canvas, given: TrendInput) -> None:
    lang, average = given.lang, said(NC_("chart", "Average"), given.lang)
    shown = [_shown(row.average) for row in given.rows]
    side = max(text_width(average, SMALL), *(text_width(text, TEXT) for text in shown)) + 8
    room = canvas.width / 4
    left = min(max(text_width(row.name, TEXT) for row in given.rows), room) + 10
    columns = Columns(left, canvas.width - side, given.weeks)
    most = max((value or _ZERO) for row in given.rows for value in row.values)
    labels = [_shown(value) if value else "" for row in given.rows for value in row.values]
    labelled = columns.fits(labels)
    canvas.words(canvas.width, 12, average, size=SMALL, ink="muted", anchor="right")
    canvas.words(left, 12, given.unit, size=SMALL, ink="muted")
    width, top = min(columns.pitch * 0.62, 24), 18.0
    for row, mean in zip(given.rows, shown, strict=True):
        base = top + _BAR + _AIR
        middle = base - _BAR / 2 + 0.36 * TEXT
        canvas.words(0, middle, fit(row.name, TEXT, room))
        canvas.words(canvas.width, middle, mean, anchor="right", bold=True)
        canvas.across(base, left=left, right=canvas.width - side)
        for number, (slot, value) in enumerate(zip(given.weeks, row.values, strict=True)):
            x = columns.centre(number)
            tip = said(
                N_("{week}, {name}: {number}"), lang, week=slot.long, name=row.name, number=_shown(value)
            )
            with canvas.link(row.hrefs[number] if row.hrefs else "", tip):
                canvas.target(x - columns.pitch / 2, top, columns.pitch, _BAR + _AIR, tip)
                length = least(float((value or _ZERO) / most) * _BAR)
                canvas.bar(x - width / 2, base - length, width, length, "accent", tip)
                if value and labelled:
                    text = _shown(value)
                    canvas.words(x, base - length - 3, text, size=FIGURE, anchor="center")
        top = base
    canvas.height = columns.name(canvas, top + 2) + 2
