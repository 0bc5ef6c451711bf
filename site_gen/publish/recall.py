"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from site_gen.book.trace import Read
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.publish.press import Made
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.verify import Doubt, Links

_KIND = "site"


#: By address: fingerprint, SHA-256, size and time of the file, numbers of its reads, its doubtful links.
_Entry = tuple[str, str, int, int, list[int], list[tuple[str, str, str]]]


class Recall:
    """Tells the files of the last build that are still right from those that must be made.

    A file is right when it is made in the same way and nothing that was read for it has changed. Everything
    that all files depend on is in the salt: the program, the theme, the configuration, the day.

    Attributes:
        kept: the files of the output that stay as they are.
        rest: the items that must be made.
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
        before, self._numbers, contents = self._load()
        self._before = before
        self._known: dict[str, frozenset[Doubt]] = {}
        self._contents = {number: edition.content(*read).hex() for read, number in self._numbers.items()}
        changed = {number for number, content in self._contents.items() if contents[number] != content}
        self._entries: dict[str, _Entry] = {}
        self._gone = before.keys() - edition.items.keys()
        self.kept: list[Placed] = []
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
                self._entries[address] = entry

    def doubts(self, made: Sequence[Made], links: Links) -> list[Doubt]:
        """Return the links that must be looked up: those of new files, and those of kept files that lead to new ones.

        Args:
            made: the files that were made.
            links: looks at all links of a kept file when an address is gone that it may lead to.
        """
        new = {file.file.address for file in made}
        found = [
            doubt
            for file in made
            for doubt in file.doubts
            if doubt.target not in self._entries or doubt not in self._settled(file.file.address)
        ]
        for address, entry in self._entries.items():
            if not self._gone:
                found.extend(Doubt(address, *doubt) for doubt in entry[5] if doubt[1] in new)
            elif address.endswith(".html"):
                found.extend(links.doubts(address, self._stage.read(address)))
        return sorted(found)

    def _settled(self, address: str) -> frozenset[Doubt]:
        """Return the doubtful links that a file had in the last build, where they were found good."""
        if address not in self._known:
            entry = self._before.get(address)
            self._known[address] = (
                frozenset(Doubt(address, *doubt) for doubt in entry[5]) if entry else frozenset()
            )
        return self._known[address]

    def save(self, made: Sequence[Made]) -> None:
        """Keep what the site was made from."""
        if not made and not self._gone:
            return
        for one in made:
            file = one.file
            numbers = sorted(self._numbered(read) for read in one.reads)
            doubts = [(doubt.href, doubt.target, doubt.anchor) for doubt in one.doubts]
            mark = self._marks[file.address]
            self._entries[file.address] = (mark, file.digest, file.size, file.mtime, numbers, doubts)
        reads = [(*read, self._contents[number]) for read, number in self._numbers.items()]
        stored = {"salt": self._salt, "reads": reads, "files": self._entries}
        self._memo.put(_KIND, self._key, json.dumps(stored, separators=(",", ":")).encode())

    def _numbered(self, read: Read) -> int:
        number = self._numbers.get(read)
        if number is None:
            number = self._numbers[read] = len(self._numbers)
            self._contents[number] = self._edition.content(*read).hex()
        return number

    def _load(self) -> tuple[Mapping[str, _Entry], dict[Read, int], list[str]]:
        found = self._memo.get(_KIND, self._key)
        stored = json.loads(found) if found else {}
        if stored.get("salt") != self._salt:
            return {}, {}, []
        reads = stored["reads"]
        numbers = {(source, key): number for number, (source, key, _) in enumerate(reads)}
        return stored["files"], numbers, [content for _, _, content in reads]
