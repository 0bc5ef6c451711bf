"""Numbers for what files were made from, so that many files say it in few bytes, across processes and builds."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, TypeGuard

from site_gen.book.trace import Noting, Read, Step, pruned

#: A read, or the numbers of the entries that a step is made of, sorted, as words.
Entry: TypeAlias = Read | bytes
#: Numbers are kept as machine words: many times quicker to read than digits, and a seventh of numbers in memory.
WORD: Final = "I"
Numbers: TypeAlias = "array[int]"


def packed(numbers: Iterable[int]) -> bytes:
    """Return numbers as words."""
    return array(WORD, numbers).tobytes()


def words(data: bytes) -> memoryview[int]:
    """Return the numbers that `packed` was given."""
    return memoryview(data).cast(WORD)


class Ledger:
    """Entries by number; those of a step come before it.

    Attributes:
        name: tells this ledger from those of other processes.
        entries: what the numbers stand for.
    """

    def __init__(self) -> None:
        self.name = os.urandom(8)
        self.entries: list[Entry] = []
        self._numbers: dict[Noting, int] = {}
        self._sent = 0

    def numbers(self, reads: set[Noting]) -> Numbers:
        """Return the numbers of what was read; entries are made for what is new."""
        return array(WORD, [self._number(one) for one in pruned(reads)])

    def take(self) -> Sequence[Entry]:
        """Return the entries that were made since this was asked before."""
        new = self.entries[self._sent :]
        self._sent = len(self.entries)
        return new

    def _number(self, one: Noting) -> int:
        number = self._numbers.get(one)
        if number is None:
            entry = packed(sorted(map(self._number, one.reads))) if isinstance(one, Step) else one
            number = self._numbers[one] = len(self.entries)
            self.entries.append(entry)
        return number


class Accounts:
    """The ledgers of several processes as one; equal entries have one number.

    Args:
        begin: the first number.

    Attributes:
        entries: what the numbers stand for.
    """

    def __init__(self, begin: int = 0) -> None:
        self.entries: list[Entry] = []
        self._begin = begin
        self._numbers: dict[Entry, int] = {}
        self._of_ledger: dict[bytes, Numbers] = {}

    def add(self, ledger: bytes, new: Iterable[Entry]) -> Numbers:
        """Add the next entries of a ledger, by its name; return what each of its numbers is here."""
        numbers = self._of_ledger.setdefault(ledger, array(WORD))
        for entry in new:
            numbers.append(self._number(_renumbered(entry, numbers)))
        return numbers

    def _number(self, entry: Entry) -> int:
        new = self._begin + len(self.entries)
        number = self._numbers.setdefault(entry, new)
        if number == new:
            self.entries.append(entry)
        return number


def is_read(entry: Entry) -> TypeGuard[Read]:
    """Whether an entry is a read."""
    return isinstance(entry, tuple)


def is_step(entry: Entry) -> TypeGuard[bytes]:
    """Whether an entry is a step."""
    return isinstance(entry, bytes)


def _renumbered(step: Entry, numbers: Numbers) -> Entry:
    return packed(sorted({numbers[number] for number in words(step)})) if is_step(step) else step
