"""Numbers for what files were made from, so that many files say it in few bytes, across processes and builds."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from site_gen.book.trace import Noting, Read, Step, pruned
from site_gen.publish.ways import WORD, Numbers, Ways

#: Reads are counted from 0, and steps from here on.
STEP: Final = 1 << 31
#: The size of an entry that is no step.
_READ: Final = -1


class Lot(Struct, frozen=True):
    """Some entries of a ledger, in the order of their numbers there; what a step is made of comes before it.

    Attributes:
        sizes: of each step how many entries it is made of; -1 for a read.
        reads: the reads among them.
        targets: the numbers in this ledger of what the first step is made of, then of the next one.
    """

    sizes: Sequence[int]
    reads: Sequence[Read]
    targets: Numbers


class Ledger:
    """What one process has read, by number.

    Attributes:
        name: tells this ledger from those of other processes.
    """

    def __init__(self) -> None:
        self.name = os.urandom(8)
        self._numbers: dict[Noting, int] = {}
        self._begin()

    def numbers(self, reads: set[Noting]) -> Numbers:
        """Return the numbers of what was read; entries are made for what is new."""
        return array(WORD, [self._number(one) for one in pruned(reads)])

    def take(self) -> Lot:
        """Return the entries that were made since this was asked before."""
        new = Lot(self._sizes, self._reads, self._targets)
        self._begin()
        return new

    def _begin(self) -> None:
        self._sizes = array("i")
        self._reads: list[Read] = []
        self._targets = array(WORD)

    def _number(self, one: Noting) -> int:
        number = self._numbers.get(one)
        if number is None:
            if isinstance(one, Step):
                self._targets.extend([self._number(below) for below in one.reads])
                self._sizes.append(len(one.reads))
            else:
                self._reads.append(one)
                self._sizes.append(_READ)
            number = self._numbers[one] = len(self._numbers)
        return number


class Accounts:
    """The ledgers of several processes as one; equal reads have one number, equal steps of two processes have two.

    Args:
        reads: how many reads there were before; the next ones are counted on.
        steps: how many steps there were before.

    Attributes:
        reads: what was read, each with its number.
    """

    def __init__(self, reads: int = 0, steps: int = 0) -> None:
        self.reads: dict[Read, int] = {}
        self._begin = reads
        self._next = STEP + steps
        self._sizes = array(WORD)
        self._targets = array(WORD)
        self._of_ledger: dict[bytes, Numbers] = {}

    def __len__(self) -> int:
        return len(self.reads) + len(self._sizes)

    def add(self, ledger: bytes, lot: Lot) -> Numbers:
        """Add the next entries of a ledger, by its name; return what each of its numbers is here."""
        numbers = self._of_ledger.setdefault(ledger, array(WORD))
        begin, reads = self._begin, self.reads
        some = iter(lot.reads)
        step = self._next
        for size in lot.sizes:
            if size == _READ:
                numbers.append(reads.setdefault(next(some), begin + len(reads)))
            else:
                numbers.append(step)
                step += 1
        self._next = step
        self._sizes.extend([size for size in lot.sizes if size != _READ])
        self._targets.extend(map(numbers.__getitem__, lot.targets))
        return numbers

    @property
    def steps(self) -> Ways:
        """From each step to what it is made of."""
        return Ways.of(self._sizes, self._targets.tobytes())
