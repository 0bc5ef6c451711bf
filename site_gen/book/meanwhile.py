"""Which problems an audience may be told, found by another process while this one does something else, and kept.

Most edits are sentences that change neither a problem nor what is known of one; then what the last build found is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import blake2b
from itertools import compress

from msgspec import MsgspecError, Struct
from msgspec.msgpack import decode, encode

from site_gen.book.book import Book
from site_gen.book.content import contents_of, rests_on
from site_gen.book.register import Key
from site_gen.book.trace import PROBLEMS, Read, flat, tracing
from site_gen.diagnostics import Diagnostic, codec
from site_gen.memo import Memo
from site_gen.memo.stamp import stamp
from site_gen.reading.apart import Apart, is_worth_it
from site_gen.records import FORMS
from site_gen.records.texts import text_of

_KIND = "told"


class _Told(Struct, frozen=True, array_like=True):
    """What is kept: what it was found for, further reads with their content, and a byte for each problem of the whole Book.

    Attributes:
        salt: stands for the program, the audience, the day, the configuration, the problems of the whole Book, and the
            facts of all records that are shown.
        reads: source, key and content of what else it was made from.
        told: 1 for each problem that may be told, 0 for the others.
    """

    salt: bytes
    reads: list[tuple[str, str, bytes]]
    told: bytes


class Problems:
    """The problems that may be told; who asks waits for them.

    Args:
        memo: where they are kept.
        whole: the whole Book.
        book: the Book made for an audience.
        wholes: what stands for all records of that Book together (see `content.wholes`).
    """

    def __init__(self, memo: Memo, whole: Book, book: Book, wholes: Mapping[str, bytes]) -> None:
        self._memo = memo
        self._whole = whole
        self._find = book.find_problems
        self._key = blake2b(book.audience.key.encode() if book.audience else b"", digest_size=16).digest()
        self._salt = _salt(whole, book, wholes)
        self._told = self._known(book)
        self._new = False
        self._apart = (
            Apart(partial(self._work, book)) if self._told is None and is_worth_it(whole.files) else None
        )

    def __call__(self, book: Book, record: Key | None = None) -> tuple[Diagnostic, ...]:
        """Return the problems of the Book, or of one record of it."""
        if self._told is None:
            self._told, self._new = _of_bytes(self._apart.result() if self._apart else None), True
        if self._told is None:
            return self._find(book, record)
        found = tuple(compress(self._whole.diagnostics, self._told.told))
        return found if record is None else tuple(one for one in found if one.record == record)

    def stand_in(self, wholes: dict[str, bytes]) -> None:
        """Add what stands for all of them to what does for all records, if they have been found out; else leave it out."""
        wholes.pop(PROBLEMS, None)
        if self._told is not None:
            wholes[PROBLEMS] = blake2b(self._salt + self._told.told, digest_size=16).digest()

    def keep(self) -> None:
        """Keep what was found for the next build, if it was asked for and is new."""
        if self._new and self._told is not None:
            self._memo.put(_KIND, self._key, encode(self._told))

    def _known(self, book: Book) -> _Told | None:
        found = _of_bytes(self._memo.get(_KIND, self._key))
        if found is None or found.salt != self._salt:
            return None
        try:
            same = all(contents_of(book, source)(key) == was for source, key, was in found.reads)
        except (AttributeError, KeyError):  # no such source: damaged
            return None
        return found if same else None

    def _work(self, book: Book) -> bytes:
        with tracing() as reads:
            found = {id(problem) for problem in book.find_problems(book)}
        told = bytes(id(problem) in found for problem in self._whole.diagnostics)
        if sum(told) != len(found):  # they are not those of the whole Book
            return b""
        rest = [read for read in flat(reads) if not _is_decided(read)] + _noted(book)
        contents = [(source, key, contents_of(book, source)(key)) for source, key in sorted(rest)]
        return encode(_Told(self._salt, contents, told))


def _salt(whole: Book, book: Book, wholes: Mapping[str, bytes]) -> bytes:
    try:
        problems = codec.encode(whole.diagnostics)
    except TypeError:  # a message with a value that has no bytes
        problems = repr(whole.diagnostics).encode()
    facts = (wholes[kind] for kind in FORMS)
    parts = (stamp(), book.config_digest, str(book.as_of).encode(), problems, *facts)
    return blake2b(b"\0".join(parts), digest_size=16).digest()


def _is_decided(read: Read) -> bool:
    """Whether what was read is as it was as long as what the salt stands for is."""
    source, _ = read
    names = rests_on(source)
    return source == "book" or (bool(names) and all(name in FORMS for name in names))


def _noted(book: Book) -> list[Read]:
    """Return the files with problems of their own: whether one may be told depends on where things stand in them."""
    return [
        (text_of(kind), ident)
        for kind, known in book.known.items()
        for ident, read in known.items()
        if read.diagnostics
    ]


def _of_bytes(data: bytes | None) -> _Told | None:
    try:
        return decode(data or b"", type=_Told)
    except MsgspecError:
        return None
