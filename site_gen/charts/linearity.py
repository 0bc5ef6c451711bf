"""Signing against the straight line to the target, week by week, with this week’s commit and upside at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import FIGURE
from site_gen.charts.measure import text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences, with_unit
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_, Msg, tr

_EMPTY = N_("No target and nothing signed in this period.")
_LINE, _SIGNED = NC_("linearity", "Straight line"), NC_("linearity", "Signed")
_COMMIT, _UPSIDE = NC_("linearity", "With this week’s commit"), NC_("linearity", "With upside too")
_ZERO = Decimal(0)
_HEIGHT = 132.0
#: Base line of the picture.
_BASE = _HEIGHT + 10
#: Periods that are remembered: a month and a quarter of each salesperson, team and the company.
_PERIODS = 256


class LineWeek(Struct, frozen=True):
    """A week.

    Attributes:
        slot: its name.
        day: its last day in the period, counted from 1.
        line: what the straight line asks for by then; None without a target.
        signed: what was signed by then; None where not known yet.
        href: its address.
    """

    slot: Slot
    day: int
    line: Decimal | None
    signed: Decimal | None
    href: str = ""


class LinearityInput(Struct, frozen=True):
    """What the chart shows.

    Attributes:
        lang: language.
        unit: unit of the amounts.
        weeks: the weeks of the period in order.
        at: position of the week that is committed for.
        before: signed before that week.
        commit: its commit.
        upside: its upside.
        title: the finding; made from the figures when empty.
    """

    lang: str
    unit: str
    weeks: tuple[LineWeek, ...]
    at: int
    before: Decimal
    commit: Decimal
    upside: Decimal
    title: str = ""


def linearity(given: LinearityInput) -> Chart:
    """Draw the straight line and what was signed."""
    table = _table(given)
    if _most(given) <= 0:
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    period = _period(given.lang, given.unit, given.weeks)
    return finish(partial(_draw, given, period), title, _alt(given), table)


class _Period:
    """What all charts of the weeks of a period share, whichever week is committed for.

    Attributes:
        weeks: the weeks.
        tips: what is read on each.
        cells: what their rows of the table begin with.
    """

    def __init__(self, lang: str, unit: str, weeks: tuple[LineWeek, ...]) -> None:
        self.weeks = weeks
        self.tips = [_tip(lang, unit, week) for week in weeks]
        self.cells = [(week.slot.long, _money(week.line), _money(week.signed)) for week in weeks]
        self._drawn: dict[tuple[int, float], tuple[Canvas, Canvas]] = {}

    def places(self, width: int) -> list[float]:
        """Return where the weeks begin on a canvas, and where the last one ends.

        Days stand evenly, so that the line is straight though the first and last week may be short.
        """
        left, right = 2.0, width - 8.0
        days = max(self.weeks[-1].day, 1)
        return [left, *(left + week.day / days * (right - left) for week in self.weeks)]

    def drawn(self, width: int, scale: float) -> tuple[Canvas, Canvas]:
        """Return what is behind the marks of the week that is committed for, and what is before them."""
        found = self._drawn.get((width, scale))
        if found is None:
            found = self._drawn[width, scale] = self._behind(width, scale), self._before(width)
        return found

    def _behind(self, width: int, scale: float) -> Canvas:
        canvas, ends, weeks = Canvas(width), self.places(width), self.weeks
        start = ends[0], _level(_ZERO, scale)
        line = _course(ends[1:], [week.line for week in weeks], scale)
        if line:
            canvas.path((start, *line), "muted", 1.5)
        done = _course(ends[1:], [week.signed for week in weeks], scale)
        if done:
            canvas.path((start, *done), "accent", 2.5)
        for number, (week, tip) in enumerate(zip(weeks, self.tips, strict=True)):
            with canvas.link(week.href, tip):
                canvas.target(ends[number], 0, ends[number + 1] - ends[number], _BASE, tip)
                if week.signed is not None:
                    canvas.dot(ends[number + 1], _level(week.signed, scale), 2.5, "accent", tip)
        return canvas

    def _before(self, width: int) -> Canvas:
        canvas, ends = Canvas(width), self.places(width)
        canvas.across(_BASE, "muted", left=ends[0])
        for number, week in enumerate(self.weeks):
            wide = ends[number + 1] - ends[number]
            canvas.path(((ends[number + 1], _BASE), (ends[number + 1], _BASE + 4)), "muted")
            if text_width(week.slot.short, FIGURE) <= wide - 2:
                x = ends[number] + wide / 2
                canvas.words(x, _BASE + 14, week.slot.short, size=FIGURE, ink="muted", anchor="center")
        return canvas


#: Charts of neighbouring weeks show the same period.
_period = lru_cache(_PERIODS)(_Period)


def _course(
    ends: Sequence[float], amounts: Sequence[Decimal | None], scale: float
) -> list[tuple[float, float]]:
    """Return where a line goes through at the ends of weeks; one without an amount is passed over."""
    pairs = zip(ends, amounts, strict=True)
    return [(end, _level(amount, scale)) for end, amount in pairs if amount is not None]


def _level(amount: Decimal, scale: float) -> float:
    return _BASE - float(amount) * scale


def _tip(lang: str, unit: str, week: LineWeek) -> str:
    return tr(
        N_("{week}: straight line {line} {unit}, signed {signed} {unit}"),
        lang,
        week=week.slot.long,
        line=_money(week.line),
        signed=_money(week.signed),
        unit=unit,
    )


def _reached(given: LinearityInput) -> Decimal:
    return given.before + given.commit


def _most(given: LinearityInput) -> Decimal:
    ends = (amount for week in given.weeks for amount in (week.line, week.signed) if amount is not None)
    return max((_reached(given) + given.upside, *ends))


def _finding(given: LinearityInput) -> str:
    asked = given.weeks[given.at].line
    args = {"reached": figures.amount(_reached(given)), "unit": given.unit}
    if not asked:
        return said(N_("{reached} {unit} signed and committed; there is no target."), given.lang, **args)
    return said(
        N_(
            "{reached} {unit} signed and committed, {share} of the {line} the straight line asks for by this week."
        ),
        given.lang,
        **args,
        share=figures.percent(figures.ratio(_reached(given), asked)),
        line=figures.amount(asked),
    )


def _alt(given: LinearityInput) -> str:
    first = said(
        N_(
            "The straight line to the target, what was signed week by week, and this week’s commit and upside on top."
        ),
        given.lang,
    )
    return sentences(given.lang, first, _finding(given))


def _money(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.amount(amount)


def _table(given: LinearityInput) -> ChartTable:
    lang = given.lang
    head = (
        said(NC_("chart", "Week"), lang),
        with_unit(_LINE, given.unit, lang),
        with_unit(_SIGNED, given.unit, lang),
        with_unit(_COMMIT, given.unit, lang),
        with_unit(_UPSIDE, given.unit, lang),
    )
    rows = []
    for number, cells in enumerate(_period(lang, given.unit, given.weeks).cells):
        here = number == given.at
        commit = _money(_reached(given) if here else None)
        upside = _money(_reached(given) + given.upside if here else None)
        rows.append((*cells, commit, upside))
    return ChartTable(head, tuple(rows), tuple(week.href for week in given.weeks))


def _draw(given: LinearityInput, period: _Period, canvas: Canvas) -> None:
    lang = given.lang
    scale = _HEIGHT / float(_most(given))
    ends = period.places(canvas.width)
    behind, before = period.drawn(canvas.width, scale)
    canvas.stamp(behind)
    start = ends[given.at], _level(given.before, scale)
    reached = ends[given.at + 1], _level(_reached(given), scale)
    hoped = ends[given.at + 1], _level(_reached(given) + given.upside, scale)
    canvas.path((start, reached), "ink", 1)
    if given.upside:
        canvas.path((reached, hoped), "hairline", 1)
        canvas.dot(*hoped, 4, "stage-2", said(_UPSIDE, lang))
    canvas.dot(*reached, 4, "ink", said(_COMMIT, lang))
    canvas.stamp(before)
    top = _BASE + 20
    for number, (ink, name, amount) in enumerate(_legend(given)):
        _row(canvas, top + 18 * number, ink, said(name, lang), f"{amount} {given.unit}")
    canvas.height = top + 18 * 4 + 4


def _legend(given: LinearityInput) -> Iterator[tuple[str, Msg, str]]:
    here = given.weeks[given.at]
    yield "muted", _LINE, _money(here.line)
    yield "accent", _SIGNED, _money(given.before)
    yield "ink", _COMMIT, _money(_reached(given))
    yield "stage-2", _UPSIDE, _money(_reached(given) + given.upside)


def _row(canvas: Canvas, top: float, ink: str, name: str, figure: str) -> None:
    size = TEXT if canvas.wide else SMALL
    base = top + 9 + 0.36 * size
    canvas.across(top)
    if ink in {"muted", "accent"}:
        canvas.path(((0, top + 9), (12, top + 9)), ink, 1.5 if ink == "muted" else 2.5)
    else:
        canvas.dot(6, top + 9, 4, ink)
    canvas.words(18, base, name, size=size)
    canvas.words(canvas.width, base, figure, size=size, anchor="right", bold=True)
