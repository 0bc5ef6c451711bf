"""What moved in the pipeline week by week: gains grow upwards, setbacks hang downwards."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import FIGURE, Columns
from site_gen.charts.measure import text_width
from site_gen.charts.sheet import finish, listed, nothing, sentences
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_, Msg, tr

_EMPTY = N_("No project moved in these weeks.")
_BAR, _AIR = 24.0, 15.0


class MovementWeek(Struct, frozen=True):
    """What happened to projects in a week: how many were new, moved forward, were won, moved back, were lost."""

    slot: Slot
    new: int
    forward: int
    won: int
    back: int
    lost: int
    href: str = ""


class MovementInput(Struct, frozen=True):
    """What the movement chart shows, the oldest week first."""

    lang: str
    weeks: tuple[MovementWeek, ...]
    title: str = ""


class _Kind(Struct, frozen=True):
    name: Msg
    ink: str
    up: bool
    of: Callable[[MovementWeek], int]


_KINDS = (
    _Kind(NC_("movement", "Won"), "good", up=True, of=lambda week: week.won),
    _Kind(NC_("movement", "Forward"), "accent", up=True, of=lambda week: week.forward),
    _Kind(NC_("movement", "New"), "muted", up=True, of=lambda week: week.new),
    _Kind(NC_("movement", "Back"), "warn", up=False, of=lambda week: week.back),
    _Kind(NC_("movement", "Lost"), "lost", up=False, of=lambda week: week.lost),
)


def movement(given: MovementInput) -> Chart:
    """Draw one row of bars per kind of movement, all on one scale."""
    table = _table(given)
    if not any(kind.of(week) for kind in _KINDS for week in given.weeks):
        return nothing(tr(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _total(given: MovementInput, kind: _Kind) -> int:
    return sum(kind.of(week) for week in given.weeks)


def _finding(given: MovementInput) -> str:
    totals = {kind.name.id: figures.count(_total(given, kind)) for kind in _KINDS}
    return tr(
        N_("In {weeks} weeks {new} projects came in, {won} were won and {lost} were lost."),
        given.lang,
        weeks=len(given.weeks),
        new=totals["New"],
        won=totals["Won"],
        lost=totals["Lost"],
    )


def _alt(given: MovementInput) -> str:
    clauses = tuple(
        tr(N_("{name}: {number}"), given.lang, name=kind.name, number=figures.count(_total(given, kind)))
        for kind in _KINDS
    )
    first = tr(N_("Movement of projects per week, gains upwards and setbacks downwards."), given.lang)
    return sentences(given.lang, first, tr(N_("{list}."), given.lang, list=listed(given.lang, clauses)))


def _table(given: MovementInput) -> ChartTable:
    head = (tr(NC_("chart", "Week"), given.lang), *(tr(kind.name, given.lang) for kind in _KINDS))
    rows = tuple((week.slot.long, *(figures.count(kind.of(week)) for kind in _KINDS)) for week in given.weeks)
    return ChartTable(head, rows, tuple(week.href for week in given.weeks))


def _draw(canvas: Canvas, given: MovementInput) -> None:
    lang = given.lang
    names = [tr(kind.name, lang) for kind in _KINDS]
    totals = [figures.count(_total(given, kind)) for kind in _KINDS]
    sum_head = tr(NC_("chart", "Total"), lang)
    left = max(text_width(name, TEXT) for name in names) + 12
    side = max(text_width(sum_head, SMALL), *(text_width(total, TEXT) for total in totals)) + 10
    columns = Columns(left, canvas.width - side, tuple(week.slot for week in given.weeks))
    most = max(kind.of(week) for kind in _KINDS for week in given.weeks)
    labelled = columns.fits([figures.count(kind.of(week)) for kind in _KINDS for week in given.weeks])
    canvas.words(canvas.width, 12, sum_head, size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    bar = _BAR if canvas.wide else 20.0
    height = bar + _AIR
    top = 20.0
    bases: list[tuple[_Kind, float]] = []
    for kind, name, total in zip(_KINDS, names, totals, strict=True):
        base = top + height if kind.up else top
        middle = base + (-bar if kind.up else bar + 8) / 2 + 0.36 * TEXT
        canvas.words(0, middle, name)
        canvas.words(canvas.width, middle, total, anchor="right", bold=True)
        canvas.across(base, left=left, right=canvas.width - side)
        bases.append((kind, base))
        top += height
    width = min(columns.pitch * 0.62, 22)
    for number, week in enumerate(given.weeks):
        x = columns.centre(number)
        with canvas.link(week.href, _week(given, week)):
            for kind, base in bases:
                value = kind.of(week)
                written = figures.count(value)
                length = least(value / most * bar)
                tip = tr(
                    N_("{week}, {name}: {number}"), lang, week=week.slot.long, name=kind.name, number=written
                )
                start = base - length if kind.up else base
                canvas.bar(x - width / 2, start, width, length, kind.ink, tip)
                if value and labelled:
                    y = start - 3 if kind.up else start + length + 10
                    canvas.words(x, y, written, size=FIGURE, anchor="center")
    gains_end = 20.0 + height * sum(kind.up for kind in _KINDS)
    canvas.across(gains_end, "ink")
    canvas.height = columns.name(canvas, top + 2) + 2


def _week(given: MovementInput, week: MovementWeek) -> str:
    clauses = tuple(
        tr(N_("{name}: {number}"), given.lang, name=kind.name, number=figures.count(kind.of(week)))
        for kind in _KINDS
    )
    return tr(N_("{week}. {list}"), given.lang, week=week.slot.long, list=listed(given.lang, clauses))
