"""Twelve months ahead: forecast with the commit in it as bars, target and stretch target as lines across."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import FIGURE, Columns
from site_gen.charts.measure import text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences, with_unit
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_

_EMPTY = N_("Nothing is forecast and no target is set for these months.")
_FORECAST, _COMMIT = NC_("forecast", "Forecast"), NC_("forecast", "Commit")
_PIPELINE = NC_("forecast", "Pipeline due")
_TARGET, _STRETCH = NC_("forecast", "Target"), NC_("forecast", "Stretch target")
_ZERO = Decimal(0)
_HEIGHT = 110.0


class OutlookMonth(Struct, frozen=True):
    """A month with what is forecast, committed and due; None where nobody says anything or no target is set."""

    slot: Slot
    forecast: Decimal | None
    commit: Decimal | None
    pipeline: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    href: str = ""


class OutlookInput(Struct, frozen=True):
    """What the chart of twelve months shows, the first month first."""

    lang: str
    unit: str
    months: tuple[OutlookMonth, ...]
    title: str = ""


def outlook(given: OutlookInput) -> Chart:
    """Draw one column per month."""
    table = _table(given)
    if not any(_top(month) > 0 for month in given.months):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _top(month: OutlookMonth) -> Decimal:
    return max(month.forecast or _ZERO, month.commit or _ZERO, month.target or _ZERO, month.stretch or _ZERO)


def _finding(given: OutlookInput) -> str:
    aimed = [month for month in given.months if month.stretch is not None]
    below = sum(1 for month in aimed if (month.forecast or _ZERO) < (month.stretch or _ZERO))
    total = figures.amount(sum((month.forecast or _ZERO for month in given.months), _ZERO))
    if not aimed:
        text = N_("{total} {unit} forecast in {months} months; no target is set for them.")
        return said(text, given.lang, total=total, unit=given.unit, months=len(given.months))
    return said(
        N_("{total} {unit} forecast; {below} of {months} months with a target are below the stretch target."),
        given.lang,
        total=total,
        unit=given.unit,
        below=below,
        months=len(aimed),
    )


def _alt(given: OutlookInput) -> str:
    first = N_(
        "Forecast of each month as bars with the commit in them, target and stretch target as lines across."
    )
    return sentences(given.lang, said(first, given.lang), _finding(given))


def _money(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.exact(amount)


def _table(given: OutlookInput) -> ChartTable:
    lang = given.lang
    names = (_FORECAST, _COMMIT, _PIPELINE, _TARGET, _STRETCH)
    head = (said(NC_("chart", "Month"), lang), *(with_unit(name, given.unit, lang) for name in names))
    rows = tuple(
        (
            month.slot.long,
            *(
                _money(amount)
                for amount in (month.forecast, month.commit, month.pipeline, month.target, month.stretch)
            ),
        )
        for month in given.months
    )
    return ChartTable(head, rows, tuple(month.href for month in given.months))


def _draw(canvas: Canvas, given: OutlookInput) -> None:
    lang = given.lang
    names = [said(name, lang) for name in (_FORECAST, _COMMIT, _TARGET, _STRETCH)]
    size = TEXT if canvas.wide else SMALL
    left = max(text_width(name, size) for name in names) + 26
    columns = Columns(left, canvas.width - 4, tuple(month.slot for month in given.months))
    scale = _HEIGHT / float(max(_top(month) for month in given.months))
    base = _HEIGHT + 6
    width = min(columns.pitch * 0.56, 24)
    rows = base + 18 + (14 if any(month.slot.group for month in given.months) else 0)
    for number, month in enumerate(given.months):
        x = columns.centre(number) - width / 2
        tip = said(
            N_(
                "{month}: forecast {forecast} {unit}, commit {commit}, target {target}, stretch target {stretch}"
            ),
            lang,
            month=month.slot.long,
            forecast=_money(month.forecast),
            commit=_money(month.commit),
            target=_money(month.target),
            stretch=_money(month.stretch),
            unit=given.unit,
        )
        with canvas.link(month.href, tip):
            canvas.target(x - 3, 0, width + 6, base, tip)
            for amount, ink in ((month.forecast, "stage-2"), (month.commit, "accent")):
                height = least(float(amount or _ZERO) * scale)
                canvas.bar(x, base - height, width, height, ink, tip)
            for amount, thick in ((month.target, 1.0), (month.stretch, 2.5)):
                if amount is not None:
                    y = base - float(amount) * scale
                    canvas.path(((x - 3, y), (x + width + 3, y)), "ink", thick)
    canvas.across(base, "muted", left=left)
    columns.name(canvas, base + 2)
    cells = [
        [_short(month.forecast) for month in given.months],
        [_short(month.commit) for month in given.months],
        [_short(month.target) for month in given.months],
        [_short(month.stretch) for month in given.months],
    ]
    for row, name in enumerate(names):
        top = rows + 18 * row
        line = top + 9 + 0.36 * size
        canvas.across(top, left=0)
        if row < 2:
            canvas.bar(0.5, top + 4, 10, 10, ("stage-2", "accent")[row])
        else:
            canvas.path(((0, top + 9), (11, top + 9)), "ink", (1.0, 2.5)[row - 2])
        canvas.words(17, line, name, size=size)
        # Figures that do not fit their columns are in the table below the chart.
        if columns.fits(cells[row]):
            for number, text in enumerate(cells[row]):
                ink = "muted" if text == figures.NOTHING else "ink"
                canvas.words(columns.centre(number), line, text, size=FIGURE, ink=ink, anchor="center")
    canvas.height = rows + 18 * len(names) + 4


def _short(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.whole(amount)
