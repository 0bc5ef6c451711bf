"""What several processes noted becomes one: nothing else is meant by it, and nothing stands in it twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.publish.ledger import STEP
from site_gen.publish.merged import merged, turned, turned_back
from site_gen.publish.ways import Ways, packed, words


def meaning(reads, steps, numbers):
    """Return all reads below some numbers, and as nested sets how they are put together."""
    return frozenset(
        reads[number] if number < STEP else meaning(reads, steps, steps[number - STEP]) for number in numbers
    )


@st.composite
def noted(draw):
    """Return reads, of which some are equal; steps, of which some are; and what files were made from."""
    reads = [
        (source, key)
        for source, key in draw(st.lists(st.tuples(st.sampled_from("vw"), st.sampled_from("abc"))))
    ]
    steps: list[list[int]] = []
    for size in draw(st.lists(st.integers(0, 4), max_size=12)):
        known = [*range(len(reads)), *range(STEP, STEP + len(steps))]
        steps.append(draw(st.lists(st.sampled_from(known), max_size=size)) if known else [])
    known = [*range(len(reads)), *range(STEP, STEP + len(steps))]
    files = draw(st.lists(st.lists(st.sampled_from(known), max_size=5), max_size=6)) if known else [[], []]
    return reads, steps, files


def ways(rows):
    return Ways.joined([packed(row) for row in rows])


@given(noted(), st.integers(0, 5))
def test_files_mean_the_same_in_fewer_numbers(some, cut):
    reads, steps, files = some
    found = merged(reads, [ways(steps[:cut]), ways(steps[cut:])], ways(files))
    left = [reads[number] for number in found.reads]
    now = [list(found.steps[number]) for number in range(len(found.steps))]
    made = [words(numbers) for numbers in found.files.cut()]
    assert [meaning(left, now, file) for file in made] == [meaning(reads, steps, file) for file in files]
    # Nothing twice, those of a source together, all used, and steps behind what they are made of.
    assert len(set(left)) == len(left)
    assert len({source for source, _ in left}) == sum(
        number == 0 or left[number][0] != left[number - 1][0] for number in range(len(left))
    )
    assert len({meaning(left, now, step) for step in now}) == len(now)
    used = {number for file in made for number in file} | {one for step in now for one in step}
    assert used == {*range(len(left)), *range(STEP, STEP + len(now))}
    for number, step in enumerate(now):
        assert step == sorted({*step})
        assert all(below < STEP + number for below in step)


@given(noted())
def test_ways_back_lead_to_where_ways_come_from(some):
    reads, steps, _ = some
    there = ways(steps)
    back = turned(there, len(reads), len(steps))
    assert len(back) == len(reads) + len(steps)
    for place in range(len(back)):
        number = place if place < len(reads) else place - len(reads) + STEP
        assert list(back[place]) == [at for at, step in enumerate(steps) if number in step]
    again = turned_back(back, len(reads), len(steps))
    assert [list(again[number]) for number in range(len(steps))] == [sorted({*step}) for step in steps]


def test_a_step_that_rests_on_itself_is_refused():
    with pytest.raises(ValueError, match="rests on itself"):
        merged([], [ways([[STEP]])], ways([[STEP]]))
