"""The SVG of a picture for a page: small, without style, clip or id, coloured by the theme.

Only the geometry is taken from matplotlib, so that nothing of the drawing machinery (its version, its fonts,
its numbering) can reach the output. A strict Content-Security-Policy forbids inline style; colours and
sizes therefore stand in presentation attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from site_gen.charts.canvas import TEXT, Canvas, Dot, Mark, Shape, Target, Words
from site_gen.charts.measure import clean

_ANCHOR = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
#: Edge of a dot.
_THIN = 0.75


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rewrite(drawn: Sequence[str], canvas: Canvas, title: str, alt: str, kind: str) -> str:
    """Return the picture for a page.

    Args:
        drawn: path data of each mark of the canvas.
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
    open_link = -1
    for mark, path in zip(canvas.marks, drawn, strict=True):
        if mark.link != open_link:
            if open_link >= 0:
                parts.append("</a>")
            open_link = mark.link
            if open_link >= 0:
                href, name = canvas.links[open_link]
                # The title is the link's name, and what a pointer reads on any of its marks.
                parts.append(f'<a href="{escape(href)}">{_titled(name)}')
        parts.append(_element(mark, path, canvas.links[open_link][1] if open_link >= 0 else ""))
    if open_link >= 0:
        parts.append("</a>")
    return "".join((*parts, "</svg>"))


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


def _titled(text: str) -> str:
    return f"<title>{_text(text)}</title>"


def _element(mark: Mark, path: str, named: str) -> str:
    """Return the plainest element that says the same as a mark; `named` is the name it has already by its link."""
    if isinstance(mark, Words):
        return _words(mark, path)
    if isinstance(mark, Dot):
        x, y = path.split()
        shape = f'circle cx="{x}" cy="{y}" r="{number(mark.radius)}"'
    else:
        shape = _form(path)
    look = f"<{shape}{_colour(mark)}"
    if mark.tip and mark.tip != named:
        return f"{look}>{_titled(mark.tip)}</{shape.partition(' ')[0]}>"
    return f"{look}/>"


def _words(words: Words, path: str) -> str:
    x, y = path.split()
    size = "" if words.size == TEXT else f' font-size="{words.size:g}"'
    weight = ' font-weight="600"' if words.bold else ""
    # Ink is what the picture fills with unless told otherwise.
    fill = "" if words.ink == "ink" else f' fill="var(--{words.ink})"'
    text = escape(words.text, quote=False)
    return f'<text x="{x}" y="{y}"{size}{weight}{_ANCHOR[words.anchor]}{fill}>{text}</text>'


def _form(path: str) -> str:
    """Return a rectangle where the corners make one, else a path."""
    outline = path.removesuffix("z\n")
    corners = outline.split("L ")
    closed = len(outline) < len(path)
    if closed and len(corners) == 4:
        (left, top), (right, level), (far, bottom), (near, low) = (pair.split() for pair in corners)
        if (left, right, top, bottom) == (near, far, level, low) and left != right and top != bottom:
            x, y, width, height = _box(left, top, right, bottom)
            return f'rect x="{x}" y="{y}" width="{width}" height="{height}"'
    steps = "L".join(pair.rstrip() for pair in corners)
    return f'path d="M{steps}{"Z" if closed else ""}"'


def _box(left: str, top: str, right: str, bottom: str) -> tuple[str, str, str, str]:
    """Return the corner of least coordinates with width and height."""
    if float(right) < float(left):
        left, right = right, left
    if float(bottom) < float(top):
        top, bottom = bottom, top
    return left, top, number(float(right) - float(left)), number(float(bottom) - float(top))


def _colour(mark: Shape | Dot | Target) -> str:
    if isinstance(mark, Target):
        return ' fill="none" pointer-events="all"'
    fill = f"var(--{mark.fill})" if mark.fill else "none"
    if not mark.stroke:
        return f' fill="{fill}"'
    width = _THIN if isinstance(mark, Dot) else mark.width
    shown = "" if width == 1 else f' stroke-width="{number(width)}"'
    return f' fill="{fill}" stroke="var(--{mark.stroke})"{shown}'
