"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b

import orjson

from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.publish.ledger import WORD, Accounts, Entry, Numbers, is_read, is_step
from site_gen.publish.press import Batch
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.verify import Doubt, Links

_KIND = "site"


#: Of a file: fingerprint, SHA-256, size and time, numbers of what it was made from, its doubtful links.
_File = tuple[str, str, int, int, Numbers, list[tuple[str, str, str]]]


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
        self._salt = blake2b(b"\0".join(salt), digest_size=16).hexdigest()
        self._marks = {item.address: fingerprint(item, book) for item in edition.items.values()}
        before, entries, contents = self._load()
        self._before = before
        self._accounts = Accounts(entries)
        self._contents, changed = self._compared(entries, contents)
        self._kept: dict[str, _File] = {}
        self._made: dict[str, _File] = {}
        self._gone = before.keys() - edition.items.keys()
        self.kept: list[Placed] = []
        self.made: list[Placed] = []
        self.rest: list[Item] = []
        for address, item in edition.items.items():
            entry = before.get(address)
            file = None
            if entry and entry[0] == self._marks[address] and changed.isdisjoint(entry[4]):
                file = stage.keep(Placed(address, entry[1], entry[2], entry[3], changed=False))
            if entry is None or file is None:
                self.rest.append(item)
            else:
                self.kept.append(file)
                self._kept[address] = entry

    def take(self, batch: Batch) -> None:
        """Remember files that were made."""
        numbers = self._accounts.add(batch.ledger, batch.entries)
        for one in batch.files:
            file = one.file
            reads = array(WORD, sorted({numbers[number] for number in one.reads}))
            doubts = [(doubt.href, doubt.target, doubt.anchor) for doubt in one.doubts]
            entry = (self._marks[file.address], file.digest, file.size, file.mtime, reads, doubts)
            self._made[file.address] = entry
            self.made.append(file)

    def doubts(self, links: Links) -> list[Doubt]:
        """Return the links that must be looked up: new ones, and those of kept files that lead to new files.

        Args:
            links: looks at all links of a kept file when an address is gone that it may lead to.
        """
        found: list[Doubt] = []
        for address, entry in self._made.items():
            before = self._before.get(address)
            settled = {tuple(doubt) for doubt in before[5]} if before else set()
            new = (doubt for doubt in entry[5] if doubt[1] not in self._kept or tuple(doubt) not in settled)
            found.extend(Doubt(address, *doubt) for doubt in new)
        for address, entry in self._kept.items():
            if not self._gone:
                found.extend(Doubt(address, *doubt) for doubt in entry[5] if doubt[1] in self._made)
            elif address.endswith(".html"):
                found.extend(links.doubts(address, self._stage.read(address)))
        return sorted(found)

    def save(self) -> None:
        """Keep what the site was made from."""
        if not self._made and not self._gone:
            return
        files = self._kept | self._made
        reads, steps, numbers = self._used(files)
        words = array(WORD)
        for step in steps:
            words.append(len(step))
            words.extend([numbers[number] for number in step])
        told: list[list[object]] = []
        for address, (mark, digest, size, mtime, own, doubts) in files.items():
            told.append([address, mark, digest, size, mtime, len(own), doubts])
            words.extend([numbers[number] for number in own])
        order = sys.byteorder
        stored = {"salt": self._salt, "order": order, "reads": reads, "steps": len(steps), "files": told}
        self._memo.put(_KIND, self._key, orjson.dumps(stored) + b"\n" + words.tobytes())

    def _used(
        self, files: Mapping[str, _File]
    ) -> tuple[list[tuple[str, str, str]], list[Sequence[int]], Mapping[int, int]]:
        """Return what files were made from: the reads with their content, the steps, and their numbers from now on."""
        entries = self._accounts.entries
        used = bytearray(len(entries))
        for file in files.values():
            for number in file[4]:
                used[number] = 1
        for number in range(len(entries) - 1, -1, -1):
            entry = entries[number]
            if used[number] and is_step(entry):
                for below in entry:
                    used[below] = 1
        reads: list[tuple[str, str, str]] = []
        steps: list[Sequence[int]] = []
        numbers: dict[int, int] = {}
        for number, entry in enumerate(entries):
            if used[number] and is_read(entry):
                numbers[number] = len(reads)
                reads.append((*entry, self._content(number, *entry)))
        for number, entry in enumerate(entries):
            if used[number] and is_step(entry):
                numbers[number] = len(reads) + len(steps)
                steps.append(entry)
        return reads, steps, numbers

    def _content(self, number: int, source: str, key: str) -> str:
        found = self._contents.get(number)
        return self._edition.content(source, key).hex() if found is None else found

    def _compared(self, entries: Sequence[Entry], contents: Sequence[str]) -> tuple[dict[int, str], set[int]]:
        """Return what the reads of the last build are now, and the numbers of what has changed since."""
        now: dict[int, str] = {}
        changed: set[int] = set()
        for number, entry in enumerate(entries):
            if is_read(entry):
                now[number] = self._edition.content(*entry).hex()
                if now[number] != contents[number]:
                    changed.add(number)
            elif not changed.isdisjoint(entry):
                changed.add(number)
        return now, changed

    def _load(self) -> tuple[Mapping[str, _File], list[Entry], list[str]]:
        text, _, packed = (self._memo.get(_KIND, self._key) or b"{}").partition(b"\n")
        stored = orjson.loads(text)
        if (stored.get("salt"), stored.get("order")) != (self._salt, sys.byteorder):
            return {}, [], []
        words = array(WORD)
        words.frombytes(packed)
        reads = stored["reads"]
        entries: list[Entry] = [(source, key) for source, key, _ in reads]
        begin = 0
        for _ in range(stored["steps"]):
            end = begin + 1 + words[begin]
            entries.append(tuple(words[begin + 1 : end]))
            begin = end
        files: dict[str, _File] = {}
        for address, mark, digest, size, mtime, count, doubts in stored["files"]:
            end = begin + count
            files[address] = (mark, digest, size, mtime, words[begin:end], doubts)
            begin = end
        return files, entries, [content for _, _, content in reads]
