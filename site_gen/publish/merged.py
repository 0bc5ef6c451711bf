"""What several processes and builds noted becomes one: equal entries have one number, and what no file needs is left out.

Millions of numbers are looked at as arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from site_gen.book.trace import Read
from site_gen.publish.ledger import STEP
from site_gen.publish.ways import WORD, Ways

#: Numbers of what is looked at; 32 bits each, since of a large site there are tens of millions.
_Ints: TypeAlias = NDArray[np.integer[Any]]
_Words: TypeAlias = NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFF_FFFF)
#: Two numbers are mixed for each word, so that no two sums are the same by chance.
_PIECE = 1 << 15
_SEEDS = (np.uint64(0x9E37_79B9_7F4A_7C15), np.uint64(0xC2B2_AE3D_27D4_EB4F))


class Merged(Struct, frozen=True):
    """What is left, with its new numbers.

    Attributes:
        reads: the former number of each read; those of a source stand together.
        steps: from each step to what it is made of.
        files: from each file to what it was made from.
    """

    reads: list[int]
    steps: Ways
    files: Ways


class _Rows(Struct, frozen=True):
    """Pairs of a row and a number that stands in it."""

    rows: _Ints
    values: _Ints

    def only(self, wanted: NDArray[np.bool_]) -> _Rows:
        """Leave out pairs."""
        return _Rows(self.rows[wanted], self.values[wanted])

    def tidied(self) -> _Rows:
        """Return the rows in order, each with every number once, in order."""
        pairs = self.rows.astype(np.uint64)
        pairs <<= _HALF
        pairs |= self.values.astype(np.uint64)
        # `unique` would gather them in a table first, which takes many times as long as sorting.
        pairs.sort()
        new = np.ones(len(pairs), np.bool_)
        new[1:] = pairs[1:] != pairs[:-1]
        pairs = pairs[new]
        return _Rows((pairs >> _HALF).astype(np.int32), (pairs & _LOW).astype(np.int32))


def merged(reads: Sequence[Read], steps: Sequence[Ways], files: Ways) -> Merged:
    """Give equal entries one number.

    Args:
        reads: in the order of their numbers.
        steps: from each step to what it is made of, in the order of their numbers, in parts.
        files: from each file to what it was made from.

    Raises:
        ValueError: a step rests on itself.
    """
    count = len(reads)
    below, made = _rows(steps, count), _rows([files], count)
    used = np.zeros(count + sum(map(len, steps)), np.bool_)
    used[made.values] = True
    while len(more := below.values[used[count:][below.rows] & ~used[below.values]]):
        used[more] = True
    order, new = _reads(reads, np.flatnonzero(used[:count]))
    values = np.full(len(used), -1, np.int32)
    values[:count] = new
    found = _Steps(values, count, len(order))
    found.number(np.flatnonzero(used[count:]), below.only(used[count:][below.rows]))
    now = _Rows(made.rows, values[made.values]).tidied()
    return Merged(order, found.ways, _ways(_Rows(now.rows, _coded(now.values, len(order))), len(files)))


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
        rows = np.zeros(len(values) - self._count, np.int32)
        while len(waiting):
            blocked = np.zeros(len(rows), np.bool_)
            blocked[below.rows[values[below.values] < 0]] = True
            ready = waiting[~blocked[waiting]]
            if not len(ready):
                raise ValueError("a step rests on itself")
            later = blocked[below.rows]
            now = below.only(~later)
            rows[ready] = np.arange(len(ready))
            self._add(ready, _Rows(rows[now.rows], values[now.values]))
            waiting, below = waiting[blocked[waiting]], below.only(later)

    def _add(self, steps: _Ints, rows: _Rows) -> None:
        """Number steps; equal ones are one."""
        rows = rows.tidied()
        sizes = np.bincount(rows.rows, minlength=len(steps))
        ends = np.cumsum(sizes)
        first, second = (_sums(rows.values, sizes, ends, seed) for seed in _SEEDS)
        order = np.lexsort((second, first))
        new = np.ones(len(order), np.bool_)
        new[1:] = (first[order][1:] != first[order][:-1]) | (second[order][1:] != second[order][:-1])
        # The first of equal ones stands for all; they get numbers in the order in which they stand.
        firsts = order[new]
        ranks = np.empty(len(firsts), np.int32)
        ranks[np.argsort(firsts)] = np.arange(len(firsts))
        numbers = np.empty(len(order), np.int32)
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
    ranks = np.full(len(reads), -1, np.int32)
    ranks[order] = np.arange(len(order))
    new = np.full(len(reads), -1, np.int32)
    new[used] = ranks[firsts]
    return order, new


def turned(ways: Ways, reads: int, steps: int) -> Ways:
    """Turn round ways that lead to so many reads and steps; back from the reads first, then from the steps."""
    rows = _rows([ways], reads)
    return _ways(_Rows(rows.values, rows.rows).tidied(), reads + steps)


def turned_back(ways: Ways, reads: int, count: int) -> Ways:
    """Return so many ways that `turned` was given."""
    rows = _rows([ways])
    back = _Rows(rows.values, rows.rows).tidied()
    return _ways(_Rows(back.rows, _coded(back.values, reads)), count)


def _rows(parts: Sequence[Ways], count: int = STEP) -> _Rows:
    """Return ways as pairs, with the numbers of steps counted on from those of `count` reads."""
    sizes = np.concatenate([np.diff(_numbers(part.ends), prepend=0) for part in parts])
    numbers = np.frombuffer(b"".join([part.targets for part in parts]), WORD)
    places = np.where(numbers < STEP, numbers, numbers - np.uint32(STEP - count))
    return _Rows(np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), places.astype(np.int32))


def _ways(rows: _Rows, count: int) -> Ways:
    """Return rows in order as so many ways."""
    return Ways(_bytes(np.cumsum(np.bincount(rows.rows, minlength=count))), _bytes(rows.values))


def _coded(places: _Ints, count: int) -> _Ints:
    """Return numbers of reads, and of steps that are counted on from those of `count` reads, as they are kept."""
    return np.where(places < count, places, places.astype(np.uint32) + np.uint32(STEP - count))


def _sums(values: _Ints, sizes: _Ints, ends: _Ints, seed: np.uint64) -> _Words:
    """Return what stands for the numbers of each row."""
    sums = np.zeros(len(values) + 1, np.uint64)
    # Piece by piece: what lies near at hand is many times quicker to mix.
    for start in range(0, len(values), _PIECE):
        mixed = (values[start : start + _PIECE].astype(np.uint64) + np.uint64(1)) * seed
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58_476D_1CE4_E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D0_49BB_1331_11EB)
        mixed ^= mixed >> np.uint64(31)
        sums[start + 1 : start + 1 + len(mixed)] = mixed
    np.cumsum(sums, out=sums)
    found: _Words = sums[ends] - sums[ends - sizes]
    return found


def _numbers(data: bytes) -> _Ints:
    return np.frombuffer(data, WORD).astype(np.int32)


def _bytes(numbers: _Ints) -> bytes:
    return numbers.astype(WORD).tobytes()


def _joined(parts: Sequence[_Ints]) -> _Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)
