"""How long projects have stood at their stage: one dot per project, with median and longest.

The answer to "where does work get stuck": days since the project entered its present stage.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.ink import stage as stage_ink
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, footnote, listed, nothing, sentences
from site_gen.locale.text import N_, NC_

_EMPTY = N_("No open projects with a known stage date in this selection.")
#: More dots than these in one row are a smear; the younger ones become a band.
MOST_DOTS = 24
_RADIUS, _PITCH = 4.0, 34.0
#: How far a dot may step aside from the middle of its row.
_LEVELS = (0.0, -8.5, 8.5)


class AgedProject(Struct, frozen=True):
    """A project and how many days it has stood at its stage."""

    name: str
    days: int
    href: str = ""


class AgeingStage(Struct, frozen=True):
    """An open stage with its projects.

    Attributes:
        label: name of the stage.
        rank: its colour.
        days: days of all its projects, most first.
        oldest: those of them that get a dot, at most `MOST_DOTS`, most days first.
        href: where its projects are listed.
    """

    label: str
    rank: int
    days: tuple[int, ...]
    oldest: tuple[AgedProject, ...]
    href: str = ""

    def median(self) -> Fraction | None:
        """Return the median of the days, None without projects."""
        days = self.days
        middle = len(days) // 2
        if not days:
            return None
        return Fraction(days[middle]) if len(days) % 2 else Fraction(days[middle - 1] + days[middle], 2)

    def longest(self) -> int | None:
        """Return the most days of a project, None without projects."""
        return self.days[0] if self.days else None


class AgeingInput(Struct, frozen=True):
    """What the ageing chart shows; `limit` is the number of days after which a project is stale."""

    lang: str
    stages: tuple[AgeingStage, ...]
    limit: int | None = None
    title: str = ""


def ageing(given: AgeingInput) -> Chart:
    """Draw the stages in their order."""
    table = _table(given)
    if not any(row.days for row in given.stages):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _days(value: Fraction | int | None) -> str:
    if value is None:
        return figures.NOTHING
    value = Fraction(value)
    return figures.count(int(value)) + (".5" if value.denominator == 2 else "")


def _finding(given: AgeingInput) -> str:
    slow = max((row for row in given.stages if row.days), key=lambda row: row.median() or 0)
    return said(
        N_("Projects stand longest at {stage}: median {median} days, longest {longest} days."),
        given.lang,
        stage=slow.label,
        median=_days(slow.median()),
        longest=_days(slow.longest()),
    )


def _sentence(given: AgeingInput, row: AgeingStage) -> str:
    return said(
        N_("{stage}: {count} projects, median {median} days, longest {longest} days"),
        given.lang,
        stage=row.label,
        count=figures.count(len(row.days)),
        median=_days(row.median()),
        longest=_days(row.longest()),
    )


def _alt(given: AgeingInput) -> str:
    items = listed(given.lang, tuple(_sentence(given, row) for row in given.stages))
    first = said(N_("Days that projects have stood at their present stage, one dot per project."), given.lang)
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=items), _left_out(given))


def _left_out(given: AgeingInput) -> str:
    if all(len(row.days) <= MOST_DOTS for row in given.stages):
        return ""
    return said(
        N_("Dots show the {number} oldest projects of a stage; a band covers the others."),
        given.lang,
        number=MOST_DOTS,
    )


def _table(given: AgeingInput) -> ChartTable:
    lang = given.lang
    head = (
        said(NC_("chart", "Stage"), lang),
        said(NC_("chart", "Projects"), lang),
        said(NC_("chart", "Median days"), lang),
        said(NC_("chart", "Longest days"), lang),
    )
    rows = tuple(
        (row.label, figures.count(len(row.days)), _days(row.median()), _days(row.longest()))
        for row in given.stages
    )
    return ChartTable(head, rows, tuple(row.href for row in given.stages))


def _draw(canvas: Canvas, given: AgeingInput) -> None:
    lang = given.lang
    names = [wrap(row.label, TEXT, 150 if canvas.wide else 80, 2) for row in given.stages]
    left = max(text_width(line, TEXT) for lines in names for line in lines) + 14
    heads = said(NC_("chart", "Median"), lang), said(NC_("chart", "Longest"), lang)
    median_width, longest_width = (
        max(text_width(head, SMALL), *(text_width(_days(value), TEXT) for value in values))
        for head, values in (
            (heads[0], [row.median() for row in given.stages]),
            (heads[1], [row.longest() for row in given.stages]),
        )
    )
    median_at = canvas.width - longest_width - 10
    right = median_at - median_width - 10
    most = max((row.longest() or 0 for row in given.stages), default=0)
    scale = (right - left - _RADIUS) / max(most, given.limit or 0, 1)
    canvas.words(median_at, 12, heads[0], size=SMALL, ink="muted", anchor="right")
    canvas.words(canvas.width, 12, heads[1], size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    top = 20.0
    bottom = top + _PITCH * len(given.stages)
    days = _Days(left, right, scale)
    if given.limit:
        days.limit(canvas, given.limit, bottom, lang)
    for row, name in zip(given.stages, names, strict=True):
        base = top + _PITCH / 2 + 0.36 * TEXT
        tip = _sentence(given, row)
        with canvas.link(row.href, tip):
            canvas.target(0, top, left - 4, _PITCH, tip)
            for number, line in enumerate(name):
                canvas.words(0, base + (number - (len(name) - 1) / 2) * (TEXT + 0.5), line)
        canvas.words(median_at, base, _days(row.median()), anchor="right")
        canvas.words(canvas.width, base, _days(row.longest()), anchor="right")
        canvas.across(top + _PITCH - 0.5)
        days.dots(canvas, row, top + _PITCH / 2, lang)
        top += _PITCH
    note = _left_out(given)
    canvas.height = (footnote(canvas, note, top + 4) if note else top) + 4


class _Days(Struct, frozen=True):
    """The scale of days between two edges; `scale` is units per day."""

    left: float
    right: float
    scale: float

    def at(self, days: float) -> float:
        """Return where a number of days stands."""
        return self.left + days * self.scale

    def limit(self, canvas: Canvas, days: int, bottom: float, lang: str) -> None:
        """Draw the threshold as a thin line with its value."""
        text = said(N_("{number} days"), lang, number=figures.count(days))
        half = text_width(text, SMALL) / 2
        canvas.path(((self.at(days), 20), (self.at(days), bottom)), "warn")
        x = min(max(self.at(days), self.left + half), self.right - half)
        canvas.words(x, 12, text, size=SMALL, ink="warn", anchor="center")

    def dots(self, canvas: Canvas, row: AgeingStage, y: float, lang: str) -> None:
        """Draw the oldest projects as dots that give way to each other, the others as a band."""
        shown = sorted(row.oldest, key=lambda project: (-project.days, project.name, project.href))
        rest = row.days[len(shown) :]
        ink = stage_ink(row.rank)
        if rest:
            start, end = self.at(rest[-1]), self.at(rest[0])
            canvas.bar(start, y - 4, max(end - start, 2), 8, ink, _others(rest, lang))
        median = row.median()
        if median is not None:
            x = self.at(float(median))
            canvas.path(((x, y - 14), (x, y + 14)), "ink", 1.5)
        placed: list[tuple[float, float]] = []
        for project in reversed(shown):
            x = self.at(project.days)
            free = (level for level in _LEVELS if _apart(x, level, placed))
            level = next(free, 0.0)
            placed.append((x, level))
            tip = said(
                N_("{project}: {number} days at {stage}"),
                lang,
                project=project.name,
                number=figures.count(project.days),
                stage=row.label,
            )
            with canvas.link(project.href, tip):
                canvas.dot(x, y + level, _RADIUS, ink, tip)


def _apart(x: float, level: float, placed: list[tuple[float, float]]) -> bool:
    near = 2 * _RADIUS
    # Dots are placed from left to right, so the nearest ones are the last.
    for px, py in reversed(placed):
        if x - px >= near:
            return True
        if (x - px) ** 2 + (level - py) ** 2 < near**2:
            return False
    return True


def _others(rest: tuple[int, ...], lang: str) -> str:
    return said(
        N_("{count} further projects, {least} to {most} days"),
        lang,
        count=figures.count(len(rest)),
        least=figures.count(rest[-1]),
        most=figures.count(rest[0]),
    )
