"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from site_gen.book import Book
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.publish.entries import Entries
from site_gen.publish.ledger import Accounts, Entry, is_read, is_step, packed, words
from site_gen.publish.press import Batch
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.stored import Kept, State, Stored, links_of
from site_gen.publish.verify import Doubt, Links
from site_gen.reading.apart import Apart, is_worth_it

#: Bytes of a fingerprint.
_MARK = 8


class Recall:
    """Tells the files of the last build that are still right from those that must be made.

    A file is right when it is made in the same way and nothing that was read for it has changed. Everything
    that all files depend on is in the salt: the program, the theme, the configuration, the day.

    Attributes:
        kept: the digests of the files of the output that stay as they are, by address.
        rest: the items that must be made.
        made: the files that were made of them.
    """

    def __init__(
        self, memo: Memo, edition: Edition, stage: Stage, wholes: dict[str, bytes], marks: bytes = b""
    ) -> None:
        """Look at what was kept of the last build into the output of `stage`.

        Args:
            memo: where it was kept.
            edition: the site.
            stage: where it is published.
            wholes: what stands for all records of the Book together.
            marks: the fingerprints of the pages when they are known.
        """
        book = edition.book
        self._edition = edition
        self._stage = stage
        salt = (stamp(), edition.theme, book.config_digest, str(book.as_of).encode())
        key = blake2b(stage.output.encode(), digest_size=16).digest()
        addresses = edition.addresses
        marking = partial(_marks_of_pages, edition)
        apart = Apart(marking) if not marks and is_worth_it(len(addresses)) else None
        before = self._stored = Stored(memo, key, blake2b(b"\0".join(salt), digest_size=16).digest())
        self._wholes = wholes
        self._contents, stale = before.different(self._wholes, edition.content)
        self._made: dict[str, Kept] = {}
        self._saving: Apart | None = None
        self._gone = before.files.keys() - addresses.keys()
        self.made: list[Placed] = []
        #: The fingerprints of the pages.
        self.marks: bytes = marks or (apart and apart.result()) or marking()
        told = _marks(edition.files.values(), book) + self.marks
        self._marks = {address: told[n * _MARK : (n + 1) * _MARK] for n, address in enumerate(addresses)}
        right = stage.there(before.files) - stale
        now = self._marks
        self.kept: dict[str, str] = {
            address: state.digest
            for address, state in before.files.items()
            if address in right and now.get(address) == state.mark
        }
        self.rest: list[Item] = [edition.item(address) for address in addresses if address not in self.kept]
        # Where nothing stays, what there was is let go.
        self._begin = before.count if self.kept else 0
        self._accounts = Accounts(self._begin)

    def take(self, batch: Batch) -> None:
        """Remember files that were made."""
        numbers = self._accounts.add(batch.ledger, batch.entries)
        for one in batch.files:
            file = one.file
            reads = packed([numbers[number] for number in one.reads])
            state = State(self._marks[file.address], file.digest, file.size, file.mtime)
            self._made[file.address] = Kept(state, reads, one.doubts)
            self.made.append(file)

    def doubts(self, links: Links) -> list[Doubt]:
        """Return the links that must be looked up: new ones, and those of kept files that lead to new files.

        Args:
            links: looks at all links of a kept file when an address is gone that it may lead to.
        """
        found: list[Doubt] = []
        made, stored = self._made, self._stored
        # Of nearly all of a site that is made, nothing stays as it was.
        kept = self.kept
        for address, entry in made.items():
            new = (link for link in links_of(entry) if link[1] not in kept or not stored.had(address, link))
            found.extend(Doubt(address, *link) for link in new)
        if self._gone:
            for address in kept:
                if address.endswith(".html"):
                    found.extend(links.doubts(address, self._stage.read(address)))
        elif kept:
            about = stored.links_to(made.keys())
            found.extend(Doubt(address, *link) for address, link in about if address in kept)
        return sorted(found)

    def prepare(self) -> None:
        """Begin what saving needs, when all files are made and that takes a while: another process does it."""
        if not self._has_room() and is_worth_it(len(self._made)):
            self._saving = Apart(self._everything)

    def drop(self) -> None:
        """Keep nothing: the site is not published."""
        if self._saving:
            self._saving.drop()

    def save(self) -> None:
        """Keep what the site was made from."""
        if not self._made and not self._gone:
            return
        if self._has_room():
            new = self._accounts.entries
            part, numbers = self._part(enumerate(new, self._begin), self._begin, {})
            made = {address: _renumbered(file, numbers) for address, file in self._made.items()}
            self._stored.add(self._wholes, self._contents, part, made, set(self._gone))
        else:
            told = self._saving.result() if self._saving else None
            self._stored.replace(self._everything() if told is None else told)

    def _has_room(self) -> bool:
        entries = self._begin + len(self._accounts.entries)
        return bool(self.kept) and self._stored.has_room(entries, len(self._made))

    def _everything(self) -> bytes | bytearray:
        """Return all that the site was made from; nothing when a part of it is lost."""
        everything = self._stored.everything() if self.kept else ([], {}, {})
        if everything is None:
            return b""
        parts, contents, known = everything
        files = {address: known[address] for address in self.kept} | self._made
        used = _used([*_numbered(parts), *self._accounts.entries], files.values())
        now = _contents(parts) | contents | self._contents if parts else {}
        part, numbers = self._part(used, 0, now)
        renumbered = {address: _renumbered(file, numbers) for address, file in files.items()}
        return self._stored.replaced(self._wholes, part, renumbered)

    def _part(
        self, some: Iterable[tuple[int, Entry]], begin: int, known: Mapping[int, bytes]
    ) -> tuple[Entries, Mapping[int, int]]:
        """Return entries as they are kept, and the numbers that they have from now on, counted from `begin`.

        What later builds read is not looked for among what earlier ones did, so some are there several times.
        """
        content = self._edition.content
        entries = list(some)
        first = {entry: number for number, entry in reversed(entries) if is_read(entry)}
        # Sorted, those of a source stand together.
        reads = sorted(first)
        places = {entry: place for place, entry in enumerate(reads, begin)}
        numbers = {number: places[entry] for number, entry in entries if is_read(entry)}
        told: dict[bytes, int] = {}
        for number, step in entries:
            if is_step(step):
                below = packed(sorted({numbers[one] for one in words(step)}))
                numbers[number] = told.setdefault(below, begin + len(reads) + len(told))
        was = (known.get(first[read]) for read in reads)
        rows = [(*read, content(*read) if now is None else now) for read, now in zip(reads, was, strict=True)]
        return Entries(rows, list(told)), numbers


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
        for number in words(file.reads):
            used[number] = 1
    for number in range(len(entries) - 1, -1, -1):
        entry = entries[number]
        if used[number] and is_step(entry):
            for below in words(entry):
                used[below] = 1
    return [(number, entry) for number, entry in enumerate(entries) if used[number]]


def _numbered(parts: Iterable[Entries]) -> Iterator[Entry]:
    """Yield entries in the order of their numbers."""
    for part in parts:
        yield from ((source, key) for source, key, _ in part.reads)
        yield from part.steps


def _contents(parts: Iterable[Entries]) -> dict[int, bytes]:
    """Return by number what the reads of parts were."""
    found: dict[int, bytes] = {}
    begin = 0
    for part in parts:
        found.update(enumerate([read[2] for read in part.reads], begin))
        begin += len(part)
    return found


def _renumbered(file: Kept, numbers: Mapping[int, int]) -> Kept:
    """Return a file with other numbers of what was read, each once."""
    reads = {numbers.get(number, number) for number in words(file.reads)}
    return Kept(file.state, packed(reads), file.doubts)
