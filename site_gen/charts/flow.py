"""A business flow as a diagram: steps below each other, ways between them, decisions and side ways (S23.2)."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from msgspec import Struct

from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, listed, nothing, sentences
from site_gen.locale.text import N_, NC_, Msg

_EMPTY = N_("This flow has no steps.")
#: Names of the types of steps, in the order of the legend (S23.2).
TYPE_NAMES: dict[str, Msg] = {
    "start": NC_("flow", "Start"),
    "process": NC_("flow", "Process"),
    "decision": NC_("flow", "Decision"),
    "store": NC_("flow", "Data store"),
    "note": NC_("flow", "Annotation"),
    "end": NC_("flow", "End"),
}
_CONNECTOR = NC_("flow", "Connector")
_GAP, _LANE, _LINE, _ROUND = 24.0, 14.0, 16.0, 9.0
#: A box that nothing marks is as wide as this at most, so that its lines read well.
_WIDEST = 400.0
#: From so many steps on a wide picture has two columns, with room between them for the way to the second.
_LONG, _BETWEEN = 16, 28.0


class FlowWay(Struct, frozen=True):
    """A way on: the 0-based number of the step it leads to, and when it is taken."""

    to: int
    label: str = ""


class FlowStep(Struct, frozen=True):
    """A step.

    Attributes:
        type: one of `TYPE_NAMES`.
        title: what it is called, with its number.
        aside: who does it and with what, in short.
        ways: where it leads.
        href: address of its row in the table.
    """

    type: str
    title: str
    aside: str = ""
    ways: tuple[FlowWay, ...] = ()
    href: str = ""


class FlowInput(Struct, frozen=True):
    """What the diagram of a flow shows, in reading order; a note belongs to the step before it."""

    lang: str
    steps: tuple[FlowStep, ...]
    title: str = ""


def flow(given: FlowInput) -> Chart:
    """Draw the steps in one column, ways to others than the next one in lanes at the sides."""
    table = _table(given)
    if not given.steps:
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _finding(given: FlowInput) -> str:
    tasks = sum(1 for step in given.steps if step.type in {"process", "store"})
    decisions = sum(1 for step in given.steps if step.type == "decision")
    if decisions:
        text = N_("Steps from start to end: {steps}; decisions: {decisions}.")
        return said(text, given.lang, steps=tasks, decisions=decisions)
    return said(N_("Steps from start to end: {steps}, one after the other."), given.lang, steps=tasks)


def _alt(given: FlowInput) -> str:
    first = said(N_("Flow chart, read from top to bottom; the table below says the same."), given.lang)
    items = tuple(_tip(given, step) for step in given.steps)
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=listed(given.lang, items)))


def _tip(given: FlowInput, step: FlowStep) -> str:
    kind = said(TYPE_NAMES[step.type], given.lang)
    ways = _ways(given, step)
    if ways and step.type != "note":
        text = N_("{title} ({type}), on to {ways}")
        return said(text, given.lang, title=step.title, type=kind, ways=ways)
    return said(N_("{title} ({type})"), given.lang, title=step.title, type=kind)


def _ways(given: FlowInput, step: FlowStep) -> tuple[str, ...]:
    return tuple(_way(given, way) for way in step.ways)


def _way(given: FlowInput, way: FlowWay) -> str:
    name = given.steps[way.to].title
    return said(N_("{label}: {name}"), given.lang, label=way.label, name=name) if way.label else name


def _table(given: FlowInput) -> ChartTable:
    head = (
        said(NC_("flow", "Step"), given.lang),
        said(NC_("flow", "Type"), given.lang),
        said(N_("Leads to"), given.lang),
    )
    rows = tuple(
        (
            step.title,
            said(TYPE_NAMES[step.type], given.lang),
            said("{list}", given.lang, list=_ways(given, step)),
        )
        for step in given.steps
    )
    return ChartTable(head, rows, tuple(step.href for step in given.steps))


@dataclass(slots=True)
class _Box:
    """Where a step stands: its lines of text, its edges, and whether a way comes in from the right."""

    step: FlowStep
    left: float
    right: float
    top: float
    height: float
    lines: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    from_right: bool = False

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


def _side_ways(given: FlowInput) -> list[tuple[int, FlowWay, str]]:
    """Return the ways that do not lead to the next step: `right` ahead, `left` back."""
    return [
        (n, way, "right" if way.to > n else "left")
        for n, step in enumerate(given.steps)
        for way in step.ways
        if way.to != _following(given, n)
    ]


def _following(given: FlowInput, n: int) -> int:
    return next((m for m in range(n + 1, len(given.steps)) if given.steps[m].type != "note"), -1)


def _lanes(ways: list[tuple[int, FlowWay, str]], side: str) -> dict[tuple[int, int], int]:
    """Give each way of a side a lane, the shortest the nearest, so that no two share one at the same height."""
    taken: list[list[tuple[int, int]]] = []
    found = {}
    mine = sorted((abs(way.to - n), min(n, way.to), n, way.to) for n, way, where in ways if where == side)
    for length, low, n, to in mine:
        high = low + length
        lane = next(
            (i for i, spans in enumerate(taken) if all(high < a or low > b for a, b in spans)), len(taken)
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[n, to] = lane
    return found


def _draw(canvas: Canvas, given: FlowInput) -> None:
    ways = _side_ways(given)
    lanes = {side: _lanes(ways, side) for side in ("left", "right")}
    sides = {side: (max(found.values()) + 1) * _LANE + 8 if found else 2.0 for side, found in lanes.items()}
    split = _split(given, ways) if canvas.wide else len(given.steps)
    columns = 2 if split < len(given.steps) else 1
    room = (canvas.width - (columns - 1) * _BETWEEN) / columns
    width = min(room - sides["left"] - sides["right"], _WIDEST)
    spare = (room - sides["left"] - sides["right"] - width) / 2
    boxes: list[_Box] = []
    top = end = 4.0
    for n, step in enumerate(given.steps):
        left = sides["left"] + spare
        if n >= split:
            left += room + _BETWEEN
            top = 22.0 if n == split else top
        box = _box(step, left, left + width, top)
        box.from_right = any(side == "right" and given.steps[way.to] is step for _, way, side in ways)
        boxes.append(box)
        top = box.bottom + _GAP
        end = max(end, top)
    for n, step in enumerate(given.steps):
        for way in step.ways:
            if way.to == _following(given, n):
                _straight(canvas, boxes[n], boxes[way.to], way.label)
    for n, way, side in ways:
        _around(canvas, boxes[n], boxes[way.to], (way.label, side, lanes[side][n, way.to]))
    for box in boxes:
        with canvas.link(box.step.href, _tip(given, box.step)):
            _shape(canvas, box)
    canvas.height = _legend(canvas, given, end) + 4


def _split(given: FlowInput, ways: list[tuple[int, FlowWay, str]]) -> int:
    """Return with which step a second column begins, so that a long flow fits a sheet; never within a side way."""
    count = len(given.steps)
    if count < _LONG:
        return count
    spans = [(min(n, way.to), max(n, way.to)) for n, way, _ in ways]
    good = [
        n
        for n in range(count // 3, count - count // 3)
        if given.steps[n].type != "note" and not any(low < n <= high for low, high in spans)
    ]
    return min(good, key=lambda n: (abs(n - (count + 1) // 2), n), default=count)


def _box(step: FlowStep, left: float, right: float, top: float) -> _Box:
    width = right - left
    box = _Box(step, left, right, top, 2 * _ROUND + 4)
    match step.type:
        case "start" | "end":
            # The words stand beside the dot, right of the line that leads down from it.
            box.lines = wrap(step.title, TEXT, width / 2 - 24, 2)
        case "decision":
            box.lines = wrap(step.title, TEXT, width * 0.56, 3)
            box.aside = wrap(step.aside, SMALL, width * 0.42, 1) if step.aside else ()
            box.height = max((len(box.lines) * _LINE + len(box.aside) * 14) / 0.42, 62)
        case "note":
            box.lines = wrap(step.title, SMALL, width / 2 - 26, 7)
            box.height = len(box.lines) * 14 + 8
        case _:
            box.lines = wrap(step.title, TEXT, width - 36, 3)
            box.aside = wrap(step.aside, SMALL, width - 36, 2) if step.aside else ()
            box.height = len(box.lines) * _LINE + len(box.aside) * 14 + 14
    return box


def _shape(canvas: Canvas, box: _Box) -> None:
    centre, middle = box.centre, box.middle
    match box.step.type:
        case "start":
            canvas.area(_ring(centre, middle, _ROUND), "ink")
            _beside(canvas, box)
            return
        case "end":
            canvas.path(_ring(centre, middle, _ROUND), "ink", 1.2)
            canvas.path(_ring(centre, middle, _ROUND - 3.5), "ink", 1.2)
            _beside(canvas, box)
            return
        case "note":
            x = centre + 16
            canvas.path(((centre, middle), (x, middle)), "hairline")
            canvas.frame(x, box.top, box.right - x, box.height, "muted")
            for n, line in enumerate(box.lines):
                canvas.words(x + 6, box.top + 14 + 14 * n, line, size=SMALL, ink="muted")
            return
    canvas.path(_outline(box), _EDGE[box.step.type], 1.4)
    canvas.target(box.left, box.top, box.right - box.left, box.height, box.step.title)
    rows = len(box.lines) * _LINE + len(box.aside) * 14
    base = middle - rows / 2 + 12
    for n, line in enumerate(box.lines):
        canvas.words(centre, base + _LINE * n, line, anchor="center", bold=True)
    base += _LINE * len(box.lines) - 1
    for n, line in enumerate(box.aside):
        canvas.words(centre, base + 14 * n, line, size=SMALL, ink="muted", anchor="center")


_EDGE = {"process": "accent", "decision": "warn", "store": "good"}


def _beside(canvas: Canvas, box: _Box) -> None:
    """Write the words of a dot beside it, on the side where no way comes in."""
    first = box.middle + 4.5 - (len(box.lines) - 1) * 7
    sign, anchor = (-1, "right") if box.from_right else (1, "left")
    for n, line in enumerate(box.lines):
        canvas.words(box.centre + sign * (_ROUND + 9), first + 14 * n, line, anchor=anchor)


def _ring(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """Return a circle as a polygon: a line around it has the colour it is given."""
    return tuple((x + radius * cos(pi * n / 16), y + radius * sin(pi * n / 16)) for n in range(33))


def _outline(box: _Box) -> tuple[tuple[float, float], ...]:
    return _corners(box.step.type, box.left, box.right, box.top, box.bottom)


def _corners(
    kind: str, left: float, right: float, top: float, bottom: float
) -> tuple[tuple[float, float], ...]:
    middle, centre = (top + bottom) / 2, (left + right) / 2
    if kind == "decision":
        return ((left, middle), (centre, top), (right, middle), (centre, bottom), (left, middle))
    slant = 12.0 if kind == "store" else 0.0
    return ((left + slant, top), (right, top), (right - slant, bottom), (left, bottom), (left + slant, top))


def _straight(canvas: Canvas, box: _Box, following: _Box, label: str) -> None:
    """Lead to the next step: down, or over to the head of the second column."""
    start, end = _edge_of(box, "bottom"), _edge_of(following, "top")
    here, there = box.centre, following.centre
    if here == there:
        canvas.path(((here, start), (there, end)), "ink", 1.2)
    else:
        low, high, aisle = start + 11, end - 14, canvas.width / 2
        corners = ((here, start), (here, low), (aisle, low), (aisle, high), (there, high), (there, end))
        canvas.path(corners, "ink", 1.2)
    _arrow(canvas, there, end, 0, 1)
    if label:
        canvas.words(here + 7, start + 14, label, size=SMALL, ink="muted")


def _edge_of(box: _Box, side: str) -> float:
    inner = box.height / 2 - _ROUND if box.step.type in {"start", "end"} else 0.0
    return box.top + inner if side == "top" else box.bottom - inner


def _around(canvas: Canvas, box: _Box, goal: _Box, how: tuple[str, str, int]) -> None:
    """Lead to a step that is not the next one, through a lane at a side."""
    label, side, lane = how
    sign = 1 if side == "right" else -1
    x = (box.right if side == "right" else box.left) + sign * (8 + lane * _LANE)
    start, end = _anchor(box, sign, way=True), _anchor(goal, sign, way=False)
    canvas.path((start, (x, start[1]), (x, end[1]), end), "ink", 1.2)
    _arrow(canvas, end[0], end[1], -sign, 0)
    if label:
        # Beside the corner of the diamond, above the way, where the box leaves room.
        anchor = "right" if side == "right" else "left"
        canvas.words(start[0] - sign * 4, start[1] - 13, label, size=SMALL, ink="muted", anchor=anchor)


def _anchor(box: _Box, sign: int, *, way: bool) -> tuple[float, float]:
    """Return where a way leaves a box at its side, or comes in: in above the middle where both may meet."""
    edge = box.right if sign > 0 else box.left
    if box.step.type in {"start", "end"}:
        return box.centre + sign * _ROUND, box.middle
    if box.step.type == "decision":
        return edge, box.middle
    y = box.middle + (4 if way else -4)
    if box.step.type == "store":
        share = (y - box.top) / box.height
        return edge - sign * 12 * (share if sign > 0 else 1 - share), y
    return edge, y


def _arrow(canvas: Canvas, x: float, y: float, across: int, down: int) -> None:
    size, half = 7.0, 3.6
    if down:
        corners = ((x, y), (x - half, y - size), (x + half, y - size))
    else:
        corners = ((x, y), (x - across * size, y - half), (x - across * size, y + half))
    canvas.area(corners, "ink")


def _legend(canvas: Canvas, given: FlowInput, top: float) -> float:
    """Draw the signs that the flow uses, with their names; return where that ends."""
    used = {step.type for step in given.steps}
    x, y = 2.0, top + 2
    canvas.across(y - 8)
    signs = {kind: name for kind, name in TYPE_NAMES.items() if kind in used} | {"way": _CONNECTOR}
    for kind, name in signs.items():
        word = said(name, given.lang)
        width = 30 + text_width(word, SMALL) + 16
        if x + width > canvas.width and x > 2:
            x, y = 2.0, y + 22
        _sign(canvas, kind, x, y)
        canvas.words(x + 30, y + 11, word, size=SMALL, ink="muted")
        x += width
    return y + 20


def _sign(canvas: Canvas, kind: str, x: float, y: float) -> None:
    middle = y + 7
    if kind == "start":
        canvas.area(_ring(x + 12, middle, 6), "ink")
    elif kind == "end":
        canvas.path(_ring(x + 12, middle, 6), "ink", 1.2)
        canvas.path(_ring(x + 12, middle, 3), "ink", 1.2)
    elif kind == "way":
        canvas.path(((x, middle), (x + 24, middle)), "ink", 1.2)
        _arrow(canvas, x + 24, middle, 1, 0)
    elif kind == "note":
        canvas.frame(x, y, 24, 14, "muted")
        canvas.across(y + 5, "muted", x + 4, x + 20)
        canvas.across(y + 9, "muted", x + 4, x + 16)
    else:
        canvas.path(_corners(kind, x, x + 24, y, y + 14), _EDGE[kind], 1.4)
