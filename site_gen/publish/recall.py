"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from hashlib import blake2b

from site_gen.book import Book
from site_gen.book.trace import Read
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.publish.accounts import Accounts
from site_gen.publish.entries import Entries
from site_gen.publish.press import Batch
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.stored import Kept, State, Stored, links_of
from site_gen.publish.verify import Doubt, Links
from site_gen.publish.ways import Ways
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
        marks: the fingerprints of the pages.
        ledger: for what this process reads while it makes some (see `Accounts.own`).
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
        self._told = marks
        self._marking = partial(_marks_of_pages, edition)
        self._apart = Apart(self._marking) if not marks and is_worth_it(len(addresses)) else None
        before = self._stored = Stored(memo, key, blake2b(b"\0".join(salt), digest_size=16).digest())
        self._wholes = wholes
        self._contents, stale = before.different(self._wholes, edition.content)
        self._made: dict[str, Kept] = {}
        self._saving: Apart | None = None
        self._gone = before.files.keys() - addresses.keys()
        self.made: list[Placed] = []
        # Where there is nothing to compare them with, the fingerprints are waited for when the first files are made.
        right, now = (stage.there(before.files) - stale, self._marks) if before.files else (set(), {})
        self.kept: dict[str, str] = {
            address: state.digest
            for address, state in before.files.items()
            if address in right and now.get(address) == state.mark
        }
        self.rest: list[Item] = [edition.item(address) for address in addresses if address not in self.kept]
        # Where nothing stays, what there was is let go.
        self._begin = before.counts if self.kept else (0, 0)
        self._accounts = Accounts(*self._begin)
        self.ledger = self._accounts.own

    @cached_property
    def marks(self) -> bytes:
        """The fingerprints of the pages, one after the other."""
        return self._told or (self._apart and self._apart.result()) or self._marking()

    @cached_property
    def _marks(self) -> dict[str, bytes]:
        """The fingerprint of each file, by its address."""
        edition = self._edition
        told = _marks(edition.files.values(), edition.book) + self.marks
        return {address: told[n * _MARK : (n + 1) * _MARK] for n, address in enumerate(edition.addresses)}

    def take(self, batch: Batch) -> None:
        """Remember files that were made."""
        reads_of = self._accounts.add(batch.ledger, batch.entries, [one.reads for one in batch.files])
        for one, reads in zip(batch.files, reads_of, strict=True):
            file = one.file
            state = State(self._marks[file.address], file.digest, (file.size, file.mtime))
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
        for one in (self._apart, self._saving):
            if one:
                one.drop()

    def save(self) -> None:
        """Keep what the site was made from."""
        if not self._made and not self._gone:
            return
        if self._has_room():
            new = Entries([self._row(read) for read in self._accounts.reads], self._accounts.steps)
            self._stored.add(self._wholes, self._contents, new, self._made, set(self._gone))
        else:
            told = self._saving.result() if self._saving else None
            self._stored.replace(self._everything() if told is None else told)

    def _has_room(self) -> bool:
        entries = sum(self._begin) + len(self._accounts)
        return bool(self.kept) and self._stored.has_room(entries, len(self._made))

    def _everything(self) -> bytearray:
        """Return all that the site was made from."""
        from site_gen.publish.merged import merged  # noqa: PLC0415 - loads numpy, for who writes all of a site

        parts, contents, known = self._stored.everything() if self.kept else ([], {}, {})
        files = {address: known[address] for address in self.kept} | self._made
        before = [read for part in parts for read in part.reads]
        reads = [*((source, key) for source, key, _ in before), *self._accounts.reads]
        steps = [*(part.steps for part in parts), self._accounts.steps]
        found = merged(reads, steps, Ways.joined([file.reads for file in files.values()]))
        was = dict(enumerate(content for _, _, content in before)) | contents | self._contents
        rows = [
            (*reads[number], was[number]) if number in was else self._row(reads[number])
            for number in found.reads
        ]
        now = zip(files.items(), found.files.cut(), strict=True)
        return self._stored.replaced(
            self._wholes,
            Entries(rows, found.steps),
            {address: Kept(file.state, numbers, file.doubts) for (address, file), numbers in now},
        )

    def _row(self, read: Read) -> tuple[str, str, bytes]:
        """Return a read with its content."""
        return (*read, self._edition.content(*read))


def _marks_of_pages(edition: Edition) -> bytes:
    items = edition.items
    return _marks((item for address, item in items.items() if address not in edition.files), edition.book)


def _marks(items: Iterable[Item], book: Book) -> bytes:
    """Return the fingerprints of all items, one after the other."""
    return b"".join([fingerprint(item, book) for item in items])
