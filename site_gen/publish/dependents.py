"""What was made from what, turned round: from what has changed to the files that it went into.

A site is made from a hundred thousand things in a million ways, of which an edit concerns a few. So ways are words in
one piece of memory, read without taking them apart, and what can be read from the Book lies apart by source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from msgspec import Raw, Struct
from msgspec.msgpack import decode, encode

from site_gen.book.trace import PROBLEMS
from site_gen.publish.entries import Entries
from site_gen.publish.ledger import STEP
from site_gen.publish.ways import Ways

#: Sources that may have to wait for problems to be found.
_LATE = frozenset({"book", PROBLEMS, "value"})


class _Group(Struct, frozen=True, array_like=True):
    """What was read from one source, and what it was."""

    keys: list[str]
    contents: list[bytes]


class Dependents(Struct, frozen=True, array_like=True):
    """What rests on the entries of a build.

    Attributes:
        reads: how many reads there are; what leads back from steps stands behind what does from these.
        groups: by source, in the order of their numbers, how much was read from it, and what.
        steps: from an entry to the steps made of it.
        files: from an entry to the files made from it, as places in the list of the site's addresses.
    """

    reads: int = 0
    groups: list[tuple[str, int, Raw]] = []
    steps: Ways = Ways()
    files: Ways = Ways()

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.steps)

    @property
    def made(self) -> int:
        """How many steps there are."""
        return len(self.steps) - self.reads

    @classmethod
    def of(cls, entries: Entries, files: Ways) -> Dependents:
        """Turn a build round.

        Args:
            entries: what files were made from; the reads of a source stand together.
            files: from each file to these.
        """
        from site_gen.publish.merged import turned  # noqa: PLC0415 - loads numpy, for who writes all of a site

        groups: dict[str, _Group] = {}
        for source, key, content in entries.reads:
            group = groups.setdefault(source, _Group([], []))
            group.keys.append(key)
            group.contents.append(content)
        reads, steps = len(entries.reads), len(entries.steps)
        return cls(
            reads,
            [(source, len(group.keys), Raw(encode(group))) for source, group in groups.items()],
            turned(entries.steps, reads, steps),
            turned(files, reads, steps),
        )

    def turned_back(self, files: int) -> tuple[Entries, Ways]:
        """Return what `of` was given, of so many files."""
        from site_gen.publish.merged import turned_back  # noqa: PLC0415 - as `of`

        rows: list[tuple[str, str, bytes]] = []
        for source, _, raw in self.groups:
            group = decode(raw, type=_Group)
            rows.extend((source, key, was) for key, was in zip(group.keys, group.contents, strict=True))
        steps = turned_back(self.steps, self.reads, self.made)
        return Entries(rows, steps), turned_back(self.files, self.reads, files)

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
            above = {STEP + step for step in self.steps[self._place(rest.pop())]} - changed
            changed |= above
            rest.extend(above)

    def made_from(self, changed: Iterable[int]) -> Iterator[int]:
        """Yield the places of the files made from what has changed."""
        for number in changed:
            yield from self.files[self._place(number)]

    def _place(self, number: int) -> int:
        """Return where what leads back from a number stands; nowhere for what came later."""
        if number >= STEP:
            return number - STEP + self.reads
        return number if number < self.reads else len(self.steps)
