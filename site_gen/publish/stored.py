"""What is kept of the builds into an output: all of one, and apart from that what the builds since have changed.

All of a large site takes a while to write, and most builds change a few files: those are written alone, until they are many.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence

from msgspec import MsgspecError, Struct, field
from msgspec.msgpack import decode, encode

from site_gen.memo import Memo

_KIND = "site"
_SINCE = b" since"
#: So many parts since all was written, or files in the so many-th part of all, and all is written anew.
_MOST_PARTS = 20
_SHARE = 8


class Kept(Struct, frozen=True, array_like=True):
    """What is kept of a file: how it was made, its SHA-256, size and time, numbers of what was read, doubtful links.

    The numbers are machine words: most are never looked at, and reading a million of them one by one takes a while.
    """

    mark: bytes
    digest: str
    size: int
    mtime: int
    reads: bytes
    doubts: Sequence[tuple[str, str, str]]


class Entries(Struct, frozen=True, array_like=True):
    """Reads with their content, and steps after them; both have numbers in this order."""

    reads: list[tuple[str, str, bytes]]
    steps: list[tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.reads) + len(self.steps)


class _All(Struct, frozen=True, array_like=True):
    """All of a build; `name` tells it from others."""

    salt: bytes
    order: str
    name: bytes
    wholes: dict[str, bytes]
    entries: Entries
    files: dict[str, Kept]


class _Since(Struct, frozen=True, array_like=True):
    """What the builds since that of a name have changed: content of reads by number, further entries, files, files gone."""

    name: bytes = b""
    wholes: dict[str, bytes] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)
    parts: list[Entries] = field(default_factory=list)
    files: dict[str, Kept] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


class Stored:
    """What was kept of the last build into an output.

    Args:
        memo: where it is kept.
        key: stands for the output.
        salt: stands for everything that all files depend on; what was kept under another one is of no use.

    Attributes:
        parts: what files were made from, in parts that go on counting.
        contents: by number what reads of these are, where that is not what the parts say.
        wholes: what stood for all of some records together (see `book.content.rests_on`).
        files: what is kept of the files.
    """

    def __init__(self, memo: Memo, key: bytes, salt: bytes) -> None:
        self._memo = memo
        self._key = key
        self._salt = salt
        known = memo.get_many(_KIND, (key, key + _SINCE))
        self._all, self._since = self._read(known.get(key, b""), known.get(key + _SINCE, b""))
        since = self._since
        self.parts: Sequence[Entries] = [self._all.entries, *since.parts]
        self.contents = since.contents
        self.wholes = since.wholes if since.name else self._all.wholes
        self.files = self._all.files | since.files
        for address in since.gone:
            self.files.pop(address, None)

    def _read(self, everything: bytes, since: bytes) -> tuple[_All, _Since]:
        nothing = _All(self._salt, sys.byteorder, b"", {}, Entries([], []), {})
        try:
            found = decode(everything, type=_All)
        except MsgspecError:
            return nothing, _Since()
        if (found.salt, found.order) != (self._salt, sys.byteorder):
            return nothing, _Since()
        try:
            later = decode(since, type=_Since)
        except MsgspecError:
            later = _Since()
        # Of another build, it says nothing; what files were then is still true of those that are as they were.
        return found, later if later.name == found.name else _Since()

    def has_room(self, entries: int, made: int) -> bool:
        """Whether what a build changed may be kept apart: so many entries in all, so many files made."""
        known = self._all
        return (
            bool(known.name)
            and len(self._since.parts) < _MOST_PARTS
            and entries - len(known.entries) <= len(known.entries) // 4
            and (len(self._since.files) + made) * _SHARE <= len(known.files)
        )

    def add(
        self,
        wholes: dict[str, bytes],
        contents: dict[int, bytes],
        entries: Entries,
        files: dict[str, Kept],
        gone: set[str],
    ) -> None:
        """Keep what a build changed.

        Args:
            wholes: as they are now.
            contents: by number what reads are now that have become different.
            entries: what files were made from beside the entries of `parts`.
            files: what is kept of the files that were made.
            gone: files that are no longer.
        """
        before = self._since
        made = before.files | files
        since = _Since(
            self._all.name,
            wholes,
            before.contents | contents,
            [*before.parts, entries],
            {address: file for address, file in made.items() if address not in gone},
            sorted((gone | set(before.gone)) - files.keys()),
        )
        self._memo.put(_KIND, self._key + _SINCE, encode(since))

    def replace(self, wholes: dict[str, bytes], entries: Entries, files: dict[str, Kept]) -> None:
        """Keep all of a build."""
        name = secrets.token_bytes(8)
        found = _All(self._salt, sys.byteorder, name, wholes, entries, files)
        self._memo.put(_KIND, self._key, encode(found))
