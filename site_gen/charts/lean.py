"""The SVG of a picture for a page: small, without style, clip or id, coloured by the theme.

Only the geometry is taken from matplotlib, so that nothing of the drawing machinery (its version, its fonts,
its numbering) can reach the output. A strict Content-Security-Policy forbids inline style; colours and
sizes therefore stand in presentation attributes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from html import escape

from site_gen.charts.canvas import TEXT, Box, Canvas, Form, Mark, Place, Shape, Words
from site_gen.charts.measure import clean

_ANCHOR = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
#: Edge of a dot.
_THIN = 0.75
#: How many texts are remembered: each stands in both widths, most in several charts.
_KEPT = 4096
#: When so many forms are remembered all are forgotten; each takes half a kilobyte.
_MOST = 1 << 14
_made: dict[Form, str] = {}


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def elements(forms: Sequence[Form]) -> Mapping[Form, str]:
    """Return the element of each form, and of others; most forms of a chart stand in other charts, too.

    A chart of a week shows nearly what those of the weeks before and after it show.
    """
    # The hash of a form takes longer than all else here; a set asks for it once.
    new = list(set(forms).difference(_made))
    if new:
        from site_gen.charts.plot import plot  # noqa: PLC0415 - importing matplotlib takes a while

        if len(_made) > _MOST:
            _made.clear()
            return elements(forms)
        _made.update((form, _element(form, corners)) for form, corners in zip(new, plot(new), strict=True))
    return _made


def rewrite(made: Mapping[Form, str], canvas: Canvas, title: str, alt: str, kind: str) -> str:
    """Return the picture for a page.

    Args:
        made: the element of each form of the canvas.
        canvas: where the forms stand in order and where they lead.
        title: the finding.
        alt: what the picture shows.
        kind: the class that the theme chooses the size by.
    """
    width, height = number(canvas.width), number(canvas.height)
    # An image hides what is inside it from assistive software, so a picture with links is a group.
    role = "group" if canvas.leads else "img"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="{role}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-size="{TEXT:g}" fill="var(--ink)">{_titled(title)}<desc>{_text(alt)}</desc>'
    )
    return f"{head}{_marks(made, canvas)}</svg>"


def _marks(made: Mapping[Form, str], canvas: Canvas) -> str:
    """Return the marks of a canvas as elements, those of a link in its anchor."""
    parts = []
    open_link, named = -1, ""
    for mark in canvas.marks:
        link = mark.link if type(mark) is Mark else -1
        if link != open_link:
            if open_link >= 0:
                parts.append("</a>")
            open_link, named = link, ""
            if open_link >= 0:
                href, named = canvas.links[open_link]
                # The title is the link's name, and what a pointer reads on any of its marks.
                parts.append(f'<a href="{_attribute(href)}">{_titled(named)}')
        if type(mark) is Mark:
            form, tip, _ = mark
            parts.append(_tipped(made[form], tip) if tip and tip != named else made[form])
        elif type(mark) is Canvas:
            if not mark.text:
                mark.text = _marks(made, mark)
                mark.marks.clear()
            parts.append(mark.text)
    if open_link >= 0:
        parts.append("</a>")
    return "".join(parts)


@lru_cache(maxsize=_KEPT)
def _text(text: str) -> str:
    return escape(clean(text), quote=False)


@lru_cache(maxsize=_KEPT)
def _attribute(text: str) -> str:
    return escape(text)


def _titled(text: str) -> str:
    return f"<title>{_text(text)}</title>"


def _tipped(element: str, tip: str) -> str:
    """Return an element without content with what a pointer reads on it."""
    name = element[1 : element.index(" ")]
    return f"{element.removesuffix('/>')}>{_titled(tip)}</{name}>"


def _element(form: Form, corners: list[Place]) -> str:
    """Return the plainest element that says the same as a form."""
    if isinstance(form, Words):
        return _words(form, corners[0])
    if isinstance(form, Box):
        look = _filled(form.fill) if form.fill else ' fill="none" pointer-events="all"'
        return f"<{_box(*corners)}{look}/>"
    if isinstance(form, Shape):
        return f"<{_outline(corners, closed=form.fill != '')}{_colour(form.fill, form.stroke, form.width)}/>"
    ((x, y),) = corners
    look = _colour(form.fill, form.stroke, _THIN)
    return f'<circle cx="{x}" cy="{y}" r="{number(form.radius)}"{look}/>'


def _words(words: Words, place: Place) -> str:
    x, y = place
    _, text, size, ink, anchor, bold = words
    return f'<text x="{x}" y="{y}"{_hand(size, ink, anchor, bold=bold)}>{_text(text)}</text>'


@cache
def _hand(size: float, ink: str, anchor: str, *, bold: bool) -> str:
    """Return how words are written."""
    shown = "" if size == TEXT else f' font-size="{size:g}"'
    weight = ' font-weight="600"' if bold else ""
    # Ink is what the picture fills with unless told otherwise.
    return f"{shown}{weight}{_ANCHOR[anchor]}{'' if ink == 'ink' else _filled(ink)}"


def _outline(corners: list[Place], *, closed: bool) -> str:
    """Return a rectangle where the corners make one, else a path."""
    if closed and len(corners) == 4:
        (left, top), (right, level), (far, bottom), (near, low) = corners
        if (left, right, top, bottom) == (near, far, level, low):
            return _box(corners[0], corners[2])
    return f'path d="M{"L".join(map(" ".join, corners))}{"Z" if closed else ""}"'


def _box(corner: Place, opposite: Place) -> str:
    """Return a rectangle by two corners, a path where it has no extent."""
    (left, top), (right, bottom) = corner, opposite
    if left == right or top == bottom:
        return f'path d="M{left} {top}L{right} {top}L{right} {bottom}L{left} {bottom}Z"'
    width, height = float(right) - float(left), float(bottom) - float(top)
    x, y = right if width < 0 else left, bottom if height < 0 else top
    return f'rect x="{x}" y="{y}" width="{number(abs(width))}" height="{number(abs(height))}"'


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
