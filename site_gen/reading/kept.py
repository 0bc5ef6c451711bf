"""What was read, as bytes: for the next run, and from one process to another.

The bytes are typed data, never code: what is decoded are records of the kinds there are, or it is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from msgspec import MsgspecError, Raw, Struct
from msgspec.msgpack import Decoder, Encoder

from site_gen.memo import Memo
from site_gen.reading.marks import Marks
from site_gen.reading.record import Read, read_of
from site_gen.reading.source import Source
from site_gen.records import FORMS, Record

#: Kind of value in the memo; there is one for each `site.yaml`, of the last reading by it.
_KIND = "reads"


class _Row(Struct, frozen=True, array_like=True):
    """What is known of a read beside its record.

    `refs` are kinds, by their place in a list, and id of each record that it names; `plain` says that its marks are found
    out when asked for.
    """

    path: str
    digest: bytes
    facts: bytes
    links: tuple[tuple[str, int, int], ...]
    refs: list[tuple[int, str]]
    plain: bool


class _Part(Struct, frozen=True, array_like=True):
    """The reads of one kind: rows and, in the same order, records; which kinds of records these name."""

    kind: str
    named_kinds: list[tuple[str, ...]]
    rows: list[_Row]
    records: Raw


class Kept:
    """The reads of earlier runs.

    Args:
        memo: where they are.
        digest: stands for the configuration by which records are read.
    """

    def __init__(self, memo: Memo, digest: bytes) -> None:
        self._memo = memo
        self._digest = digest

    def find(self, sources: Mapping[str, Source]) -> dict[str, Read]:
        """Return by path what the files gave that have not changed since; `sources` are by path too."""
        known = self._memo.get(_KIND, self._digest)
        try:
            packs = [] if known is None else _packs.decode(known)
        except MsgspecError:
            return {}
        return {read.path: read for packed in packs for read in unpack(packed, sources)}

    def keep(self, packs: Iterable[bytes]) -> None:
        """Keep what was read, as `pack` gave it, instead of what was kept before."""
        self._memo.put(_KIND, self._digest, _encoder.encode(list(packs)))


def pack(reads: Iterable[Read]) -> bytes:
    """Return reads as bytes; those of records that are not whole or have problems are left out."""
    by_kind: defaultdict[str, list[Read]] = defaultdict(list)
    for read in reads:
        if read.record is not None and not read.diagnostics:
            by_kind[read.kind].append(read)
    return _encoder.encode([_part(kind, some) for kind, some in by_kind.items()])


def unpack(data: bytes, sources: Mapping[str, Source]) -> Iterable[Read]:
    """Yield the packed reads of files that are still the same.

    Args:
        data: what `pack` returned; of any other bytes nothing comes.
        sources: the files as they are now, by path.
    """
    try:
        parts = [(part, _decoder(part.kind).decode(part.records)) for part in _parts.decode(data)]
    except (MsgspecError, KeyError, UnicodeDecodeError):
        return
    for part, records in parts:
        kinds = part.named_kinds
        for row, record in zip(part.rows, records, strict=True):
            source = sources.get(row.path)
            if source is not None and source.digest == row.digest:
                refs = tuple([(kinds[place], ident) for place, ident in row.refs])
                yield read_of(source, record, row.facts, row.links, refs, plain=row.plain)


def _part(kind: str, reads: list[Read]) -> _Part:
    """Return the reads of one kind without those that have no bytes, such as a number beyond 64 bits."""
    try:
        records = _encoder.encode([read.record for read in reads])
    except (MsgspecError, OverflowError, UnicodeEncodeError):
        reads = [read for read in reads if _has_bytes(read.record)]
        records = _encoder.encode([read.record for read in reads])
    places: dict[tuple[str, ...], int] = {}
    rows = [
        _Row(
            r.path,
            r.digest,
            r.facts,
            r.links,
            [(places.setdefault(kinds, len(places)), ident) for kinds, ident in r.refs],
            isinstance(r.marks, Marks),
        )
        for r in reads
    ]
    return _Part(kind, list(places), rows, Raw(records))


def _has_bytes(record: Record | None) -> bool:
    try:
        _encoder.encode(record)
    except (MsgspecError, OverflowError, UnicodeEncodeError):
        return False
    return True


def _marks(value: Any) -> Any:
    """Stand in for marks that are found out when asked for."""
    if isinstance(value, Marks):
        return {}
    raise TypeError(type(value).__name__)


_encoder = Encoder(enc_hook=_marks)
_parts = Decoder(list[_Part])
_packs = Decoder(list[bytes])


@cache
def _decoder(kind: str) -> Decoder[list[Record]]:
    """Return what decodes the records of a kind; making it costs more than it is worth where nothing was kept."""
    cls: Any = FORMS[kind].cls
    return Decoder(list[cls])
