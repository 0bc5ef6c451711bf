"""What several processes and builds noted becomes one: equal entries have one number, and what no file needs is left out.

Millions of numbers are looked at as arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from site_gen.book.trace import Read
from site_gen.publish.ledger import STEP
from site_gen.publish.ways import WORD, Ways

_Ints: TypeAlias = NDArray[np.int64]
_Words: TypeAlias = NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFF_FFFF)
#: Two numbers are mixed for each word, so that no two sums are the same by chance.
_SEEDS = (np.uint64(0x9E37_79B9_7F4A_7C15), np.uint64(0xC2B2_AE3D_27D4_EB4F))


class Merged(Struct, frozen=True):
    """What is left, with its new numbers.

    Attributes:
        reads: the former number of each read; those of a source stand together.
        steps: from each step to what it is made of.
        files: of each file what it was made from, as words.
    """

    reads: list[int]
    steps: Ways
    files: list[bytes]


class _Rows(Struct, frozen=True):
    """Pairs of a row and a number that stands in it."""

    rows: _Ints
    values: _Ints

    def only(self, wanted: NDArray[np.bool_]) -> _Rows:
        """Leave out pairs."""
        return _Rows(self.rows[wanted], self.values[wanted])

    def tidied(self) -> _Rows:
        """Return the rows in order, each with every number once, in order."""
        pairs = self.rows.astype(np.uint64) << _HALF | self.values.astype(np.uint64)
        # `unique` would gather them in a table first, which takes many times as long as sorting.
        pairs.sort()
        new = np.ones(len(pairs), np.bool_)
        new[1:] = pairs[1:] != pairs[:-1]
        pairs = pairs[new]
        return _Rows((pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64))


def merged(reads: Sequence[Read], steps: Sequence[Ways], files: Sequence[bytes]) -> Merged:
    """Give equal entries one number.

    Args:
        reads: in the order of their numbers.
        steps: from each step to what it is made of, in the order of their numbers, in parts.
        files: of each file the numbers of what it was made from, as words.

    Raises:
        ValueError: a step rests on itself.
    """
    count = len(reads)
    sizes = [np.diff(_numbers(part.ends), prepend=0) for part in steps]
    below = _rows(_joined(sizes), [part.targets for part in steps], count)
    made = _rows(_lengths(files), files, count)
    used = np.zeros(count + sum(map(len, sizes)), np.bool_)
    used[made.values] = True
    while len(more := below.values[used[count:][below.rows] & ~used[below.values]]):
        used[more] = True
    order, new = _reads(reads, np.flatnonzero(used[:count]))
    values = np.full(len(used), -1, np.int64)
    values[:count] = new
    found = _Steps(values, count, len(order))
    found.number(np.flatnonzero(used[count:]), below.only(used[count:][below.rows]))
    files_now = _Rows(made.rows, values[made.values]).tidied()
    return Merged(order, found.ways, [*_cut(files_now, len(files), len(order))])


class _Steps:
    """Steps get their numbers after what they are made of.

    Args:
        values: the new numbers by former ones, steps counted on from reads; -1 for those without. Filled in.
        count: how many reads there were.
        begin: the number of the first step.
    """

    def __init__(self, values: _Ints, count: int, begin: int) -> None:
        self._values = values
        self._count = count
        self._begin = begin
        self._next = begin
        self._sizes: list[_Ints] = []
        self._targets: list[_Ints] = []

    def number(self, waiting: _Ints, below: _Rows) -> None:
        """Number steps; `below` is what they are made of, by former numbers."""
        values = self._values
        rows = np.zeros(len(values) - self._count, np.int64)
        while len(waiting):
            blocked = np.zeros(len(rows), np.bool_)
            blocked[below.rows[values[below.values] < 0]] = True
            ready = waiting[~blocked[waiting]]
            if not len(ready):
                raise ValueError("a step rests on itself")
            later = blocked[below.rows]
            now = below.only(~later)
            rows[ready] = np.arange(len(ready))
            self._add(ready, _Rows(rows[now.rows], values[now.values]).tidied())
            waiting, below = waiting[blocked[waiting]], below.only(later)

    def _add(self, steps: _Ints, rows: _Rows) -> None:
        """Number steps; equal ones are one."""
        sizes = np.bincount(rows.rows, minlength=len(steps))
        ends = np.cumsum(sizes)
        first, second = (_sums(rows.values, sizes, ends, seed) for seed in _SEEDS)
        order = np.lexsort((second, first))
        new = np.ones(len(order), np.bool_)
        new[1:] = (first[order][1:] != first[order][:-1]) | (second[order][1:] != second[order][:-1])
        # The first of equal ones stands for all; they get numbers in the order in which they stand.
        firsts = order[new]
        ranks = np.empty(len(firsts), np.int64)
        ranks[np.argsort(firsts)] = np.arange(len(firsts))
        numbers = np.empty(len(order), np.int64)
        numbers[order] = ranks[np.cumsum(new) - 1]
        self._values[self._count + steps] = self._next + numbers
        self._next += len(firsts)
        stands = np.zeros(len(steps), np.bool_)
        stands[firsts] = True
        self._sizes.append(sizes[stands])
        self._targets.append(rows.values[stands[rows.rows]])

    @property
    def ways(self) -> Ways:
        """From each step to what it is made of."""
        return Ways(
            _bytes(np.cumsum(_joined(self._sizes))), _bytes(_coded(_joined(self._targets), self._begin))
        )


def _reads(reads: Sequence[Read], used: _Ints) -> tuple[list[int], _Ints]:
    """Return the numbers of those that are left, and of all reads their new numbers; -1 for those without."""
    sources: dict[str, dict[str, int]] = {}
    firsts = [
        sources.setdefault(source, {}).setdefault(key, number)
        for number in used.tolist()
        for source, key in (reads[number],)
    ]
    order = [number for keys in sources.values() for number in keys.values()]
    ranks = np.full(len(reads), -1, np.int64)
    ranks[order] = np.arange(len(order))
    new = np.full(len(reads), -1, np.int64)
    new[used] = ranks[firsts]
    return order, new


def turned(ways: Sequence[bytes] | Ways, reads: int, steps: int) -> Ways:
    """Turn round ways that lead to so many reads and steps; back from the reads first, then from the steps."""
    if isinstance(ways, Ways):
        rows = _rows(np.diff(_numbers(ways.ends), prepend=0), [ways.targets], reads)
    else:
        rows = _rows(_lengths(ways), ways, reads)
    ends = np.cumsum(np.bincount(rows.values, minlength=reads + steps))
    return Ways(_bytes(ends), _bytes(rows.rows[np.argsort(rows.values, kind="stable")]))


def _rows(sizes: _Ints, data: Sequence[bytes], count: int) -> _Rows:
    """Return rows of such sizes, with the numbers of steps counted on from those of `count` reads."""
    numbers = _numbers(b"".join(data))
    places = np.where(numbers < STEP, numbers, numbers - STEP + count)
    return _Rows(np.repeat(np.arange(len(sizes)), sizes), places)


def _coded(places: _Ints, count: int) -> _Ints:
    """Return numbers of reads, and of steps that are counted on from those of `count` reads, as they are kept."""
    return np.where(places < count, places, places - count + STEP)


def _cut(rows: _Rows, count: int, begin: int) -> Iterator[bytes]:
    """Yield the numbers of each of so many rows, as words."""
    ends = np.cumsum(np.bincount(rows.rows, minlength=count)) * np.dtype(WORD).itemsize
    data, start = _bytes(_coded(rows.values, begin)), 0
    for end in ends.tolist():
        yield data[start:end]
        start = end


def _sums(values: _Ints, sizes: _Ints, ends: _Ints, seed: np.uint64) -> _Words:
    """Return what stands for the numbers of each row."""
    mixed = (values.astype(np.uint64) + np.uint64(1)) * seed
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed ^ (mixed >> np.uint64(31)))])
    found: _Words = sums[ends] - sums[ends - sizes]
    return found


def _lengths(some: Sequence[bytes]) -> _Ints:
    """Return how many words each has."""
    return np.array([len(data) for data in some], np.int64) // np.dtype(WORD).itemsize


def _numbers(data: bytes) -> _Ints:
    return np.frombuffer(data, WORD).astype(np.int64)


def _bytes(numbers: _Ints) -> bytes:
    return numbers.astype(WORD).tobytes()


def _joined(parts: Sequence[_Ints]) -> _Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
