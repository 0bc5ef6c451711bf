"""Numbers for what files were made from, so that many files say it in few bytes, across processes and builds."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from site_gen.book.trace import Noting, Read, Step, pruned
from site_gen.publish.ways import WORD, Numbers, packed

#: Reads are counted from 0, and steps from here on.
STEP: Final = 1 << 31


class Lot(Struct, frozen=True):
    """Some entries of a ledger, in the order of their numbers there; what a step is made of comes before it.

    Attributes:
        reads: what was read.
        sizes: of each step how many entries it is made of.
        targets: the numbers in this ledger of what the first step is made of, then of the next one.
    """

    reads: Sequence[Read]
    sizes: Numbers
    targets: Numbers


class Ledger:
    """What one process has read, by number.

    Args:
        reads: the number of the first read.
        steps: how many steps there were before.

    Attributes:
        name: tells this ledger from those of other processes.
    """

    def __init__(self, reads: int = 0, steps: int = 0) -> None:
        self.name = os.urandom(8)
        self._numbers: dict[Noting, int] = {}
        self._next_read = reads
        self._next_step = STEP + steps
        self._begin()

    def numbers(self, reads: set[Noting]) -> bytes:
        """Return the numbers of what was read, as words; entries are made for what is new."""
        return packed([self._number(one) for one in pruned(reads)])

    def take(self) -> Lot:
        """Return the entries that were made since this was asked before."""
        new = Lot(self._reads, self._sizes, self._targets)
        self._begin()
        return new

    def _begin(self) -> None:
        self._reads: list[Read] = []
        self._sizes = array(WORD)
        self._targets = array(WORD)

    def _number(self, one: Noting) -> int:
        number = self._numbers.get(one)
        if number is None:
            if isinstance(one, Step):
                self._targets.extend([self._number(below) for below in one.reads])
                self._sizes.append(len(one.reads))
                number = self._next_step
                self._next_step += 1
            else:
                self._reads.append(one)
                number = self._next_read
                self._next_read += 1
            self._numbers[one] = number
        return number
