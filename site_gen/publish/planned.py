"""The plan of the last build into an output, which is made again only when something that it was made of has changed.

Most edits change a text: no page comes or goes, none is made in another way, and planning them all would take longer than
making those that change.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from msgspec import MsgspecError, Struct
from msgspec.msgpack import decode, encode

from site_gen.book import Book
from site_gen.book.content import Same, contents_of
from site_gen.book.trace import Noting, flat
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.pages.plan import Listing

_KIND = "plan"


class _Plan(Struct, frozen=True, array_like=True):
    """What is kept: what it depends on as a whole, what was read with its content, the pages, and their fingerprints."""

    salt: bytes
    wholes: dict[str, bytes]
    reads: list[tuple[str, str, bytes]]
    listing: Listing
    marks: bytes


class Planned:
    """The pages planned by the last build into an output, if they are the same for a Book.

    Args:
        memo: where they are kept.
        output: the folder that is published into.
        book: the Book as its audience sees it.
        wholes: what stands for all of its records together, by which most reads are known to be as they were.

    Attributes:
        listing: the pages; `None` when they must be planned.
        marks: the fingerprints of the pages in each language, one after the other.
    """

    def __init__(self, memo: Memo, output: str, book: Book, wholes: dict[str, bytes]) -> None:
        self._memo = memo
        self._wholes = wholes
        self._key = blake2b(output.encode(), digest_size=16).digest()
        self._book = book
        about = (stamp(), book.config_digest, str(book.as_of).encode())
        self._salt = blake2b(b"\0".join(about), digest_size=16).digest()
        found = self._known()
        self.listing: Listing | None = found.listing if found else None
        self.marks: bytes = found.marks if found else b""

    def _known(self) -> _Plan | None:
        try:
            found = decode(self._memo.get(_KIND, self._key) or b"", type=_Plan)
        except MsgspecError:
            return None
        if found.salt != self._salt:
            return None
        try:
            same = Same(found.wholes, self._wholes)
            unchanged = all(
                same[source] or contents_of(self._book, source)(key) == was
                for source, key, was in found.reads
            )
        except (AttributeError, KeyError):  # no such source: another program's, or damaged
            return None
        return found if unchanged else None

    def keep(self, reads: Iterable[Noting], listing: Listing, marks: bytes) -> None:
        """Keep a plan for the next build.

        Args:
            reads: what it was made of.
            listing: its pages.
            marks: the fingerprints of the pages in each language.
        """
        told = [(*read, contents_of(self._book, read[0])(read[1])) for read in sorted(flat(reads))]
        self._memo.put(_KIND, self._key, encode(_Plan(self._salt, self._wholes, told, listing, marks)))
