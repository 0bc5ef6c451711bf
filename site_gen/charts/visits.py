"""Visits per week: planned as an outline, done as a fill, unplanned on top; the figures under the bars."""

from __future__ import annotations

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import FIGURE, Columns
from site_gen.charts.measure import text_width
from site_gen.charts.sheet import finish, nothing, sentences
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_, tr

_EMPTY = N_("No visits in these weeks.")
_PLANNED, _DONE, _UNPLANNED = NC_("visits", "Planned"), NC_("visits", "Done"), NC_("visits", "Unplanned")
_HEIGHT = 64.0


class VisitWeek(Struct, frozen=True):
    """A week's visits: planned, done out of these, and done without having been planned."""

    slot: Slot
    planned: int
    done: int
    unplanned: int
    href: str = ""


class VisitsInput(Struct, frozen=True):
    """What the visit chart shows, the oldest week first."""

    lang: str
    weeks: tuple[VisitWeek, ...]
    title: str = ""


def visits(given: VisitsInput) -> Chart:
    """Draw the weeks."""
    table = _table(given)
    if not any(week.planned or week.done or week.unplanned for week in given.weeks):
        return nothing(tr(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _sums(given: VisitsInput) -> tuple[int, int, int]:
    return (
        sum(week.planned for week in given.weeks),
        sum(week.done for week in given.weeks),
        sum(week.unplanned for week in given.weeks),
    )


def _finding(given: VisitsInput) -> str:
    planned, done, unplanned = _sums(given)
    return tr(
        N_("{done} of {planned} planned visits were made ({share}), {unplanned} more without a plan."),
        given.lang,
        done=figures.count(done),
        planned=figures.count(planned),
        share=figures.percent(figures.ratio(done, planned)),
        unplanned=figures.count(unplanned),
    )


def _alt(given: VisitsInput) -> str:
    first = tr(
        N_("Visits in {weeks} weeks: outline planned, fill done, pale fill without a plan."),
        given.lang,
        weeks=len(given.weeks),
    )
    return sentences(given.lang, first, _finding(given))


def _table(given: VisitsInput) -> ChartTable:
    lang = given.lang
    head = (tr(NC_("chart", "Week"), lang), tr(_PLANNED, lang), tr(_DONE, lang), tr(_UNPLANNED, lang))
    rows = tuple(
        (
            week.slot.long,
            figures.count(week.planned),
            figures.count(week.done),
            figures.count(week.unplanned),
        )
        for week in given.weeks
    )
    return ChartTable(head, rows, tuple(week.href for week in given.weeks))


def _tip(week: VisitWeek, lang: str) -> str:
    return tr(
        N_("{week}: {planned} visits planned, {done} of them done, {unplanned} done without a plan"),
        lang,
        week=week.slot.long,
        planned=figures.count(week.planned),
        done=figures.count(week.done),
        unplanned=figures.count(week.unplanned),
    )


def _draw(canvas: Canvas, given: VisitsInput) -> None:
    lang = given.lang
    names = [tr(name, lang) for name in (_PLANNED, _DONE, _UNPLANNED)]
    sums = [figures.count(number) for number in _sums(given)]
    size = TEXT if canvas.wide else SMALL
    left = max(text_width(name, size) for name in names) + 26
    sum_head = tr(NC_("chart", "Total"), lang)
    side = max(text_width(sum_head, SMALL), *(text_width(text, size) for text in sums)) + 8
    columns = Columns(left, canvas.width - side, tuple(week.slot for week in given.weeks))
    most = max(max(week.planned, week.done + week.unplanned) for week in given.weeks)
    scale = _HEIGHT / most
    base = _HEIGHT + 6
    width = min(columns.pitch * 0.62, 24)
    rows = base + 18 + (14 if any(week.slot.group for week in given.weeks) else 0)
    for number, week in enumerate(given.weeks):
        x = columns.centre(number) - width / 2
        tip = _tip(week, lang)
        with canvas.link(week.href, tip):
            canvas.target(x - 2, 0, width + 4, base, tip)
            done, extra = least(week.done * scale), least(week.unplanned * scale)
            canvas.bar(x, base - done, width, done, "accent", tip)
            canvas.bar(x, base - done - extra, width, extra, "stage-2", tip)
            if week.planned:
                top = base - week.planned * scale
                canvas.path(((x - 2, base), (x - 2, top), (x + width + 2, top), (x + width + 2, base)), "ink")
    canvas.across(base, "muted", left=left, right=canvas.width - side)
    columns.name(canvas, base + 2)
    canvas.words(canvas.width, base + 13, sum_head, size=SMALL, ink="muted", anchor="right")
    for row, (name, total) in enumerate(zip(names, sums, strict=True)):
        top = rows + 18 * row
        line = top + 9 + 0.36 * size
        canvas.across(top, left=0)
        if row == 0:
            canvas.path(((0.5, top + 13), (0.5, top + 5), (9.5, top + 5), (9.5, top + 13)), "ink")
        else:
            canvas.bar(0, top + 5, 10, 8, "accent" if row == 1 else "stage-2")
        canvas.words(16, line, name, size=size)
        canvas.words(canvas.width, line, total, size=size, anchor="right", bold=True)
        values = [(week.planned, week.done, week.unplanned)[row] for week in given.weeks]
        if columns.fits([figures.count(value) for value in values]):
            for number, value in enumerate(values):
                text = figures.count(value) if value else figures.NOTHING
                ink = "ink" if value else "muted"
                canvas.words(columns.centre(number), line, text, size=FIGURE, ink=ink, anchor="center")
    canvas.height = rows + 18 * 3 + 4
