"""The required funnel beside the actual one: an outline of what is needed, a bar of what is there (S3.2, S3.3)."""

from __future__ import annotations

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.ink import stage as stage_ink
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, footnote, nothing, sentences
from site_gen.locale.text import N_, NC_

_EMPTY = N_("Nothing is needed any more, and nothing is open.")
_NEEDED, _THERE, _MISSING = NC_("hunter", "Needed"), NC_("hunter", "There"), NC_("hunter", "Missing")
_OWN = N_("By own rates")
_PITCH, _BAR = 34.0, 20.0


class RequiredRow(Struct, frozen=True):
    """An open stage: projects needed there or further by the model and by own rates, and those that are there.

    `needed` is what counts as missing; `own` is None where nobody has won anything.
    """

    label: str
    rank: int
    needed: int
    own: int | None
    existing: int
    href: str = ""


class RequiredInput(Struct, frozen=True):
    """What the chart of the required funnel shows, the first stage first."""

    lang: str
    rows: tuple[RequiredRow, ...]
    title: str = ""


def required(given: RequiredInput) -> Chart:
    """Draw the stages from top to bottom."""
    table = _table(given)
    if not any(max(row.needed, row.own or 0, row.existing) > 0 for row in given.rows):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _missing(row: RequiredRow) -> int:
    return max(row.needed - row.existing, 0)


def _finding(given: RequiredInput) -> str:
    short = [row for row in given.rows if _missing(row)]
    if not short:
        return said(N_("At every stage there are as many projects as are needed."), given.lang)
    worst = max(short, key=lambda row: _missing(row) / row.needed)
    return said(
        N_("Most is missing from the stage {stage} on: {needed} projects needed, {there} there."),
        given.lang,
        stage=worst.label,
        needed=figures.count(worst.needed),
        there=figures.count(worst.existing),
    )


def _alt(given: RequiredInput) -> str:
    first = said(
        N_("Open projects per stage or further as bars, what the model needs as an outline around them."),
        given.lang,
    )
    return sentences(given.lang, first, _finding(given))


def _cells(row: RequiredRow) -> tuple[str, str, str]:
    return figures.count(row.needed), figures.count(row.existing), figures.count(_missing(row))


def _table(given: RequiredInput) -> ChartTable:
    lang = given.lang
    head = (
        said(N_("Stage"), lang),
        said(_NEEDED, lang),
        said(_OWN, lang),
        said(_THERE, lang),
        said(_MISSING, lang),
    )
    rows = tuple(
        (
            row.label,
            figures.count(row.needed),
            figures.NOTHING if row.own is None else figures.count(row.own),
            *_cells(row)[1:],
        )
        for row in given.rows
    )
    return ChartTable(head, rows, tuple(row.href for row in given.rows))


def _draw(canvas: Canvas, given: RequiredInput) -> None:
    lang = given.lang
    names = [wrap(row.label, TEXT, 150 if canvas.wide else 78, 2) for row in given.rows]
    left = max(text_width(line, TEXT) for lines in names for line in lines) + 12
    heads = said(_NEEDED, lang), said(_THERE, lang), said(_MISSING, lang)
    cells = [_cells(row) for row in given.rows]
    widths = [
        max(text_width(heads[number], SMALL), *(text_width(cell[number], TEXT) for cell in cells))
        for number in range(3)
    ]
    gap = 14.0 if canvas.wide else 8.0
    edges = [canvas.width - sum(widths[number + 1 :]) - gap * (2 - number) for number in range(3)]
    right = edges[0] - widths[0] - gap
    most = max(max(row.needed, row.own or 0, row.existing) for row in given.rows)
    scale = (right - left - 1) / most
    for edge, head in zip(edges, heads, strict=True):
        canvas.words(edge, 12, head, size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    top = 22.0
    for row, name, cell in zip(given.rows, names, cells, strict=True):
        _row(canvas, row, (top, left, scale), (name, _tip(given, row)))
        base = top + _PITCH / 2 + 0.36 * TEXT
        for number, (edge, text) in enumerate(zip(edges, cell, strict=True)):
            short = number == 2 and _missing(row) > 0
            canvas.words(edge, base, text, anchor="right", bold=short, ink="bad" if short else "ink")
        top += _PITCH
    canvas.frame(0.5, top + 8.5, 11, 7, "ink")
    top = footnote(canvas, said(N_("needed by the model, for the rest of the target"), lang), top + 4, 17)
    if any(row.own is not None for row in given.rows):
        canvas.path(((6, top + 5), (6, top + 14)), "accent", 2)
        top = footnote(canvas, said(N_("needed by own rates"), lang), top, 17)
    canvas.height = top + 6


def _row(
    canvas: Canvas, row: RequiredRow, at: tuple[float, float, float], said_: tuple[tuple[str, ...], str]
) -> None:
    top, left, scale = at
    name, tip = said_
    y = top + (_PITCH - _BAR) / 2
    base = top + _PITCH / 2 + 0.36 * TEXT
    with canvas.link(row.href, tip):
        canvas.target(0, top, canvas.width, _PITCH, tip)
        for number, line in enumerate(name):
            canvas.words(0, base + (number - (len(name) - 1) / 2) * (TEXT + 0.5), line)
        canvas.bar(left, y, least(row.existing * scale), _BAR, stage_ink(row.rank), tip)
    if row.needed:
        canvas.frame(left, y, row.needed * scale, _BAR, "ink")
    if row.own:
        x = left + row.own * scale
        canvas.path(((x, y - 3), (x, y + _BAR + 3)), "accent", 2)


def _tip(given: RequiredInput, row: RequiredRow) -> str:
    return said(
        N_("{stage} or further: {there} there, {needed} needed by the model, {own} by own rates"),
        given.lang,
        stage=row.label,
        there=figures.count(row.existing),
        needed=figures.count(row.needed),
        own=figures.NOTHING if row.own is None else figures.count(row.own),
    )
