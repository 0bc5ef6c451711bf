"""A sheet to draw on: marks in viewBox units, y downwards, kept as values until they are plotted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from site_gen.charts.measure import clean

#: Font sizes in viewBox units, which are CSS pixels at full size.
TEXT, SMALL = 12.5, 11.0
#: A value above nothing keeps this much of a mark, so that it can be seen and hit.
LEAST = 0.8


class Shape(NamedTuple):
    """A polygon or a polyline.

    Attributes:
        points: corners.
        fill: token of the fill, empty for none.
        stroke: token of the line, empty for none.
        width: line width.
        tip: what a pointer that rests on it reads.
        link: number of the link it belongs to, -1 for none.
    """

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    tip: str = ""
    link: int = -1


class Dot(NamedTuple):
    """A disc with a centre and a radius."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    tip: str = ""
    link: int = -1


class Words(NamedTuple):
    """One line of text; `anchor` is `left`, `center` or `right` of `x`, `y` is the base line."""

    x: float
    y: float
    text: str
    size: float
    ink: str
    anchor: str
    bold: bool
    link: int = -1


class Target(NamedTuple):
    """An unseen rectangle that makes a whole row answer to the pointer."""

    x: float
    y: float
    width: float
    height: float
    tip: str
    link: int


Mark = Shape | Dot | Words | Target


class Canvas:
    """Marks in drawing order and the links they belong to."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self.marks: list[Mark] = []
        self.links: list[tuple[str, str]] = []
        self._link = -1

    @property
    def wide(self) -> bool:
        """True where there is room for the full layout."""
        return self.width >= 480

    @contextmanager
    def link(self, href: str, label: str) -> Iterator[None]:
        """Make the marks of the block lead to `href`; `label` is the name that is read aloud."""
        if href:
            self.links.append((href, label))
            self._link = len(self.links) - 1
        yield
        self._link = -1

    def target(self, x: float, y: float, width: float, height: float, tip: str) -> None:
        """Make a rectangle answer to the pointer."""
        self.marks.append(Target(x, y, width, height, tip, self._link))

    def bar(self, x: float, y: float, width: float, height: float, fill: str, tip: str = "") -> None:  # noqa: PLR0917 - four of them are the box
        """Draw a filled rectangle; nothing where it has no extent."""
        if width > 0 and height > 0:
            right, bottom = x + width, y + height
            corners = ((x, y), (right, y), (right, bottom), (x, bottom))
            self.marks.append(Shape(corners, fill=fill, tip=tip, link=self._link))

    def frame(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """Draw a rectangle's outline."""
        right, bottom = x + width, y + height
        self.path(((x, y), (right, y), (right, bottom), (x, bottom), (x, y)), stroke)

    def area(self, points: tuple[tuple[float, float], ...], fill: str, tip: str = "") -> None:
        """Draw a filled polygon."""
        self.marks.append(Shape(points, fill=fill, tip=tip, link=self._link))

    def path(
        self,
        points: tuple[tuple[float, float], ...],
        stroke: str,
        width: float = 1.0,
        tip: str = "",
    ) -> None:
        """Draw a line through points."""
        self.marks.append(Shape(points, stroke=stroke, width=width, tip=tip, link=self._link))

    def across(self, y: float, stroke: str = "hairline", left: float = 0, right: float | None = None) -> None:
        """Draw a horizontal rule."""
        self.path(((left, y), (self.width if right is None else right, y)), stroke)

    def dot(self, x: float, y: float, radius: float, fill: str, tip: str = "") -> None:
        """Draw a disc with a thin edge, so that a pale one is seen too."""
        self.marks.append(Dot(x, y, radius, fill, "muted", tip, self._link))

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
            self.marks.append(Words(x, y, shown, size, ink, anchor, bold, self._link))


def least(extent: float) -> float:
    """Return an extent, raised to what can be seen where it is above nothing."""
    return max(extent, LEAST) if extent > 0 else 0.0
