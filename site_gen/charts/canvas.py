"""A sheet to draw on: marks in viewBox units, y downwards, kept as values until they are plotted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Self

from site_gen.charts.measure import clean

#: Font sizes in viewBox units, which are CSS pixels at full size.
TEXT, SMALL = 12.5, 11.0
#: A value above nothing keeps this much of a mark, so that it can be seen and hit.
LEAST = 0.8

Point = tuple[float, float]
#: A point as text, with one decimal at most.
Place = tuple[str, str]


class Shape(NamedTuple):
    """A polygon or a polyline: its corners, tokens of its fill and line (empty for none), and the width of the line."""

    corners: tuple[Point, ...]
    fill: str
    stroke: str
    width: float


class Box(NamedTuple):
    """A rectangle, of which two corners are said; without a fill it is not seen, but answers to the pointer."""

    corners: tuple[Point, Point]
    fill: str


class Dot(NamedTuple):
    """A disc with a thin edge around its centre."""

    corners: tuple[Point]
    radius: float
    fill: str
    stroke: str


class Words(NamedTuple):
    """One line of text; `anchor` is `left`, `center` or `right` of a point on the base line."""

    corners: tuple[Point]
    text: str
    size: float
    ink: str
    anchor: str
    bold: bool


#: What a mark looks like; forms of different kinds are never equal as tuples.
Form = Shape | Box | Dot | Words


class Mark(NamedTuple):
    """A form on a canvas.

    Attributes:
        form: what it looks like.
        tip: what a pointer that rests on it reads.
        link: number of the link it belongs to, -1 for none.
    """

    form: Form
    tip: str
    link: int


class Canvas:
    """Marks in drawing order and the links they belong to.

    Attributes:
        width: in units of the viewBox.
        height: the same; the layout says it.
        marks: what is drawn, and other canvases that were put on this one.
        links: href and name of each link.
        text: the marks as elements, once they are written; only of a canvas that is put on others.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self.marks: list[Mark | Canvas] = []
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self._link = -1

    @property
    def wide(self) -> bool:
        """True where there is room for the full layout."""
        return self.width >= 480

    @property
    def leads(self) -> bool:
        """True where a mark leads somewhere."""
        return bool(self.links) or any(type(mark) is Canvas and mark.leads for mark in self.marks)

    def forms(self) -> Iterator[Form]:
        """Yield the forms that are still to be written as elements."""
        for mark in self.marks:
            if type(mark) is Mark:
                yield mark.form
            elif type(mark) is Canvas and not mark.text:
                yield from mark.forms()

    def stamp(self, part: Canvas) -> None:
        """Put all of another canvas here, which is drawn; however many show it, its elements are written once."""
        self.marks.append(part)

    def link(self, href: str, label: str) -> Self:
        """Make the marks of a `with` block lead to `href`; `label` is the name that is read aloud."""
        if href:
            self._link = len(self.links)
            self.links.append((href, label))
        return self

    def __enter__(self) -> None:
        """Begin the block of a link."""

    def __exit__(self, *failed: object) -> None:
        """Draw marks without a link from here on."""
        self._link = -1

    def target(self, x: float, y: float, width: float, height: float, tip: str) -> None:
        """Make a rectangle answer to the pointer, such as a whole row."""
        self.marks.append(Mark(Box(((x, y), (x + width, y + height)), ""), tip, self._link))

    def bar(self, x: float, y: float, width: float, height: float, fill: str, tip: str = "") -> None:  # noqa: PLR0917 - four of them are the box
        """Draw a filled rectangle; nothing where it has no extent."""
        if width > 0 and height > 0:
            self.marks.append(Mark(Box(((x, y), (x + width, y + height)), fill), tip, self._link))

    def frame(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """Draw a rectangle's outline."""
        right, bottom = x + width, y + height
        self.path(((x, y), (right, y), (right, bottom), (x, bottom), (x, y)), stroke)

    def area(self, points: tuple[Point, ...], fill: str, tip: str = "") -> None:
        """Draw a filled polygon."""
        self.marks.append(Mark(Shape(points, fill, "", 1.0), tip, self._link))

    def path(
        self,
        points: tuple[Point, ...],
        stroke: str,
        width: float = 1.0,
        tip: str = "",
    ) -> None:
        """Draw a line through points."""
        self.marks.append(Mark(Shape(points, "", stroke, width), tip, self._link))

    def across(self, y: float, stroke: str = "hairline", left: float = 0, right: float | None = None) -> None:
        """Draw a horizontal rule."""
        self.path(((left, y), (self.width if right is None else right, y)), stroke)

    def dot(self, x: float, y: float, radius: float, fill: str, tip: str = "") -> None:
        """Draw a disc with a thin edge, so that a pale one is seen too."""
        self.marks.append(Mark(Dot(((x, y),), radius, fill, "muted"), tip, self._link))

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        ink: str = "ink",
        anchor: str = "left",
        bold: bool = False,
    ) -> None:
        """Write one line of text."""
        if shown := clean(text):
            self.marks.append(Mark(Words(((x, y),), shown, size, ink, anchor, bold), "", self._link))


def least(extent: float) -> float:
    """Return an extent, raised to what can be seen where it is above nothing."""
    return max(extent, LEAST) if extent > 0 else 0.0
