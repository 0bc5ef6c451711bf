"""What is kept of the builds into an output: all of one, and apart from that what the builds since have changed.

All of a large site takes a while to write, and most builds change a few files: those are written alone, until they are
many. All of it takes a while to read, too; so it lies turned round, as the next build asks.
"""

from __future__ import annotations

import secrets
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import MsgspecError, Raw, Struct, field
from msgspec.msgpack import Encoder, decode, encode

from site_gen.book.content import Same
from site_gen.memo import Memo
from site_gen.publish.dependents import Dependents
from site_gen.publish.entries import Entries
from site_gen.publish.ledger import STEP
from site_gen.publish.ways import Ways, words

T = TypeVar("T")
_KIND = "site"
_SINCE = b" since"
#: So many parts since all was written, or files in the so many-th part of all, and all is written anew.
_MOST_PARTS = 20
_SHARE = 8
_encoder = Encoder()
#: A link as it is kept: `href`, the file and the anchor it leads to.
Link = tuple[str, str, str]


class State(Struct, frozen=True, array_like=True):
    """What tells whether a file is right: how it was made, its SHA-256, and its size and time."""

    mark: bytes
    digest: str
    status: tuple[int, int]


class Kept(Struct, frozen=True, array_like=True):
    """All that is kept of a file: its state, numbers of what was read as words, and its doubtful links, packed."""

    state: State
    reads: bytes
    doubts: bytes


def packed_links(links: Iterable[Link]) -> bytes:
    """Return links as bytes; nothing for none."""
    some = list(links)
    return encode(some) if some else b""


def links_of(file: Kept) -> list[Link]:
    """Return the doubtful links of a file."""
    return decode(file.doubts, type=list[Link]) if file.doubts else []


class _All(Struct, frozen=True, array_like=True):
    """All of a build as the next one asks: files in order, what rests on what, and links by the file they lead to.

    `name` tells it from others.
    """

    salt: bytes
    order: str
    name: bytes
    wholes: dict[str, bytes]
    files: dict[str, State]
    dependents: Dependents
    leading: dict[str, Raw]


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
        wholes: what stood for all of some records together (see `book.content.rests_on`).
        files: what is kept of the files.
    """

    def __init__(self, memo: Memo, key: bytes, salt: bytes) -> None:
        self._memo = memo
        self._key = key
        self._salt = salt
        self._all, self._since = self._read()
        since = self._since
        self.wholes = since.wholes if since.name else self._all.wholes
        self.files: dict[str, State] = self._all.files | {
            address: file.state for address, file in since.files.items()
        }
        for address in since.gone:
            self.files.pop(address, None)
        self._links: dict[str, frozenset[Link]] = {}

    def _read(self) -> tuple[_All, _Since]:
        nothing = _All(self._salt, sys.byteorder, b"", {}, {}, Dependents(), {})
        found = _decoded(self._memo.get(_KIND, self._key), _All)
        if found is None or (found.salt, found.order) != (self._salt, sys.byteorder):
            return nothing, _Since()
        later = _decoded(self._memo.get(_KIND, self._key + _SINCE), _Since)
        # Of another build, it says nothing; what files were then is still true of those that are as they were.
        return found, later if later is not None and later.name == found.name else _Since()

    @property
    def counts(self) -> tuple[int, int]:
        """How many reads and steps are kept: new ones are counted on."""
        dependents, parts = self._all.dependents, self._since.parts
        reads = dependents.reads + sum(len(part.reads) for part in parts)
        return reads, dependents.made + sum(len(part.steps) for part in parts)

    def different(
        self, wholes: Mapping[str, bytes], content: Callable[[str, str], bytes]
    ) -> tuple[dict[int, bytes], set[str]]:
        """Find out what has changed since the last build.

        Args:
            wholes: what stands for all of some records together now.
            content: tells what a read is now.

        Returns:
            By number what reads are now that were something else, and the addresses of the files made from these.
        """
        same, since, dependents = Same(self.wholes, wholes), self._since, self._all.dependents
        contents = dependents.different(same, content, since.contents)
        changed = set(contents)
        dependents.spread(changed)
        reads, steps = dependents.reads, dependents.made
        for part in since.parts:
            for number, (source, key, was) in enumerate(part.reads, reads):
                if not same[source]:
                    now = content(source, key)
                    if now != since.contents.get(number, was):
                        contents[number] = now
                        changed.add(number)
            for number in range(len(part.steps)):
                if not changed.isdisjoint(part.steps[number]):
                    changed.add(STEP + steps + number)
            reads += len(part.reads)
            steps += len(part.steps)
        return contents, self._made_from(changed)

    def _made_from(self, changed: set[int]) -> set[str]:
        if not changed:
            return set()
        names = list(self._all.files)
        places = self._all.dependents.made_from(changed)
        found = {names[place] for place in places} - self._since.files.keys()
        return found | {
            address
            for address, file in self._since.files.items()
            if not changed.isdisjoint(words(file.reads))
        }

    def had(self, address: str, link: Link) -> bool:
        """Whether a file that is kept had a doubtful link."""
        if address not in self.files:
            return False
        if address in self._since.files:
            return link in links_of(self._since.files[address])
        href, target, anchor = link
        return (address, href, anchor) in self._leading(target)

    def links_to(self, targets: Collection[str]) -> Iterator[tuple[str, Link]]:
        """Yield the doubtful links of all files to some of them, with the address of the file they stand in."""
        later = self._since.files
        for target in targets:
            for address, href, anchor in self._leading(target):
                if address not in later:
                    yield address, (href, target, anchor)
        for address, file in later.items():
            yield from ((address, link) for link in links_of(file) if link[1] in targets)

    def _leading(self, target: str) -> frozenset[Link]:
        """Return address, `href` and anchor of each link to a file that was in the last whole build."""
        if target not in self._links:
            raw = self._all.leading.get(target)
            self._links[target] = frozenset(decode(raw, type=list[Link]) if raw else ())
        return self._links[target]

    def has_room(self, entries: int, made: int) -> bool:
        """Whether what a build changed may be kept apart: so many entries in all, so many files made."""
        known = self._all
        count = len(known.dependents)
        return (
            bool(known.name)
            and len(self._since.parts) < _MOST_PARTS
            and entries - count <= count // 4
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
            entries: what files were made from beside the entries there are.
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

    def everything(self) -> tuple[list[Entries], dict[int, bytes], dict[str, Kept]]:
        """Return all that is kept, for writing it anew.

        Returns:
            The entries in parts that go on counting, by number what reads of these were at last where the parts say
            otherwise, and the files.
        """
        found, since = self._all, self._since
        entries, ways = found.dependents.turned_back(len(found.files))
        doubts: defaultdict[str, list[Link]] = defaultdict(list)
        for target in found.leading:
            for address, href, anchor in self._leading(target):
                doubts[address].append((href, target, anchor))
        files = {
            address: Kept(state, numbers, packed_links(sorted(doubts[address])))
            for (address, state), numbers in zip(found.files.items(), ways.cut(), strict=True)
        }
        return [entries, *since.parts], since.contents, files | since.files

    def replaced(self, wholes: dict[str, bytes], entries: Entries, files: dict[str, Kept]) -> bytearray:
        """Return all of a build as `replace` keeps it; among its entries the reads of a source stand together."""
        leading: defaultdict[str, list[Link]] = defaultdict(list)
        for address, file in files.items():
            for href, target, anchor in links_of(file):
                leading[target].append((address, href, anchor))
        found = _All(
            self._salt,
            sys.byteorder,
            secrets.token_bytes(8),
            wholes,
            {address: file.state for address, file in files.items()},
            Dependents.of(entries, Ways.joined([file.reads for file in files.values()])),
            {target: Raw(encode(links)) for target, links in leading.items()},
        )
        # One piece of memory: of a large site this is hundreds of megabytes.
        data = bytearray()
        _encoder.encode_into(found, data)
        return data

    def replace(self, data: bytes | bytearray) -> None:
        """Keep all of a build, as `replaced` returned it; without anything the next build makes all files."""
        self._memo.put(_KIND, self._key, memoryview(data))


def _decoded(data: bytes | None, type_: type[T]) -> T | None:
    try:
        return decode(data or b"", type=type_)
    except MsgspecError:
        return None
