"""The ledgers of several processes as one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, count, pairwise

from msgspec import Struct, field

from site_gen.book.trace import Read
from site_gen.publish.ledger import STEP, Ledger, Lot
from site_gen.publish.ways import WORD, Numbers, Ways


class _Known(Struct):
    """What the reads and the steps of another ledger are here, by their order there."""

    reads: Numbers = field(default_factory=lambda: array(WORD))
    steps: Numbers = field(default_factory=lambda: array(WORD))

    def here(self, numbers: bytes) -> bytes:
        """Return the numbers here of some entries, as words, by those that they have there."""
        import numpy as np  # noqa: PLC0415 - what comes from other processes is much, and others do without

        there = np.frombuffer(numbers, WORD)
        found = np.empty_like(there)
        is_read = there < STEP
        found[is_read] = np.frombuffer(self.reads, WORD)[there[is_read]]
        found[~is_read] = np.frombuffer(self.steps, WORD)[there[~is_read] - np.uint32(STEP)]
        return found.tobytes()


class Accounts:
    """The ledgers of several processes as one; equal reads have one number, equal steps of two processes have two.

    Args:
        reads: how many reads there were before; the next ones are counted on.
        steps: how many steps there were before.

    Attributes:
        own: a ledger for this process, whose numbers hold here as well; where it is used no other one is added.
        reads: what was read, each with its number.
    """

    def __init__(self, reads: int = 0, steps: int = 0) -> None:
        self.own = Ledger(reads, steps)
        self.reads: dict[Read, int] = {}
        self._begin = reads
        self._steps = steps
        self._sizes = array(WORD)
        self._targets = array(WORD)
        self._others: dict[bytes, _Known] = {}

    def __len__(self) -> int:
        return len(self.reads) + len(self._sizes)

    def add(self, ledger: bytes, lot: Lot, files: Sequence[bytes]) -> Sequence[bytes]:
        """Add the next entries of a ledger.

        Args:
            ledger: its name.
            lot: the entries.
            files: the numbers there of what some files were made from, as words.

        Returns:
            The numbers here of what these were made from.
        """
        begin, reads = self._begin, self.reads
        if ledger == self.own.name:
            reads.update(zip(lot.reads, count(begin + len(reads)), strict=False))
            self._targets.extend(lot.targets)
        else:
            known = self._others.setdefault(ledger, _Known())
            known.reads.extend([reads.setdefault(read, begin + len(reads)) for read in lot.reads])
            first = STEP + self._steps + len(self._sizes)
            known.steps.extend(range(first, first + len(lot.sizes)))
            targets, *files = _each(known, [lot.targets.tobytes(), *files])
            self._targets.frombytes(targets)
        self._sizes.extend(lot.sizes)
        return files

    @property
    def steps(self) -> Ways:
        """From each step to what it is made of."""
        return Ways.of(self._sizes, self._targets.tobytes())


def _each(known: _Known, some: Sequence[bytes]) -> list[bytes]:
    """Return the numbers here of each, all looked up at once."""
    found = known.here(b"".join(some))
    ends = accumulate(map(len, some), initial=0)
    return [found[start:end] for start, end in pairwise(ends)]
