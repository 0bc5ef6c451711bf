"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from site_gen.book import Book
from site_gen.book.content import rests_on, wholes
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.publish.ledger import WORD, Accounts, Entry, is_read, is_step
from site_gen.publish.press import Batch
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.stored import Entries, Kept, Stored
from site_gen.publish.verify import Doubt, Links
from site_gen.reading.apart import Apart, can_work_apart

#: Bytes of a fingerprint.
_MARK = 8
#: From this many files on, another process is worth asking for their fingerprints.
_MANY = 2000


class Recall:
    """Tells the files of the last build that are still right from those that must be made.

    A file is right when it is made in the same way and nothing that was read for it has changed. Everything
    that all files depend on is in the salt: the program, the theme, the configuration, the day.

    Attributes:
        kept: the files of the output that stay as they are.
        rest: the items that must be made.
        made: the files that were made of them.
    """

    def __init__(self, memo: Memo, edition: Edition, stage: Stage, marks: bytes = b"") -> None:
        """Look at what was kept of the last build into the output of `stage`; `marks` are the pages' when they are known."""
        book = edition.book
        self._edition = edition
        self._stage = stage
        salt = (stamp(), edition.theme, book.config_digest, str(book.as_of).encode())
        key = blake2b(stage.output.encode(), digest_size=16).digest()
        addresses = edition.addresses
        marking = partial(_marks_of_pages, edition)
        apart = Apart(marking) if not marks and len(addresses) >= _MANY and can_work_apart() else None
        before = self._stored = Stored(memo, key, blake2b(b"\0".join(salt), digest_size=16).digest())
        self._wholes = wholes(book)
        # Problems are compared after that, which another process may still be finding.
        stage.look()
        self._contents, changed = self._compared(before)
        self._begin = sum(map(len, before.parts))
        self._accounts = Accounts(self._begin)
        self._before = before.files
        self._kept: dict[str, Kept] = {}
        self._made: dict[str, Kept] = {}
        self._gone = before.files.keys() - addresses.keys()
        self.kept: list[Placed] = []
        self.made: list[Placed] = []
        self.rest: list[Item] = []
        #: The fingerprints of the pages.
        self.marks: bytes = marks or (apart and apart.result()) or marking()
        told = _marks(edition.files.values(), book) + self.marks
        self._marks = {address: told[n * _MARK : (n + 1) * _MARK] for n, address in enumerate(addresses)}
        for address in addresses:
            entry = before.files.get(address)
            if entry and entry.mark == self._marks[address] and _is_untouched(entry, changed):
                file = Placed(address, entry.digest, entry.size, entry.mtime, changed=False)
                if stage.is_there(file):
                    self.kept.append(file)
                    self._kept[address] = entry
                    continue
            self.rest.append(edition.item(address))

    def take(self, batch: Batch) -> None:
        """Remember files that were made."""
        numbers = self._accounts.add(batch.ledger, batch.entries)
        for one in batch.files:
            file = one.file
            reads = array(WORD, sorted({numbers[number] for number in one.reads})).tobytes()
            doubts = [(doubt.href, doubt.target, doubt.anchor) for doubt in one.doubts]
            mark = self._marks[file.address]
            self._made[file.address] = Kept(mark, file.digest, file.size, file.mtime, reads, doubts)
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
        stored, new = self._stored, self._accounts.entries
        if stored.has_room(self._begin + len(new), len(self._made)):
            part, numbers = self._part(enumerate(new, self._begin), self._begin, {})
            made = {address: _renumbered(file, numbers) for address, file in self._made.items()}
            stored.add(self._wholes, self._contents, part, made, set(self._gone))
        else:
            files = self._kept | self._made
            used = _used([*_numbered(stored.parts), *new], files.values())
            part, numbers = self._part(used, 0, self._known())
            files = {address: _renumbered(file, numbers) for address, file in files.items()}
            stored.replace(self._wholes, part, files)

    def _part(
        self, some: Iterable[tuple[int, Entry]], begin: int, known: Mapping[int, bytes]
    ) -> tuple[Entries, Mapping[int, int]]:
        """Return entries as they are kept, and the numbers that they have from now on, counted from `begin`.

        What later builds read is not looked for among what earlier ones did, so some are there several times.
        """
        reads: list[tuple[str, str, bytes]] = []
        steps: list[tuple[int, tuple[int, ...]]] = []
        numbers: dict[int, int] = {}
        places: dict[Entry, int] = {}
        content = self._edition.content
        for number, entry in some:
            if is_read(entry):
                place = numbers[number] = places.setdefault(entry, begin + len(reads))
                if place == begin + len(reads):
                    now = known.get(number)
                    reads.append((*entry, content(*entry) if now is None else now))
            elif is_step(entry):
                steps.append((number, entry))
        first = begin + len(reads)
        told: dict[tuple[int, ...], int] = {}
        for number, step in steps:
            below = tuple(sorted({numbers[one] for one in step}))
            numbers[number] = told.setdefault(below, first + len(told))
        return Entries(reads, list(told)), numbers

    def _known(self) -> Mapping[int, bytes]:
        """Return by number what all reads of the last build are now."""
        found: dict[int, bytes] = {}
        begin = 0
        for part in self._stored.parts:
            found.update(enumerate([read[2] for read in part.reads], begin))
            begin += len(part)
        return found | self._stored.contents | self._contents

    def _compared(self, before: Stored) -> tuple[dict[int, bytes], set[int]]:
        """Return what the reads of the last build are now that have changed since, and the numbers of all that has."""
        content = self._edition.content
        contents: dict[int, bytes] = {}
        changed: set[int] = set()
        same = _Same(before.wholes, self._wholes)
        later = before.contents
        begin = 0
        for part in before.parts:
            reads = part.reads
            looked_at = [n for n, read in enumerate(reads, begin) if not same[read[0]]]
            for number in looked_at:
                source, key, was = reads[number - begin]
                now = content(source, key)
                if now != later.get(number, was):
                    contents[number] = now
            changed.update(contents)
            begin += len(reads)
            if changed:
                for number, step in enumerate(part.steps, begin):
                    if not changed.isdisjoint(step):
                        changed.add(number)
            begin += len(part.steps)
        return contents, changed


class _Same(dict[str, bool]):
    """Whether everything that can be read under the name of a source is as it was; found out when first asked."""

    def __init__(self, before: Mapping[str, bytes], now: Mapping[str, bytes]) -> None:
        super().__init__()
        self._before = before
        self._now = now

    def __missing__(self, source: str) -> bool:
        names = rests_on(source)
        found = bool(names) and all(self._before.get(name) == self._now[name] for name in names)
        self[source] = found
        return found


def _marks_of_pages(edition: Edition) -> bytes:
    items = edition.items
    return _marks((item for address, item in items.items() if address not in edition.files), edition.book)


def _marks(items: Iterable[Item], book: Book) -> bytes:
    """Return the fingerprints of all items, one after the other."""
    return b"".join([fingerprint(item, book) for item in items])


def _used(entries: Sequence[Entry], files: Iterable[Kept]) -> list[tuple[int, Entry]]:
    """Return the entries that files were made from, in order, with their numbers."""
    used = bytearray(len(entries))
    for file in files:
        for number in memoryview(file.reads).cast(WORD):
            used[number] = 1
    for number in range(len(entries) - 1, -1, -1):
        entry = entries[number]
        if used[number] and is_step(entry):
            for below in entry:
                used[below] = 1
    return [(number, entry) for number, entry in enumerate(entries) if used[number]]


def _numbered(parts: Iterable[Entries]) -> Iterator[Entry]:
    """Yield entries in the order of their numbers."""
    for part in parts:
        yield from ((source, key) for source, key, _ in part.reads)
        yield from part.steps


def _renumbered(file: Kept, numbers: Mapping[int, int]) -> Kept:
    reads = array(WORD, [numbers.get(number, number) for number in memoryview(file.reads).cast(WORD)])
    return Kept(file.mark, file.digest, file.size, file.mtime, reads.tobytes(), file.doubts)


def _is_untouched(file: Kept, changed: set[int]) -> bool:
    """Whether a file was made from nothing that has changed."""
    return not changed or changed.isdisjoint(memoryview(file.reads).cast(WORD))
