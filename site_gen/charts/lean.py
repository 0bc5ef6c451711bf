"""The SVG of a picture for a page: small, without style, clip or id, coloured by the theme.

Only the geometry is taken from matplotlib, so that nothing of the drawing machinery (its version, its fonts,
its numbering) can reach the output. A strict Content-Security-Policy forbids inline style; colours and
sizes therefore stand in presentation attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from site_gen.charts.canvas import TEXT, Box, Canvas, Mark, Place, Shape, Words
from site_gen.charts.measure import clean

_ANCHOR = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
#: Edge of a dot.
_THIN = 0.75
#: How many texts are remembered: each stands in both widths, most in several charts.
_KEPT = 4096


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rewrite(drawn: Iterable[list[Place]], canvas: Canvas, title: str, alt: str, kind: str) -> str:
    """Return the picture for a page.

    Args:
        drawn: corners of each mark of the canvas.
        canvas: what the marks look like and where they lead.
        title: the finding.
        alt: what the picture shows.
        kind: the class that the theme chooses the size by.
    """
    width, height = number(canvas.width), number(canvas.height)
    # An image hides what is inside it from assistive software, so a picture with links is a group.
    role = "group" if canvas.links else "img"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="{role}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-size="{TEXT:g}" fill="var(--ink)">{_titled(title)}<desc>{_text(alt)}</desc>'
    )
    parts = [head]
    open_link, named = -1, ""
    for mark, corners in zip(canvas.marks, drawn, strict=True):
        if mark.link != open_link:
            if open_link >= 0:
                parts.append("</a>")
            open_link, named = mark.link, ""
            if open_link >= 0:
                href, named = canvas.links[open_link]
                # The title is the link's name, and what a pointer reads on any of its marks.
                parts.append(f'<a href="{_attribute(href)}">{_titled(named)}')
        parts.append(_element(mark, corners, named))
    if open_link >= 0:
        parts.append("</a>")
    parts.append("</svg>")
    return "".join(parts)


@lru_cache(maxsize=_KEPT)
def _text(text: str) -> str:
    return escape(clean(text), quote=False)


@lru_cache(maxsize=_KEPT)
def _attribute(text: str) -> str:
    return escape(text)


def _titled(text: str) -> str:
    return f"<title>{_text(text)}</title>"


def _element(mark: Mark, corners: list[Place], named: str) -> str:
    """Return the plainest element that says the same as a mark; `named` is the name it has already by its link."""
    if isinstance(mark, Words):
        return _words(mark, corners[0])
    if isinstance(mark, Box):
        name, form = _box(*corners)
        look = _filled(mark.fill) if mark.fill else ' fill="none" pointer-events="all"'
    elif isinstance(mark, Shape):
        name, form = _outline(corners, closed=mark.fill != "")
        look = _colour(mark.fill, mark.stroke, mark.width)
    else:
        ((x, y),) = corners
        name, form = "circle", f'cx="{x}" cy="{y}" r="{number(mark.radius)}"'
        look = _colour(mark.fill, mark.stroke, _THIN)
    if mark.tip and mark.tip != named:
        return f"<{name} {form}{look}>{_titled(mark.tip)}</{name}>"
    return f"<{name} {form}{look}/>"


def _words(words: Words, place: Place) -> str:
    x, y = place
    _, text, size, ink, anchor, bold, _ = words
    return f'<text x="{x}" y="{y}"{_hand(size, ink, anchor, bold=bold)}>{_text(text)}</text>'


@cache
def _hand(size: float, ink: str, anchor: str, *, bold: bool) -> str:
    """Return how words are written."""
    shown = "" if size == TEXT else f' font-size="{size:g}"'
    weight = ' font-weight="600"' if bold else ""
    # Ink is what the picture fills with unless told otherwise.
    return f"{shown}{weight}{_ANCHOR[anchor]}{'' if ink == 'ink' else _filled(ink)}"


def _outline(corners: list[Place], *, closed: bool) -> tuple[str, str]:
    """Return a rectangle where the corners make one, else a path."""
    if closed and len(corners) == 4:
        (left, top), (right, level), (far, bottom), (near, low) = corners
        if (left, right, top, bottom) == (near, far, level, low):
            return _box(corners[0], corners[2])
    return "path", f'd="M{"L".join(map(" ".join, corners))}{"Z" if closed else ""}"'


def _box(corner: Place, opposite: Place) -> tuple[str, str]:
    """Return a rectangle by two corners, a path where it has no extent."""
    (left, top), (right, bottom) = corner, opposite
    if left == right or top == bottom:
        return "path", f'd="M{left} {top}L{right} {top}L{right} {bottom}L{left} {bottom}Z"'
    width, height = float(right) - float(left), float(bottom) - float(top)
    x, y = right if width < 0 else left, bottom if height < 0 else top
    return "rect", f'x="{x}" y="{y}" width="{number(abs(width))}" height="{number(abs(height))}"'


@cache
def _filled(ink: str) -> str:
    return f' fill="var(--{ink})"'


@cache
def _colour(fill: str, stroke: str, width: float) -> str:
    filled = _filled(fill) if fill else ' fill="none"'
    if not stroke:
        return filled
    thick = "" if width == 1 else f' stroke-width="{number(width)}"'
    return f'{filled} stroke="var(--{stroke})"{thick}'
