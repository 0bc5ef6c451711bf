"""Marks to raw SVG by matplotlib.

Kept apart because importing matplotlib takes a second; only drawing a chart imports this module.
No axes and no tick machinery: every mark stands where the chart put it.
"""

from __future__ import annotations

import io
import threading
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from site_gen.charts.canvas import Canvas, Dot, Shape, Target, Words
from site_gen.charts.ink import STAND_IN

#: What a reader's own matplotlibrc must not change.
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "site-gen",
    "path.sketch": None,
    "path.effects": [],
    "path.simplify": False,
}
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_NONE = "none"
#: Matplotlib's settings are one set per process: a second thread would put them back too early.
_ONE_AT_A_TIME = threading.Lock()


@lru_cache(maxsize=64)
def _font(size: float, *, bold: bool) -> FontProperties:
    return FontProperties(family="sans-serif", size=size, weight="semibold" if bold else "normal")


class _Line(Artist):
    """Text that is written but never measured: matplotlib's own would look its glyphs up in a font."""

    def __init__(self, words: Words, transform: Affine2D) -> None:
        super().__init__()
        self.words = words
        self.set_transform(transform)

    def draw(self, renderer: Any) -> None:
        """Hand the text to the renderer with its anchor."""
        words = self.words
        graphics = renderer.new_gc()
        graphics.set_foreground(STAND_IN[words.ink])
        graphics.set_url(self.get_url())
        renderer.open_group("text", self.get_gid())
        font = _font(words.size, bold=words.bold)
        renderer.draw_text(graphics, words.x, words.y, words.text, font, 0, ismath=False, mtext=self)
        renderer.close_group("text")
        graphics.restore()

    def get_unitless_position(self) -> tuple[float, float]:
        """Return the anchor, as the renderer asks a text for it."""
        return self.words.x, self.words.y

    def get_ha(self) -> str:
        """Return which side of the text the anchor is on."""
        return self.words.anchor


def _artist(mark: Shape | Dot | Words | Target, transform: Affine2D) -> Artist:
    if isinstance(mark, Words):
        return _Line(mark, transform)
    if isinstance(mark, Target):
        x, y, right, bottom = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        outline = Path([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], closed=True)
        return PathPatch(outline, transform=transform, facecolor=_NONE, edgecolor=_NONE, linewidth=0)
    colours = {
        "facecolor": STAND_IN[mark.fill] if mark.fill else _NONE,
        "edgecolor": STAND_IN[mark.stroke] if mark.stroke else _NONE,
    }
    if isinstance(mark, Dot):
        line = 0.75 if mark.stroke else 0
        return Circle((mark.x, mark.y), mark.radius, transform=transform, linewidth=line, **colours)
    outline = Path([*mark.points, mark.points[0]], closed=True) if mark.fill else Path(mark.points)
    return PathPatch(
        outline,
        transform=transform,
        linewidth=mark.width if mark.stroke else 0,
        linestyle="-",
        joinstyle="miter",
        capstyle="butt",
        **colours,
    )


def plot(canvas: Canvas) -> bytes:
    """Return the marks as matplotlib's SVG; the group `m7` holds mark number 7."""
    flip = Affine2D().scale(1, -1).translate(0, canvas.height)
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(canvas.width / 72, canvas.height / 72), dpi=72, frameon=False)
        for number, mark in enumerate(canvas.marks):
            artist = _artist(mark, flip)
            artist.set_gid(f"m{number}")
            artist.set_zorder(number)
            if mark.link >= 0:
                artist.set_url(canvas.links[mark.link][0])
            figure.add_artist(artist)
        out = io.BytesIO()
        canvas_svg: Any = FigureCanvasSVG(figure)
        canvas_svg.print_svg(out, metadata=_NO_METADATA)
    return out.getvalue()
