"""Marks to SVG path data by matplotlib.

Kept apart because importing matplotlib takes a while; only drawing a chart imports this module. Matplotlib's
SVG renderer is used without its figures, axes and ticks: every mark stands where the chart put it, and all
marks of a chart are one path, whose parts are told apart by where they begin.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from site_gen.charts.canvas import Canvas, Mark, Shape, Target

_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
#: With a fill the renderer neither clips nor simplifies, whatever a reader's own matplotlibrc asks for.
_FILL = (0.0, 0.0, 0.0)
#: The renderer counts upwards from the bottom, a canvas downwards from the top.
_FLIP = Affine2D().scale(1, -1)
_MOVE, _LINE, _CLOSE = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)

Point = tuple[float, float]


def plot(canvases: Sequence[Canvas]) -> Iterator[list[str]]:
    """Yield the path data of each mark for every canvas, in the order of the marks, with one decimal.

    A shape is its outline, a target its corners, a dot its centre, a line of words the point where it is
    anchored.
    """
    parts = iter(_drawn(mark for canvas in canvases for mark in canvas.marks))
    for canvas in canvases:
        yield [next(parts) for _ in canvas.marks]


def _drawn(marks: Iterable[Mark]) -> list[str]:
    points: list[Point] = []
    codes: list[int] = []
    for mark in marks:
        corners, closed = _outline(mark)
        points += corners
        codes.append(_MOVE)
        codes += [_LINE] * (len(corners) - 1)
        if closed:
            points.append(corners[0])
            codes.append(_CLOSE)
    out = io.StringIO()
    make: Any = RendererSVG
    renderer = make(0, 0, out, metadata=_NO_METADATA)
    # Adding nothing turns a minus zero into zero.
    vertices: Any = Path(points).vertices
    path = Path(vertices.round(1) + 0.0, codes)
    renderer.draw_path(GraphicsContextBase(), path, _FLIP, _FILL)
    data = out.getvalue().rpartition(' d="')[2].partition('"')[0]
    return data.split("M ")[1:]


def _outline(mark: Mark) -> tuple[tuple[Point, ...], bool]:
    """Return the corners of a mark, and whether the last is joined to the first."""
    if isinstance(mark, Shape):
        return mark.points, mark.fill != ""
    if isinstance(mark, Target):
        right, bottom = mark.x + mark.width, mark.y + mark.height
        return ((mark.x, mark.y), (right, mark.y), (right, bottom), (mark.x, bottom)), True
    return ((mark.x, mark.y),), False
