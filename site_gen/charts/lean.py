"""Matplotlib's SVG rewritten for a page: small, without style, clip or id, coloured by the theme.

Only what a page needs is taken over, so that nothing of the drawing machinery (its version, its fonts,
its numbering) can reach the output. A strict Content-Security-Policy forbids inline style; colours and
sizes therefore stand in presentation attributes.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from site_gen.charts.canvas import TEXT, Canvas, Dot, Mark, Target, Words
from site_gen.charts.ink import VARIABLE
from site_gen.charts.measure import clean

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_ANCHOR = {"center": "middle", "right": "end"}


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rewrite(raw: bytes, canvas: Canvas, title: str, alt: str, kind: str) -> str:
    """Return the picture for a page; `kind` is the class that the theme chooses the size by."""
    width, height = number(canvas.width), number(canvas.height)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": kind})
    # An image hides what is inside it from assistive software, so a picture with links is a group.
    root.set("role", "group" if canvas.links else "img")
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", width)
    root.set("height", height)
    root.set("font-size", f"{TEXT:g}")
    ET.SubElement(root, "title").text = clean(title)
    ET.SubElement(root, "desc").text = clean(alt)
    place, open_link = root, ""
    # The SVG comes from matplotlib a moment ago, not from a stranger.
    for group in ET.fromstring(raw).iter(_SVG + "g"):  # noqa: S314 - our own drawing, never foreign XML
        mark_id = group.get("id", "")
        if not re.fullmatch(r"m\d+", mark_id):
            continue
        mark = canvas.marks[int(mark_id[1:])]
        if mark.link < 0:
            place, open_link = root, ""
        elif open_link != str(mark.link):
            anchor = group.find(_SVG + "a")
            href = anchor.get(_XLINK + "href", "") if anchor is not None else ""
            place, open_link = ET.SubElement(root, "a", {"href": href}), str(mark.link)
            # The title is the link's name, and what a pointer reads on any of its marks.
            ET.SubElement(place, "title").text = clean(canvas.links[mark.link][1])
        named = canvas.links[mark.link][1] if mark.link >= 0 else ""
        _take_over(group, mark, place, named)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True).replace(" />", "/>")


def _take_over(group: ET.Element, mark: Mark, place: ET.Element, named: str) -> None:
    """Copy the drawn form of one mark into its place, which may have a name already."""
    drawn = group.find(f".//{_SVG}text" if isinstance(mark, Words) else f".//{_SVG}path")
    if drawn is None:
        raise LookupError(f"matplotlib left out {mark}")
    if isinstance(mark, Words):
        _text(drawn, mark, place)
        return
    copy = _form(drawn.get("d", ""), mark, place)
    _colour(copy, drawn.get("style", ""), mark)
    if mark.tip and mark.tip != named:
        ET.SubElement(copy, "title").text = clean(mark.tip)


def _text(drawn: ET.Element, words: Words, place: ET.Element) -> ET.Element:
    """Write a line of text; its look is taken from the mark, as versions of matplotlib write it differently."""
    copy = ET.SubElement(place, "text")
    copy.set("x", number(float(drawn.get("x", "0"))))
    copy.set("y", number(float(drawn.get("y", "0"))))
    if words.size != TEXT:
        copy.set("font-size", f"{words.size:g}")
    if words.bold:
        copy.set("font-weight", "600")
    if words.anchor != "left":
        copy.set("text-anchor", _ANCHOR[words.anchor])
    copy.set("fill", f"var(--{words.ink})")
    copy.text = drawn.text
    return copy


def _form(path: str, mark: Mark, place: ET.Element) -> ET.Element:
    """Write a path as the plainest element that says the same: circle, rectangle, line or path."""
    values = [float(found) for found in _NUMBER.findall(path)]
    across, down = values[0::2], values[1::2]
    if isinstance(mark, Dot):
        x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
        radius = (max(across) - min(across)) / 2
        return ET.SubElement(place, "circle", {"cx": number(x), "cy": number(y), "r": number(radius)})
    closed = path.rstrip().endswith("z")
    corners = list(zip(across, down, strict=True))
    if closed and len(corners) == 4 and len(set(across)) == 2 and len(set(down)) == 2:
        left, top = min(across), min(down)
        box = {"x": left, "y": top, "width": max(across) - left, "height": max(down) - top}
        return ET.SubElement(place, "rect", {name: number(value) for name, value in box.items()})
    steps = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners)
    return ET.SubElement(place, "path", {"d": steps + ("Z" if closed else "")})


def _colour(copy: ET.Element, drawn_style: str, mark: Mark) -> None:
    if isinstance(mark, Target):
        copy.set("fill", "none")
        copy.set("pointer-events", "all")
        return
    style = dict(part.strip().split(": ", 1) for part in drawn_style.split(";") if ": " in part)
    copy.set("fill", VARIABLE.get(style.get("fill", "none"), "none"))
    if "stroke" in style:
        copy.set("stroke", VARIABLE[style["stroke"]])
        if "stroke-width" in style:
            copy.set("stroke-width", number(float(style["stroke-width"])))
