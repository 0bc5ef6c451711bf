"""What the last build into an output made from what, so that the next one makes only what must differ."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Mapping
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


#: Of a file: fingerprint, SHA-256, size and time, numbers of its reads, its doubtful links.
_Entry = tuple[str, str, int, int, "array[int]", list[tuple[str, str, str]]]
#: Numbers of reads are kept as machine words, which is many times quicker to read than digits: there are 40 a file.
_WORD = "I"


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
        before, self._numbers, contents = self._load()
        self._before = before
        self._contents = {number: edition.content(*read).hex() for read, number in self._numbers.items()}
        changed = {number for number, content in self._contents.items() if contents[number] != content}
        self._kept: dict[str, _Entry] = {}
        self._made: dict[str, _Entry] = {}
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

    def take(self, made: Iterable[Made]) -> None:
        """Remember files that were made."""
        for one in made:
            file = one.file
            for read in one.reads:
                if read not in self._numbers:
                    self._numbers[read] = len(self._numbers)
            reads = array(_WORD, map(self._numbers.__getitem__, one.reads))
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
        reads = [(*read, self._content(number, read)) for read, number in self._numbers.items()]
        words = array(_WORD)
        files: list[list[object]] = []
        for address, (mark, digest, size, mtime, own, doubts) in (self._kept | self._made).items():
            files.append([address, mark, digest, size, mtime, len(own), doubts])
            words.extend(own)
        stored = {"salt": self._salt, "order": sys.byteorder, "reads": reads, "files": files}
        text = json.dumps(stored, separators=(",", ":"))
        self._memo.put(_KIND, self._key, text.encode() + b"\n" + words.tobytes())

    def _content(self, number: int, read: Read) -> str:
        found = self._contents.get(number)
        return self._edition.content(*read).hex() if found is None else found

    def _load(self) -> tuple[Mapping[str, _Entry], dict[Read, int], list[str]]:
        text, _, packed = (self._memo.get(_KIND, self._key) or b"{}").partition(b"\n")
        stored = json.loads(text)
        if (stored.get("salt"), stored.get("order")) != (self._salt, sys.byteorder):
            return {}, {}, []
        words = array(_WORD)
        words.frombytes(packed)
        files: dict[str, _Entry] = {}
        begin = 0
        for address, mark, digest, size, mtime, count, doubts in stored["files"]:
            end = begin + count
            files[address] = (mark, digest, size, mtime, words[begin:end], doubts)
            begin = end
        reads = stored["reads"]
        numbers = {(source, key): number for number, (source, key, _) in enumerate(reads)}
        return files, numbers, [content for _, _, content in reads]
