"""Where the boxes and arrows of a small directed graph stand: in rows, arrows running upwards, nothing crossing a box.

The ranks come from networkx. Everything is counted in whole numbers of boxes and the nodes are whole numbers, so the
picture is the same on every machine. Rows are cut to the width of the paper, which for a phone is three boxes; an arrow
that passes a row does so in a lane of its own, which all arrows to one box share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

Edge = tuple[int, int]
_SWEEPS = 6


class Item(NamedTuple):
    """Something in a row: a box (`lane` is 0), or the lane of arrows to it, going up (1) or down (−1)."""

    node: int
    lane: int = 0


class Size(Struct, frozen=True):
    """The measures of a layout: the width there is, that of a box, of a lane and of the air between two of them."""

    width: float
    box: float
    lane: float = 10.0
    air: float = 10.0

    def of(self, row: Iterable[Item]) -> float:
        """Return the width of a row."""
        items = list(row)
        return sum(self.one(item) for item in items) + self.air * max(len(items) - 1, 0)

    def one(self, item: Item) -> float:
        """Return the width of one item."""
        return self.lane if item.lane else self.box


class Layers(Struct, frozen=True):
    """A finished layout.

    Attributes:
        rows: the boxes and lanes of each row from left to right, the top row first.
        centre: the middle of each item, by row and item.
        links: pairs of `(row, item)` that lie in neighbouring rows or in the same lane, the lower one first, each
            with whether an arrow ends at the upper and at the lower one.
        loose: rows of boxes without any arrow.
    """

    rows: tuple[tuple[Item, ...], ...]
    centre: dict[tuple[int, Item], float]
    links: tuple[tuple[tuple[int, Item], tuple[int, Item], bool, bool], ...]
    loose: tuple[tuple[int, ...], ...]


def layers(count: int, edges: Sequence[Edge], size: Size) -> Layers:
    """Lay out `count` boxes, numbered from 0, the most important first, with arrows from one number to another."""
    tied = sorted({node for edge in edges for node in edge})
    alone = [node for node in range(count) if node not in set(tied)]
    most = max(int((size.width + size.air) // (size.box + size.air)), 1)
    loose = tuple(tuple(alone[start : start + most]) for start in range(0, len(alone), most))
    ranks = _ranks(tied, edges)
    while True:
        rows, steps = _rows(ranks, edges)
        rows = _ordered(rows, steps)
        wide = next((n for n, row in enumerate(rows) if size.of(row) > size.width and _boxes(row) > 1), None)
        if wide is None:
            break
        ranks = _cut(ranks, rows[wide], wide, size)
    return Layers(tuple(map(tuple, rows)), _centres(rows, steps, size), _links(edges, steps), loose)


def _boxes(row: Sequence[Item]) -> int:
    return sum(not item.lane for item in row)


def _ranks(nodes: Sequence[int], edges: Sequence[Edge]) -> dict[int, int]:
    """Return the row of each node: below all it points to, as far as arrows in a circle allow."""
    import networkx as nx  # noqa: PLC0415 - importing it takes a while

    graph = nx.DiGraph()
    graph.add_nodes_from(nodes)
    for source, target in sorted(edges, key=lambda edge: (edge[1], edge[0])):
        # An arrow that would close a circle points down in the picture.
        back = nx.has_path(graph, target, source)
        graph.add_edge(*((target, source) if back else (source, target)))
    found = enumerate(nx.topological_generations(graph.reverse()))
    return {node: row for row, generation in found for node in sorted(generation)}


def _rows(
    ranks: dict[int, int], edges: Sequence[Edge]
) -> tuple[list[list[Item]], set[tuple[int, Item, Item]]]:
    """Return the items of each row, and the steps `(row, item of it, item of the next row)` between them."""
    rows: list[list[Item]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for node in sorted(ranks):
        rows[ranks[node]].append(Item(node))
    steps: set[tuple[int, Item, Item]] = set()
    for source, target in sorted(edges):
        high, low = sorted((ranks[source], ranks[target]))
        lane = Item(target, 1 if ranks[target] == high else -1)
        upper = Item(target if lane.lane > 0 else source)
        for row in range(high + 1, low):
            if lane not in rows[row]:
                rows[row].append(lane)
            steps.add((row - 1, upper, lane))
            upper = lane
        steps.add((low - 1, upper, Item(source if lane.lane > 0 else target)))
    return rows, steps


def _ordered(rows: list[list[Item]], steps: set[tuple[int, Item, Item]]) -> list[list[Item]]:
    """Return the rows in the order with the fewest crossings that sweeping up and down finds."""
    best, least = rows, _crossings(rows, steps)
    now = [list(row) for row in rows]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        numbers = range(1, len(now)) if down else range(len(now) - 2, -1, -1)
        for number in numbers:
            near = now[number - 1 if down else number + 1]
            place = {item: (index + 0.5) / len(near) for index, item in enumerate(near)}
            ties = _ties(steps, number - 1 if down else number, down=down)
            now[number] = _by_mean(now[number], ties, place)
        crossings = _crossings(now, steps)
        if crossings < least:
            best, least = [list(row) for row in now], crossings
    return best


def _ties(steps: set[tuple[int, Item, Item]], upper: int, *, down: bool) -> dict[Item, list[Item]]:
    """Return what each item of a row is tied to in the row above (`down`) or below it."""
    found: dict[Item, list[Item]] = {}
    for row, high, low in sorted(steps):
        if row == upper:
            own, other = (low, high) if down else (high, low)
            found.setdefault(own, []).append(other)
    return found


def _by_mean(row: list[Item], ties: dict[Item, list[Item]], place: dict[Item, float]) -> list[Item]:
    def mean(index: int) -> float:
        others = ties.get(row[index], ())
        here = (index + 0.5) / len(row)
        return round(sum(place[other] for other in others) / len(others) if others else here, 6)

    return [row[index] for index in sorted(range(len(row)), key=lambda index: (mean(index), index))]


def _crossings(rows: list[list[Item]], steps: set[tuple[int, Item, Item]]) -> int:
    place = {(number, item): index for number, row in enumerate(rows) for index, item in enumerate(row)}
    lines = [(row, place[row, high], place[row + 1, low]) for row, high, low in sorted(steps)]
    return sum(
        1
        for number, one in enumerate(lines)
        for other in lines[number + 1 :]
        if one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0
    )


def _cut(ranks: dict[int, int], row: Sequence[Item], number: int, size: Size) -> dict[int, int]:
    """Return the ranks with the last boxes of a row that is too wide in a new row below it."""
    boxes = [item.node for item in row if not item.lane]
    lanes = sum(size.lane + size.air for item in row if item.lane)
    fit = int((size.width + size.air - lanes) // (size.box + size.air))
    kept = set(boxes[: min(max(fit, 1), len(boxes) - 1)])
    return {
        node: rank + 1 if rank > number or (rank == number and node not in kept) else rank
        for node, rank in ranks.items()
    }


def _centres(
    rows: list[list[Item]], steps: set[tuple[int, Item, Item]], size: Size
) -> dict[tuple[int, Item], float]:
    """Return the middle of every item: near what it is tied to, without touching its neighbours."""
    found: dict[tuple[int, Item], float] = {}
    for number, row in enumerate(rows):
        left = (size.width - size.of(row)) / 2
        for item in row:
            found[number, item] = left + size.one(item) / 2
            left += size.one(item) + size.air
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for number in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            near = number - 1 if down else number + 1
            ties = _ties(steps, min(number, near), down=down)
            wanted = []
            for item in rows[number]:
                others = ties.get(item, ())
                mean = (
                    sum(found[near, other] for other in others) / len(others)
                    if others
                    else found[number, item]
                )
                wanted.append(mean)
            for item, middle in zip(rows[number], _apart(rows[number], wanted, size), strict=True):
                found[number, item] = middle
    return _in_the_middle(found, size)


def _in_the_middle(found: dict[tuple[int, Item], float], size: Size) -> dict[tuple[int, Item], float]:
    """Return the places with as much room on the left of the whole as on its right."""
    edges = [(middle, size.one(item) / 2) for (_, item), middle in found.items()]
    left = min((middle - half for middle, half in edges), default=0.0)
    right = size.width - max((middle + half for middle, half in edges), default=size.width)
    return {key: round(middle + (right - left) / 2, 1) for key, middle in found.items()}


def _apart(row: Sequence[Item], wanted: Sequence[float], size: Size) -> list[float]:
    """Return the wanted places, moved as far apart as the items need."""
    half = [size.one(item) / 2 for item in row]
    placed: list[float] = []
    for index, middle in enumerate(wanted):
        low = half[0] if index == 0 else placed[-1] + half[index - 1] + size.air + half[index]
        placed.append(max(middle, low))
    high = size.width
    for index in range(len(row) - 1, -1, -1):
        placed[index] = min(placed[index], high - half[index])
        high = placed[index] - half[index] - size.air
    return [round(middle, 1) for middle in placed]


def _links(
    edges: Sequence[Edge], steps: set[tuple[int, Item, Item]]
) -> tuple[tuple[tuple[int, Item], tuple[int, Item], bool, bool], ...]:
    """Return the lines between rows with their arrow heads."""
    told = set(edges)
    found = []
    for row, high, low in sorted(steps):
        up = not high.lane and (low.lane > 0 or (not low.lane and (low.node, high.node) in told))
        down = not low.lane and (high.lane < 0 or (not high.lane and (high.node, low.node) in told))
        found.append(((row + 1, low), (row, high), up, down))
    return tuple(found)
