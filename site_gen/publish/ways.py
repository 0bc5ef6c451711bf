"""Ways from numbers to numbers, many of them in one piece of memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, TypeAlias

from msgspec import Struct

#: Numbers are kept as machine words: many times quicker to read than digits, and a seventh of numbers in memory.
WORD: Final = "I"
Numbers: TypeAlias = "array[int]"


def packed(numbers: Iterable[int]) -> bytes:
    """Return numbers as words."""
    return array(WORD, numbers).tobytes()


def words(data: bytes) -> memoryview[int]:
    """Return the numbers that `packed` was given."""
    return memoryview(data).cast(WORD)


class Ways(Struct, frozen=True, array_like=True, dict=True):
    """From numbers to numbers: those from `n` on stand at `ends[n - 1]` to `ends[n]` of `targets`; both are words."""

    ends: bytes = b""
    targets: bytes = b""

    @classmethod
    def joined(cls, targets: Sequence[bytes]) -> Ways:
        """Return ways of which each has the targets that these words say."""
        size = array(WORD).itemsize
        return cls.of([len(data) // size for data in targets], b"".join(targets))

    @classmethod
    def of(cls, sizes: Iterable[int], targets: bytes) -> Ways:
        """Return ways of which the first has as many targets as the first size says, and so on."""
        return cls(packed(accumulate(sizes)), targets)

    def __len__(self) -> int:
        return len(self._words[0])

    def cut(self) -> list[bytes]:
        """Return where the ways from each number lead, as words."""
        ends = [end * array(WORD).itemsize for end in self._words[0]]
        return [self.targets[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def __getitem__(self, number: int) -> Sequence[int]:
        """Return where the ways from a number lead; nowhere from numbers that are too high."""
        ends, targets = self._words
        if number >= len(ends):
            return ()
        return targets[ends[number - 1] if number else 0 : ends[number]]

    @cached_property
    def _words(self) -> tuple[memoryview[int], memoryview[int]]:
        return words(self.ends), words(self.targets)
