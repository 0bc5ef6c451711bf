"""The funnel: how many projects and how much money stand at each stage (M2, S4.1).

Stage names stand on a spine in the middle, counts grow to the left and amounts to the right. The model
funnel (S1.2) is a thin outline on the count side, its first stage as wide as the fullest own stage: so a
thin top falls short of the outline, and no outline leaves the picture. Between two stages stands the own
conversion against the model's (M4, M6). Lost projects stand apart under a rule (M2).
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts import funnel_words as say
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart
from site_gen.charts.funnel_input import FunnelInput, FunnelRow, FunnelStep, SmallFunnelInput
from site_gen.charts.ink import stage
from site_gen.charts.measure import fit, text_width, wrap
from site_gen.charts.sheet import finish, footnote, nothing, with_unit
from site_gen.locale.text import N_, tr

_EMPTY = N_("There are no projects in this selection.")
_GAP = 7.0


def funnel(given: FunnelInput) -> Chart:
    """Draw the funnel of a scope."""
    return _funnel(given, one_size=False)


def small_funnel(given: SmallFunnelInput) -> Chart:
    """Draw the funnel of the home page."""
    whole = FunnelInput(given.lang, given.unit, given.stages, given.lost, (), given.title)
    return _funnel(whole, one_size=True)


def _funnel(given: FunnelInput, *, one_size: bool) -> Chart:
    table = say.table(given)
    if not any(row.count or row.amount for row in given.rows()):
        return nothing(tr(_EMPTY, given.lang), table)
    title = given.title or say.finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, say.alt(given), table, one_size=one_size)


class _Frame(Struct, frozen=True):
    """Where things stand, in viewBox units.

    Attributes:
        side: room for the bars on each side.
        counts: right edge of the counts.
        names: middle of the stage names.
        amounts: right edge of the amounts.
        right: where the amount bars begin; the count bars begin at `side`.
        bar: height of a bar.
        gap: height between two bars, where the conversion stands.
        size: font size.
        most: the count that fills a side.
        richest: the amount that fills a side.
    """

    side: float
    counts: float
    names: float
    amounts: float
    right: float
    bar: float
    gap: float
    size: float
    most: int
    richest: Decimal


def _frame(given: FunnelInput, canvas: Canvas, names: list[tuple[str, ...]], size: float) -> _Frame:
    """Give the words what they need and share the rest between the two sides."""
    rows = given.rows()
    name = max(40.0, *(text_width(line, size) for lines in names for line in lines))
    counts = max(text_width(figures.count(row.count), size) for row in rows)
    amounts = max(text_width(written, size) for written in figures.column(tuple(row.amount for row in rows)))
    steps = max((text_width(say.step_text(step, given.lang), SMALL) for step in given.steps), default=0.0)
    # A conversion is centred under the name and may use the columns of figures beside it, not the bars.
    name = max(name, steps - 2 * min(counts, amounts) - 2 * _GAP)
    side = (canvas.width - name - counts - amounts - 4 * _GAP) / 2
    return _Frame(
        side=side,
        counts=side + _GAP + counts,
        names=side + _GAP + counts + _GAP + name / 2,
        amounts=canvas.width - side - _GAP,
        right=canvas.width - side,
        bar=22.0 if given.steps else 17.0,
        gap=20.0 if given.steps else 6.0 if all(len(lines) < 2 for lines in names) else 11.0,
        size=size,
        most=max((row.count for row in given.stages), default=0),
        richest=max((row.amount for row in given.stages), default=Decimal(0)),
    )


def _draw(canvas: Canvas, given: FunnelInput) -> None:
    size = TEXT if canvas.wide else 12.0
    rows = given.rows()
    names = [wrap(row.label, size, 150 if canvas.wide else 82, 2) for row in rows]
    amounts = figures.column(tuple(row.amount for row in rows))
    frame = _frame(given, canvas, names, size)
    head = tr(say.COUNT, given.lang), with_unit(say.AMOUNT, given.unit, given.lang)
    canvas.words(frame.counts, 12, head[0], size=SMALL, ink="muted", anchor="right")
    start = 2 * frame.names - frame.counts
    canvas.words(start, 12, fit(head[1], SMALL, canvas.width - start), size=SMALL, ink="muted")
    canvas.across(19.5)
    top = 28.0
    for number, row in enumerate(given.stages):
        _row(canvas, given, frame, (row, names[number], amounts[number]), top)
        if number < len(given.steps) and number + 1 < len(given.stages):
            _conversion(canvas, frame, given.steps[number], top, given.lang)
        top += frame.bar + frame.gap
    _model(canvas, frame, given, 28.0)
    top -= frame.gap
    if given.lost:
        canvas.across(top + 10.5)
        top += 20
        _row(canvas, given, frame, (given.lost, names[-1], amounts[-1]), top)
        top += frame.bar
    if any(row.model for row in given.stages):
        canvas.frame(0.5, top + 15.5, 11, 7, "ink")
        top = footnote(canvas, say.model_note(given.lang), top + 11, 17)
    canvas.height = top + 6


def _row(
    canvas: Canvas,
    given: FunnelInput,
    frame: _Frame,
    written: tuple[FunnelRow, tuple[str, ...], str],
    top: float,
) -> None:
    row, name, amount = written
    ink = stage(row.rank) if row.rank else "lost"
    base = top + frame.bar / 2 + 0.36 * frame.size
    tip = say.sentence(given, row)
    most, richest = frame.most or row.count, frame.richest or row.amount
    with canvas.link(row.href, tip):
        canvas.target(0, top - 2, canvas.width, frame.bar + 4, tip)
        share = row.count / most if most else 0.0
        _bar(canvas, share * frame.side, (frame.side, top, -1.0), frame, (ink, say.count_tip(given, row)))
        share = float(row.amount / richest) if richest else 0.0
        _bar(canvas, share * frame.side, (frame.right, top, 1.0), frame, (ink, say.amount_tip(given, row)))
        canvas.words(frame.counts, base, figures.count(row.count), size=frame.size, anchor="right")
        canvas.words(frame.amounts, base, amount, size=frame.size, anchor="right")
        pitch = frame.size + 0.5
        for number, line in enumerate(name):
            y = base + (number - (len(name) - 1) / 2) * pitch
            canvas.words(frame.names, y, line, size=frame.size, anchor="center")


def _bar(
    canvas: Canvas,
    length: float,
    start: tuple[float, float, float],
    frame: _Frame,
    look: tuple[str, str],
) -> None:
    """Draw a bar from the spine to the left (-1) or right (1); one too long for its side is cut visibly."""
    base, top, way = start
    ink, tip = look
    length = least(length)
    if length <= frame.side + 0.01:
        canvas.bar(base - length if way < 0 else base, top, length, frame.bar, ink, tip)
        return
    end, bottom = frame.side, top + frame.bar
    for piece in (
        ((0.0, top), (end - 10, top), (end - 14, bottom), (0.0, bottom)),
        ((end - 5, top), (end, top), (end, bottom), (end - 9, bottom)),
    ):
        canvas.area(tuple((base + way * x, y) for x, y in piece), ink, tip)


def _conversion(canvas: Canvas, frame: _Frame, step: FunnelStep, top: float, lang: str) -> None:
    base = top + frame.bar + frame.gap / 2 + 0.36 * SMALL
    ink = "bad" if step.low else "muted"
    canvas.words(
        frame.names, base, say.step_text(step, lang), size=SMALL, ink=ink, anchor="center", bold=step.low
    )


def _model(canvas: Canvas, frame: _Frame, given: FunnelInput, top: float) -> None:
    """Outline the model funnel over the count bars."""
    stages, largest = given.stages, given.largest_model()
    if not largest or not frame.most:
        return
    y, points = top - 2, [(frame.side, top - 2)]
    for number, row in enumerate(stages):
        x = frame.side * (1 - row.model / largest)
        points.append((x, y))
        y = top + number * (frame.bar + frame.gap) + frame.bar
        y += frame.gap / 2 if number + 1 < len(stages) else 2
        points.append((x, y))
    canvas.path((*points, (frame.side, y)), "ink", 0.8)
