"""From a layout to a finished chart, in the widths it is wanted in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import NARROW, WIDE, Chart, ChartTable
from site_gen.charts.lean import elements, rewrite
from site_gen.charts.measure import wrap
from site_gen.locale.text import Text, tr

#: A layout puts marks on a canvas of a given width and sets its height.
Layout = Callable[[Canvas], None]


def finish(layout: Layout, title: str, alt: str, table: ChartTable, *, one_size: bool = False) -> Chart:
    """Draw a layout for wide and narrow places, or once for both."""
    if one_size:
        (picture,) = _pictures(layout, title, alt, {"chart-one": NARROW})
        return Chart(picture, "", title, alt, table)
    wide, narrow = _pictures(layout, title, alt, {"chart-wide": WIDE, "chart-narrow": NARROW})
    return Chart(wide, narrow, title, alt, table)


def nothing(sentence: str, table: ChartTable) -> Chart:
    """Return a chart that says in one sentence why there is nothing to see."""

    def layout(canvas: Canvas) -> None:
        lines = wrap(sentence, TEXT, canvas.width - 16, 3)
        canvas.across(0.5)
        for number, line in enumerate(lines):
            canvas.words(canvas.width / 2, 30 + 18 * number, line, ink="muted", anchor="center")
        canvas.height = 30 + 18 * len(lines)
        canvas.across(canvas.height - 0.5)

    (picture,) = _pictures(layout, sentence, sentence, {"chart-one": NARROW})
    return Chart(picture, "", sentence, sentence, table, empty=True)


def sentences(lang: str, *texts: str) -> str:
    """Join whole sentences of a text; Chinese has no space between them."""
    return ("" if lang.startswith("zh") else " ").join(text for text in texts if text)


def listed(lang: str, items: tuple[str, ...]) -> str:
    """Join clauses that have commas of their own."""
    return ("；" if lang.startswith("zh") else "; ").join(items)


def with_unit(text: Text, unit: str, lang: str) -> str:
    """Return the name of a quantity with its unit, for a column head."""
    name = tr(text, lang)
    if not unit:
        return name
    return f"{name}（{unit}）" if lang.startswith("zh") else f"{name} ({unit})"


def footnote(canvas: Canvas, text: str, top: float, left: float = 0) -> float:
    """Write a muted note that breaks into lines; return where it ends."""
    lines = wrap(text, SMALL, canvas.width - left, 4)
    for number, line in enumerate(lines):
        canvas.words(left, top + 12 + 15 * number, line, size=SMALL, ink="muted")
    return top + 15 * len(lines)


def _pictures(layout: Layout, title: str, alt: str, widths: Mapping[str, int]) -> list[str]:
    """Return the pictures of a layout by their class and width."""
    canvases = [Canvas(width) for width in widths.values()]
    for canvas in canvases:
        layout(canvas)
        canvas.height = float(int(canvas.height + 0.999))
    made = elements([form for canvas in canvases for form in canvas.forms()])
    return [rewrite(made, canvas, title, alt, kind) for kind, canvas in zip(widths, canvases, strict=True)]
