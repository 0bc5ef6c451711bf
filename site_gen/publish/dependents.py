"""What was made from what, turned round: from what has changed to the files that it went into.

A site is made from a hundred thousand things in a million ways, of which an edit concerns a few. So ways are words in
one piece of memory, read without taking them apart, and what can be read from the Book lies apart by source.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Raw, Struct
from msgspec.msgpack import decode, encode

from site_gen.publish.entries import Entries
from site_gen.publish.ledger import WORD, words


class Ways(Struct, frozen=True, array_like=True, dict=True):
    """From numbers to numbers: those from `n` on stand at `ends[n - 1]` to `ends[n]` of `targets`; both are words."""

    ends: bytes
    targets: bytes

    @classmethod
    def back(cls, ways: Sequence[Sequence[int]], count: int, begin: int = 0) -> Ways:
        """Turn round the ways that lead from `begin` and the numbers after it to numbers below `count`."""
        ends = array(WORD, bytes(count * array(WORD).itemsize))
        for targets in ways:
            for target in targets:
                ends[target] += 1
        ends = array(WORD, accumulate(ends))
        # Each finds its place from behind; what is left is where the ways of a number begin.
        free = ends[:]
        found = array(WORD, bytes((ends[-1] if count else 0) * ends.itemsize))
        for start in range(len(ways) - 1, -1, -1):
            for target in ways[start]:
                free[target] -= 1
                found[free[target]] = start + begin
        return cls(ends.tobytes(), found.tobytes())

    def __getitem__(self, number: int) -> Sequence[int]:
        """Return where the ways from a number lead; nowhere from numbers that are too high."""
        ends, targets = self._words
        if number >= len(ends):
            return ()
        return targets[ends[number - 1] if number else 0 : ends[number]]

    @cached_property
    def _words(self) -> tuple[memoryview[int], memoryview[int]]:
        return words(self.ends), words(self.targets)


#: Sources that may have to wait for problems to be found.
_LATE = frozenset({"book", "problems", "value"})


class _Group(Struct, frozen=True, array_like=True):
    """What was read from one source, and what it was."""

    keys: list[str]
    contents: list[bytes]


class Dependents(Struct, frozen=True, array_like=True):
    """What rests on the entries of a build.

    Attributes:
        count: how many entries there are.
        groups: by source, in the order of their numbers, how much was read from it, and what.
        steps: from an entry to the steps made of it.
        files: from an entry to the files made from it, as places in the list of the site's addresses.
    """

    count: int = 0
    groups: list[tuple[str, int, Raw]] = []
    steps: Ways = Ways(b"", b"")
    files: Ways = Ways(b"", b"")

    @classmethod
    def of(cls, entries: Entries, files: Iterable[bytes]) -> Dependents:
        """Turn a build round.

        Args:
            entries: what files were made from, the reads sorted.
            files: of each file the numbers of these, as words.
        """
        groups: dict[str, _Group] = {}
        for source, key, content in entries.reads:
            group = groups.setdefault(source, _Group([], []))
            group.keys.append(key)
            group.contents.append(content)
        return cls(
            len(entries),
            [(source, len(group.keys), Raw(encode(group))) for source, group in groups.items()],
            Ways.back([words(step) for step in entries.steps], len(entries), len(entries.reads)),
            Ways.back([words(reads) for reads in files], len(entries)),
        )

    def different(
        self, same: Mapping[str, bool], content: Callable[[str, str], bytes], later: Mapping[int, bytes]
    ) -> dict[int, bytes]:
        """Return by number what reads are now that are no longer what they were.

        Args:
            same: by source, whether all of it is known to be as it was.
            content: tells what a read is now.
            later: by number, what reads were when they were last looked at, if that was after this build.
        """
        found: dict[int, bytes] = {}
        begins = accumulate((count for _, count, _ in self.groups), initial=0)
        # What another process is still finding out is asked for last.
        for (source, _, raw), begin in sorted(
            zip(self.groups, begins, strict=False), key=lambda one: one[0][0] in _LATE
        ):
            if same[source]:
                continue
            group = decode(raw, type=_Group)
            for number, (key, was) in enumerate(zip(group.keys, group.contents, strict=True), begin):
                now = content(source, key)
                if now != later.get(number, was):
                    found[number] = now
        return found

    def spread(self, changed: set[int]) -> None:
        """Add the steps that rest on what has changed, by their numbers."""
        rest = list(changed)
        while rest:
            above = [step for step in self.steps[rest.pop()] if step not in changed]
            changed.update(above)
            rest.extend(above)
