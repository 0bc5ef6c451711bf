"""Things in a field of two scales that is cut into four: real × worth (S17), revenue × potential (S19).

Each thing is a dot with a number; names stand below, by number. Dots that would lie upon each other move aside and
keep a line to where they belong.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import fit, text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, footnote, listed, nothing, sentences
from site_gen.locale.text import N_

#: Box of a dot with its number, and the radius of the dot.
_BOX_WIDTH, _BOX_HEIGHT, _RADIUS = 25.0, 15.0, 4.5
_LEFT, _TOP, _FIELD = 34.0, 26.0, 280.0
_ROW = 17.0
#: Rings of places around its own where a dot may move to.
_RINGS = 9


class Axis(Struct, frozen=True):
    """A scale.

    Attributes:
        label: what it measures, with its unit.
        low: its least value.
        high: its greatest.
        split: where it is cut; a value on it is high or low as the figures say, not the picture.
        mark: what is written there; empty for the value.
    """

    label: str
    low: Decimal
    high: Decimal
    split: Decimal
    mark: str = ""


class Spot(Struct, frozen=True):
    """A thing.

    Attributes:
        label: its name.
        x: its value on the horizontal scale.
        y: its value on the vertical one.
        field: which of the four fields it counts to: 0 upper left, 1 upper right, 2 lower left, 3 lower right.
        href: address of what it is.
    """

    label: str
    x: Decimal
    y: Decimal
    field: int
    href: str = ""


class QuadrantsInput(Struct, frozen=True):
    """What the chart shows.

    Attributes:
        lang: BCP 47 tag.
        across: the horizontal scale.
        up: the vertical scale.
        fields: names of the four fields: upper left, upper right, lower left, lower right.
        spots: the things, in the order of their numbers.
        title: the finding.
        empty: what is said when there is none.
        head: column head of the names.
    """

    lang: str
    across: Axis
    up: Axis
    fields: tuple[str, str, str, str]
    spots: tuple[Spot, ...]
    title: str
    empty: str
    head: str


#: Ink of the dots by field: the upper right is what everybody wants.
_INKS = ("warn", "good", "lost", "accent")


def quadrants(given: QuadrantsInput) -> Chart:
    """Draw the field with a dot per thing and its name below."""
    table = _table(given)
    if not given.spots:
        return nothing(given.empty, table)
    return finish(lambda canvas: _draw(canvas, given), given.title, _alt(given), table)


def _values(given: QuadrantsInput, spot: Spot) -> dict[str, str]:
    return {
        "x": f"{given.across.label} {figures.amount(spot.x)}",
        "y": f"{given.up.label} {figures.amount(spot.y)}",
    }


def _tip(given: QuadrantsInput, number: int, spot: Spot) -> str:
    text = N_("{number} {name}: {x}, {y}; {field}")
    args = {"number": number, "name": spot.label, "field": given.fields[spot.field]}
    return said(text, given.lang, **args, **_values(given, spot))


def _alt(given: QuadrantsInput) -> str:
    first = said(
        N_("Dots in a field cut into four: {x} to the right, {y} upwards."),
        given.lang,
        x=given.across.label,
        y=given.up.label,
    )
    counts = tuple(
        said(N_("{name}: {count}"), given.lang, name=name, count=sum(s.field == at for s in given.spots))
        for at, name in enumerate(given.fields)
    )
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=listed(given.lang, counts)))


def _table(given: QuadrantsInput) -> ChartTable:
    lang = given.lang
    head = (given.head, given.across.label, given.up.label, said(N_("Field"), lang))
    rows = tuple(
        (f"{number} {s.label}", figures.amount(s.x), figures.amount(s.y), given.fields[s.field])
        for number, s in enumerate(given.spots, 1)
    )
    return ChartTable(head, rows, tuple(s.href for s in given.spots))


def _draw(canvas: Canvas, given: QuadrantsInput) -> None:
    field = _Field(canvas, given)
    field.frame()
    moved = field.dots()
    _names(canvas, given, field.bottom + 40, moved=moved)


class _Field:
    """Places values on the canvas."""

    def __init__(self, canvas: Canvas, given: QuadrantsInput) -> None:
        self.canvas, self.given = canvas, given
        self.left, self.right = _LEFT, canvas.width - 1.0
        self.top, self.bottom = _TOP, _TOP + _FIELD
        self.split_x, self.split_y = self.x(given.across.split), self.y(given.up.split)

    def x(self, value: Decimal) -> float:
        """Return where a value of the horizontal scale stands, with room for a dot at both ends."""
        return _place(value, self.given.across, self.left + 14, self.right - 24)

    def y(self, value: Decimal) -> float:
        """Return where a value of the vertical scale stands."""
        return _place(value, self.given.up, self.bottom - 26, self.top + 26)

    def frame(self) -> None:
        """Draw the field, its cuts, its scales and the names of its four parts."""
        canvas, given = self.canvas, self.given
        canvas.frame(self.left, self.top, self.right - self.left, _FIELD, "hairline")
        canvas.path(((self.split_x, self.top), (self.split_x, self.bottom)), "muted")
        canvas.path(((self.left, self.split_y), (self.right, self.split_y)), "muted")
        canvas.words(0, 12, fit(f"↑ {given.up.label}", SMALL, canvas.width), size=SMALL, ink="muted")
        across = fit(f"{given.across.label} →", SMALL, canvas.width - self.left)
        canvas.words(self.right, self.bottom + 30, across, size=SMALL, ink="muted", anchor="right")
        self._scale()
        sides = ((self.left, self.split_x), (self.split_x, self.right))
        for at, name in enumerate(given.fields):
            start, end = sides[at % 2]
            y = self.top + 15 if at < 2 else self.bottom - 7
            if end - start > 24:
                shown = fit(name, SMALL, end - start - 12)
                canvas.words(start + 6, y, shown, size=SMALL, ink="muted", bold=True)

    def _scale(self) -> None:
        given, canvas = self.given, self.canvas
        taken: list[tuple[float, float]] = []
        across, up = given.across, given.up
        for value, mark in ((across.split, across.mark), (across.low, ""), (across.high, "")):
            text = mark or figures.amount(value)
            half, x = text_width(text, SMALL) / 2, self.x(value)
            x = min(max(x, half), canvas.width - half)
            if all(x + half + 4 < start or x - half - 4 > end for start, end in taken):
                taken.append((x - half, x + half))
                canvas.words(x, self.bottom + 14, text, size=SMALL, ink="muted", anchor="center")
        rows: list[float] = []
        for value, mark in ((up.split, up.mark), (up.low, ""), (up.high, "")):
            y = self.y(value) + 4
            if all(abs(y - other) > SMALL + 3 for other in rows):
                rows.append(y)
                text = fit(mark or figures.amount(value), SMALL, self.left - 4)
                canvas.words(self.left - 5, y, text, size=SMALL, ink="muted", anchor="right")

    def dots(self) -> bool:
        """Draw a numbered dot per thing; return whether one had to move aside."""
        canvas, given = self.canvas, self.given
        placed: list[tuple[float, float]] = []
        homes = [(self.x(spot.x), self.y(spot.y)) for spot in given.spots]
        for home, spot in zip(homes, given.spots, strict=True):
            placed.append(self._free(home, placed, spot.field))
        moved = False
        for home, place in zip(homes, placed, strict=True):
            if home != place:
                moved = True
                canvas.path((home, place), "hairline")
        for number, (spot, (x, y)) in enumerate(zip(given.spots, placed, strict=True), 1):
            tip = _tip(given, number, spot)
            canvas.dot(x, y, _RADIUS, _INKS[spot.field], tip)
            canvas.words(x + _RADIUS + 2.5, y + 4, str(number), size=SMALL)
        return moved

    def _free(
        self, home: tuple[float, float], placed: list[tuple[float, float]], field: int
    ) -> tuple[float, float]:
        """Return the nearest place to `home`, in its own field, where a dot and its number touch no other."""
        # A dot on a cut stays there: only those that move need room on their own side.
        left = self.split_x + _RADIUS + 2 if field % 2 else self.left + 6
        right = self.right - 20 if field % 2 else self.split_x - 20
        top = self.top + 24 if field < 2 else self.split_y + _RADIUS + 2
        bottom = self.split_y - _RADIUS - 2 if field < 2 else self.bottom - 22
        for place in _around(home):
            x, y = place
            inside = place == home or (left <= x <= right and top <= y <= bottom)
            apart = all(abs(x - a) >= _BOX_WIDTH or abs(y - b) >= _BOX_HEIGHT for a, b in placed)
            if inside and apart:
                return place
        return home


def _around(home: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield places around one, the nearest first, on a grid of boxes."""
    yield home
    steps = [
        (across * _BOX_WIDTH, up * _BOX_HEIGHT)
        for across in range(-_RINGS, _RINGS + 1)
        for up in range(-_RINGS, _RINGS + 1)
        if across or up
    ]
    steps.sort(key=lambda step: (step[0] ** 2 + step[1] ** 2, -step[0], step[1]))
    for across, up in steps:
        yield home[0] + across, home[1] + up


def _place(value: Decimal, axis: Axis, start: float, end: float) -> float:
    whole = axis.high - axis.low
    share = float((value - axis.low) / whole) if whole else 0.5
    return start + min(max(share, 0.0), 1.0) * (end - start)


def _names(canvas: Canvas, given: QuadrantsInput, top: float, *, moved: bool) -> None:
    """Write the names by number below the field, in as many columns as there is room for."""
    columns = 2 if canvas.wide else 1
    width = canvas.width / columns
    per = -(-len(given.spots) // columns)
    for at, spot in enumerate(given.spots):
        x, y = (at // per) * width, top + (at % per) * _ROW + 13
        tip = _tip(given, at + 1, spot)
        with canvas.link(spot.href, tip):
            canvas.dot(x + _RADIUS + 1, y - 4, _RADIUS, _INKS[spot.field])
            canvas.words(x + 16, y, str(at + 1), size=SMALL, ink="muted")
            canvas.words(x + 36, y, fit(spot.label, TEXT, width - 48))
    bottom = top + per * _ROW + 6
    if moved:
        note = said(N_("A line leads from a dot that moved aside to where it belongs."), given.lang)
        bottom = footnote(canvas, note, bottom)
    canvas.height = bottom + 4
