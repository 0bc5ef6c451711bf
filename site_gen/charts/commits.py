"""What was committed and what was signed, week by week: a bar, a line across it, and how far they agree."""

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
from site_gen.locale.text import N_, NC_, tr

_EMPTY = N_("Nothing was committed or signed in these weeks.")
_COMMIT, _ACTUAL, _ACCURACY = NC_("commit", "Commit"), NC_("commit", "Signed"), NC_("commit", "Accuracy")
_ZERO = Decimal(0)
_HEIGHT = 96.0
#: Token of the bar by how the commit was kept.
_INKS = {"kept": "good", "miss": "bad", "sandbag": "warn"}


class CommittedWeek(Struct, frozen=True):
    """A week with its commit, None where nobody committed, what was signed, and how that was judged."""

    slot: Slot
    commit: Decimal | None
    actual: Decimal
    state: str
    href: str = ""


class CommitsInput(Struct, frozen=True):
    """What the chart of commits shows, the oldest week first."""

    lang: str
    unit: str
    weeks: tuple[CommittedWeek, ...]
    title: str = ""


def commits(given: CommitsInput) -> Chart:
    """Draw one column per week."""
    table = _table(given)
    if not any(max(week.actual, week.commit or _ZERO) > 0 for week in given.weeks):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    tips = [_tip(given, week) for week in given.weeks]
    return finish(lambda canvas: _draw(canvas, given, tips), title, _alt(given), table)


def _tip(given: CommitsInput, week: CommittedWeek) -> str:
    return tr(
        N_("{week}: {commit} {unit} committed, {signed} {unit} signed, accuracy {share}"),
        given.lang,
        week=week.slot.long,
        commit=_money(week.commit),
        signed=figures.exact(week.actual),
        share=_accuracy(week),
        unit=given.unit,
    )


def _accuracy(week: CommittedWeek) -> str:
    return figures.percent(figures.ratio(week.actual, week.commit or _ZERO))


def _finding(given: CommitsInput) -> str:
    counts = {state: sum(1 for week in given.weeks if week.state == state) for state in _INKS}
    return said(
        N_("Commit kept in {kept} weeks, missed in {miss}, too low in {sandbag}."),
        given.lang,
        **counts,
    )


def _alt(given: CommitsInput) -> str:
    first = said(N_("Amount signed per week as bars, the week’s commit as a line across."), given.lang)
    return sentences(given.lang, first, _finding(given))


def _money(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.exact(amount)


def _table(given: CommitsInput) -> ChartTable:
    lang = given.lang
    head = (
        said(NC_("chart", "Week"), lang),
        with_unit(_COMMIT, given.unit, lang),
        with_unit(_ACTUAL, given.unit, lang),
        said(_ACCURACY, lang),
    )
    rows = tuple(
        (week.slot.long, _money(week.commit), figures.exact(week.actual), _accuracy(week))
        for week in given.weeks
    )
    return ChartTable(head, rows, tuple(week.href for week in given.weeks))


def _draw(canvas: Canvas, given: CommitsInput, tips: list[str]) -> None:
    lang = given.lang
    names = [said(name, lang) for name in (_COMMIT, _ACTUAL, _ACCURACY)]
    size = TEXT if canvas.wide else SMALL
    left = max(text_width(name, size) for name in names) + 26
    columns = Columns(left, canvas.width, tuple(week.slot for week in given.weeks))
    most = max(max(week.actual, week.commit or _ZERO) for week in given.weeks)
    scale = _HEIGHT / float(most)
    base = _HEIGHT + 6
    width = min(columns.pitch * 0.56, 24)
    rows = base + 18 + (14 if any(week.slot.group for week in given.weeks) else 0)
    for number, (week, tip) in enumerate(zip(given.weeks, tips, strict=True)):
        x = columns.centre(number) - width / 2
        with canvas.link(week.href, tip):
            canvas.target(x - 3, 0, width + 6, base, tip)
            height = least(float(week.actual) * scale)
            canvas.bar(x, base - height, width, height, _INKS.get(week.state, "stage-2"), tip)
            if week.commit is not None:
                y = base - float(week.commit) * scale
                canvas.path(((x - 3, y), (x + width + 3, y)), "ink", 2)
    canvas.across(base, "muted", left=left)
    columns.name(canvas, base + 2)
    cells = [
        [_short(week.commit) for week in given.weeks],
        [_short(week.actual) for week in given.weeks],
        [_accuracy(week) for week in given.weeks],
    ]
    # Figures that do not fit their columns are in the table below the chart.
    shown = [row for row in range(3) if row < 2 or columns.fits(cells[row])]
    for place, row in enumerate(shown):
        top = rows + 18 * place
        line = top + 9 + 0.36 * size
        canvas.across(top, left=0)
        if row == 0:
            canvas.path(((0, top + 9), (11, top + 9)), "ink", 2)
        elif row == 1:
            canvas.bar(0.5, top + 4, 10, 10, "good")
        canvas.words(17, line, names[row], size=size)
        if columns.fits(cells[row]):
            for number, text in enumerate(cells[row]):
                ink = "muted" if text == figures.NOTHING else "ink"
                canvas.words(columns.centre(number), line, text, size=FIGURE, ink=ink, anchor="center")
    canvas.height = rows + 18 * len(shown) + 4


def _short(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.whole(amount)
