"""Corners of forms as text by matplotlib.

Kept apart because importing matplotlib takes a while; only drawing a chart imports this module. Matplotlib's
SVG renderer is used without its figures, axes and ticks: every mark stands where the chart put it, and the
corners of many marks are one line, of which each takes its own again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from site_gen.charts.canvas import Form, Place, Point

_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
#: With a fill the renderer neither clips nor simplifies, whatever a reader's own matplotlibrc asks for.
_FILL = (0.0, 0.0, 0.0)
#: The renderer counts upwards from the bottom, a canvas downwards from the top.
_FLIP = Affine2D().scale(1, -1)


def plot(forms: Sequence[Form]) -> Iterator[list[Place]]:
    """Yield the corners of each form, such as `("12.5", "8")`."""
    places, end = _drawn([*chain.from_iterable(form.corners for form in forms)]), 0
    for form in forms:
        start, end = end, end + len(form.corners)
        yield places[start:end]


def _drawn(points: list[Point]) -> list[Place]:
    """Return points with one decimal at most."""
    renderer, out = _pen()
    vertices = np.array([*chain.from_iterable(points)]).reshape(-1, 2)
    # Adding nothing turns a minus zero into zero.
    path = Path(vertices.round(1) + 0.0)
    out.seek(0)
    out.truncate()
    renderer.draw_path(GraphicsContextBase(), path, _FLIP, _FILL)
    steps = out.getvalue().partition(' d="')[2].partition('"')[0].split()
    return [*zip(steps[1::3], steps[2::3], strict=True)]


@cache
def _pen() -> tuple[Any, io.StringIO]:
    """Return a renderer and what it writes to."""
    out = io.StringIO()
    make: Any = RendererSVG
    return make(0, 0, out, metadata=_NO_METADATA), out
