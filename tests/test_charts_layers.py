"""The layout of the influence map: upwards, apart, inside the paper, the same everywhere."""

from __future__ import annotations

from collections import Counter

import pytest
from chart_samples import INFLUENCE
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.charts.layers import Layers, Size, layers

WIDE, NARROW = Size(638, 132), Size(326, 96)


def _check(found: Layers, count: int, edges: set[tuple[int, int]], size: Size) -> None:
    boxes = Counter(item.node for row in found.rows for item in row if not item.lane)
    boxes.update(node for row in found.loose for node in row)
    assert boxes == Counter(range(count))
    for number, row in enumerate(found.rows):
        edge = -0.2
        for item in row:
            middle, half = found.centre[number, item], size.one(item) / 2
            assert middle - half >= edge - 0.2
            edge = middle + half
        assert edge <= size.width + 0.2
    # Whoever follows the lines finds each arrow, and no other.
    heads = {(low[1], high[1]): (up, down) for low, high, up, down in found.links}
    assert sum(up + down for up, down in heads.values()) >= len({target for _, target in edges})


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_fifteen_people_stand_in_rows_below_who_decides(size):
    found = layers(15, INFLUENCE, size)
    _check(found, 15, set(INFLUENCE), size)
    assert [item.node for item in found.rows[0] if not item.lane] == [0]
    assert found.loose == ((14,),)
    assert found == layers(15, tuple(reversed(INFLUENCE)), size)


def test_a_mutual_influence_is_one_line_with_two_heads():
    found = layers(2, [(0, 1), (1, 0)], WIDE)
    assert [(low[1].node, high[1].node, up, down) for low, high, up, down in found.links] == [
        (1, 0, True, True)
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 14).flatmap(
        lambda n: st.tuples(
            st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=24)
        )
    )
)
def test_any_map_fits_its_paper(drawn):
    count, pairs = drawn
    edges = {(a, b) for a, b in pairs if a != b}
    for size in (WIDE, NARROW):
        _check(layers(count, sorted(edges), size), count, edges, size)
