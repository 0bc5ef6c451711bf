"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from msgspec import MsgspecError, Struct
from msgspec.msgpack import decode, encode

from site_gen.book import Book
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.publish.ledger import WORD, Accounts, Entry, is_read, is_step
from site_gen.publish.press import Batch
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.verify import Doubt, Links
from site_gen.reading.apart import Apart, can_work_apart

_KIND = "site"
#: Bytes of a fingerprint.
_MARK = 8
#: So many parts, or so many times as many entries as the first part has, and all is numbered anew.
_MOST_PARTS = 20
_MOST_GROWTH = 1.25
#: From this many files on, another process is worth asking for their fingerprints.
_MANY = 2000


class _File(Struct, frozen=True, array_like=True):
    """What is kept of a file: how it was made, its SHA-256, size and time, numbers of what was read, doubtful links.

    The numbers are machine words: most are never looked at, and reading a million of them one by one takes a while.
    """

    mark: bytes
    digest: str
    size: int
    mtime: int
    reads: bytes
    doubts: Sequence[tuple[str, str, str]]


class _Entries(Struct, frozen=True, array_like=True):
    """Reads with their content, and steps after them; both have numbers in this order."""

    reads: list[tuple[str, str, bytes]]
    steps: list[tuple[int, ...]]


class _Stored(Struct, frozen=True, array_like=True):
    """What is kept of a build: what files were made from, in parts that go on counting, and the files."""

    salt: bytes
    order: str
    parts: list[_Entries]
    files: dict[str, _File]


class Recall:
    """Tells the files of the last build that are still right from those that must be made.

    A file is right when it is made in the same way and nothing that was read for it has changed. Everything
    that all files depend on is in the salt: the program, the theme, the configuration, the day.

    Attributes:
        kept: the files of the output that stay as they are.
        rest: the items that must be made.
        made: the files that were made of them.
    """

    def __init__(self, memo: Memo, edition: Edition, stage: Stage) -> None:
        """Look at what was kept of the last build into the output of `stage`."""
        book = edition.book
        self._memo = memo
        self._edition = edition
        self._stage = stage
        salt = (stamp(), edition.theme, book.config_digest, str(book.as_of).encode())
        self._key = blake2b(stage.output.encode(), digest_size=16).digest()
        self._salt = blake2b(b"\0".join(salt), digest_size=16).digest()
        items = edition.items
        marking = partial(_marks, items.values(), book)
        marks = Apart(marking) if len(items) >= _MANY and can_work_apart() else None
        before = self._load()
        self._parts = before.parts
        self._accounts = Accounts(_numbered(before.parts))
        self._contents, changed = self._compared(before.parts)
        self._before = before.files
        self._kept: dict[str, _File] = {}
        self._made: dict[str, _File] = {}
        self._gone = before.files.keys() - items.keys()
        self.kept: list[Placed] = []
        self.made: list[Placed] = []
        self.rest: list[Item] = []
        told = (marks and marks.result()) or marking()
        self._marks = {address: told[n * _MARK : (n + 1) * _MARK] for n, address in enumerate(items)}
        for address, item in items.items():
            entry = before.files.get(address)
            if entry and entry.mark == self._marks[address] and _is_untouched(entry, changed):
                file = Placed(address, entry.digest, entry.size, entry.mtime, changed=False)
                if stage.is_there(file):
                    self.kept.append(file)
                    self._kept[address] = entry
                    continue
            self.rest.append(item)

    def take(self, batch: Batch) -> None:
        """Remember files that were made."""
        numbers = self._accounts.add(batch.ledger, batch.entries)
        for one in batch.files:
            file = one.file
            reads = array(WORD, sorted({numbers[number] for number in one.reads})).tobytes()
            doubts = [(doubt.href, doubt.target, doubt.anchor) for doubt in one.doubts]
            mark = self._marks[file.address]
            self._made[file.address] = _File(mark, file.digest, file.size, file.mtime, reads, doubts)
            self.made.append(file)

    def doubts(self, links: Links) -> list[Doubt]:
        """Return the links that must be looked up: new ones, and those of kept files that lead to new files.

        Args:
            links: looks at all links of a kept file when an address is gone that it may lead to.
        """
        found: list[Doubt] = []
        for address, entry in self._made.items():
            before = self._before.get(address)
            settled = set(before.doubts) if before else set()
            new = (doubt for doubt in entry.doubts if doubt[1] not in self._kept or doubt not in settled)
            found.extend(Doubt(address, *doubt) for doubt in new)
        for address, entry in self._kept.items():
            if not self._gone:
                found.extend(Doubt(address, *doubt) for doubt in entry.doubts if doubt[1] in self._made)
            elif address.endswith(".html"):
                found.extend(links.doubts(address, self._stage.read(address)))
        return sorted(found)

    def save(self) -> None:
        """Keep what the site was made from."""
        if not self._made and not self._gone:
            return
        files = self._kept | self._made
        entries = self._accounts.entries
        first = self._parts[0] if self._parts else _Entries([], [])
        few = len(self._parts) < _MOST_PARTS
        if few and len(entries) <= _MOST_GROWTH * (len(first.reads) + len(first.steps)):
            begin = sum(len(part.reads) + len(part.steps) for part in self._parts)
            part, numbers = self._part(range(begin, len(entries)), begin)
            parts = [*self._up_to_date(), part]
            files |= {address: _renumbered(file, numbers) for address, file in self._made.items()}
        else:
            part, numbers = self._part(self._used(files.values()), 0)
            parts = [part]
            files = {address: _renumbered(file, numbers) for address, file in files.items()}
        self._memo.put(_KIND, self._key, encode(_Stored(self._salt, sys.byteorder, parts, files)))

    def _up_to_date(self) -> Iterator[_Entries]:
        """Yield the parts of the last build with what their reads are now."""
        begin = 0
        for part in self._parts:
            reads = [(*read[:2], self._contents[number]) for number, read in enumerate(part.reads, begin)]
            yield _Entries(reads, part.steps)
            begin += len(part.reads) + len(part.steps)

    def _used(self, files: Iterable[_File]) -> Sequence[int]:
        """Return the numbers of the entries that files were made from, in order."""
        entries = self._accounts.entries
        used = bytearray(len(entries))
        for file in files:
            for number in memoryview(file.reads).cast(WORD):
                used[number] = 1
        for number in range(len(entries) - 1, -1, -1):
            entry = entries[number]
            if used[number] and is_step(entry):
                for below in entry:
                    used[below] = 1
        return [number for number, is_used in enumerate(used) if is_used]

    def _part(self, some: Sequence[int], begin: int) -> tuple[_Entries, Mapping[int, int]]:
        """Return entries as they are kept, and the numbers that they have from now on, counted from `begin`."""
        reads: list[tuple[str, str, bytes]] = []
        steps: list[tuple[int, ...]] = []
        numbers: dict[int, int] = {}
        entries = self._accounts.entries
        for number in some:
            entry = entries[number]
            if is_read(entry):
                numbers[number] = begin + len(reads)
                reads.append((*entry, self._content(number, *entry)))
        for number in some:
            entry = entries[number]
            if is_step(entry):
                numbers[number] = begin + len(reads) + len(steps)
                steps.append(tuple(sorted([numbers.get(below, below) for below in entry])))
        return _Entries(reads, steps), numbers

    def _content(self, number: int, source: str, key: str) -> bytes:
        found = self._contents.get(number)
        return self._edition.content(source, key) if found is None else found

    def _compared(self, parts: Iterable[_Entries]) -> tuple[Mapping[int, bytes], set[int]]:
        """Return what the reads of the last build are now, and the numbers of what has changed since."""
        content = self._edition.content
        contents: dict[int, bytes] = {}
        changed: set[int] = set()
        begin = 0
        for part in parts:
            now = [content(source, key) for source, key, _ in part.reads]
            contents.update(enumerate(now, begin))
            pairs = enumerate(zip(now, part.reads, strict=True), begin)
            changed.update([number for number, (one, read) in pairs if one != read[2]])
            begin += len(now)
            if changed:
                for number, step in enumerate(part.steps, begin):
                    if not changed.isdisjoint(step):
                        changed.add(number)
            begin += len(part.steps)
        return contents, changed

    def _load(self) -> _Stored:
        nothing = _Stored(self._salt, sys.byteorder, [], {})
        try:
            stored = decode(self._memo.get(_KIND, self._key) or encode(nothing), type=_Stored)
        except MsgspecError:
            return nothing
        return stored if (stored.salt, stored.order) == (self._salt, sys.byteorder) else nothing


def _marks(items: Iterable[Item], book: Book) -> bytes:
    """Return the fingerprints of all items, one after the other."""
    return b"".join([fingerprint(item, book) for item in items])


def _numbered(parts: Iterable[_Entries]) -> Iterator[Entry]:
    """Yield entries in the order of their numbers."""
    for part in parts:
        yield from ((source, key) for source, key, _ in part.reads)
        yield from part.steps


def _renumbered(file: _File, numbers: Mapping[int, int]) -> _File:
    reads = array(WORD, [numbers.get(number, number) for number in memoryview(file.reads).cast(WORD)])
    return _File(file.mark, file.digest, file.size, file.mtime, reads.tobytes(), file.doubts)


def _is_untouched(file: _File, changed: set[int]) -> bool:
    """Whether a file was made from nothing that has changed."""
    return not changed or changed.isdisjoint(memoryview(file.reads).cast(WORD))
