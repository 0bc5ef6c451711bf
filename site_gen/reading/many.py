"""Many files to records: what was read before is taken from the memo, the rest is read by all processors."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from msgspec.structs import force_setattr

from site_gen.config import Config
from site_gen.reading.apart import Apart, can_work_apart
from site_gen.reading.kept import Kept, pack, unpack
from site_gen.reading.processors import processors
from site_gen.reading.record import NO_VALUES, Read, read_record
from site_gen.reading.source import Source

#: From this many records read anew on, all are kept anew: a few are read again as quickly.
_KEEPING = 100
#: Files of one process; for fewer another is not worth starting.
_SHARE = 1000
#: What a day or a week is written with.
_DAY = "0123456789-W"


def read_all(sources: Iterable[Source], config: Config, kept: Kept | None = None) -> list[Read]:
    """Read many records, in the order given.

    Args:
        sources: the files.
        config: the configuration to read them by.
        kept: what was read before; it is told what is read now.
    """
    every = list(sources)
    with _no_garbage():
        found = kept.find({source.path: source for source in every}) if kept else {}
        known = [_taken(found, source) for source in every]
        anew, packs = _read([one for one, read in zip(every, known, strict=True) if read is None], config)
        rest = iter(anew)
        reads = [read or next(rest) for read in known]
        if kept and len(anew) >= _KEEPING:
            packed = {path for share in packs for path in share.paths}
            kept.keep(
                [*(share.data for share in packs), pack(read for read in reads if read.path not in packed)]
            )
    return reads


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Do without looking for garbage, which costs a tenth of the time: everything made here stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Share(NamedTuple):
    """What another process read: the bytes that `pack` gave, and the paths of the files that are in them."""

    data: bytes
    paths: frozenset[str]


def _read(sources: Sequence[Source], config: Config) -> tuple[list[Read], list[_Share]]:
    """Read files, in the order given, with as many processes as are worth it.

    What is about one customer is read together, and so lies together in memory: pages about it are made together, too,
    and each process that makes some has to copy less of what all have in common.
    """
    order = sorted(range(len(sources)), key=lambda place: _subject(sources[place].path))
    reads, packs = _read_in_turn([sources[place] for place in order], config)
    found = dict(zip(order, reads, strict=True))
    return [found[place] for place in range(len(sources))], packs


def _subject(path: str) -> str:
    """Return the name of a file without the day or week before it: mostly the id of a customer comes first there."""
    return path.rpartition("/")[2].lstrip(_DAY)


def _read_in_turn(sources: Sequence[Source], config: Config) -> tuple[list[Read], list[_Share]]:
    """Read files with as many processes as are worth it."""
    count = min(processors(), len(sources) // _SHARE) if can_work_apart() else 1
    if count < 2:
        return [_lean(source, config) for source in sources], []
    # A tenth less for this process: it takes over what the others have read.
    owners = [(place % (10 * count - 1) + 1) % count for place in range(len(sources))]
    shares = [
        [source for source, owner in zip(sources, owners, strict=True) if owner == n] for n in range(count)
    ]
    others = [Apart(partial(_packed, share, config)) for share in shares[1:]]
    # Before anything else is done: the others are at work now.
    made = [iter([_lean(source, config) for source in shares[0]])]
    packs: list[_Share] = []
    for share, other in zip(shares[1:], others, strict=True):
        data = other.result() or b""
        found = {read.path: read for read in unpack(data, {source.path: source for source in share})}
        packs.append(_Share(data, frozenset(found)))
        # What has problems has no bytes.
        made.append(iter([_taken(found, source) or _lean(source, config) for source in share]))
    return [next(made[owner]) for owner in owners], packs


def _taken(found: dict[str, Read], source: Source) -> Read | None:
    """Take what a file gave from among what was found; of two files with names alike only one gave it."""
    read = found.get(source.path)
    return found.pop(source.path) if read is not None and read.digest == source.digest else None


def _packed(sources: Sequence[Source], config: Config) -> bytes:
    return pack(read_record(source, config) for source in sources)


def _lean(source: Source, config: Config) -> Read:
    """Read a record without what is written beside it: a whole one holds it all, as one that was kept does."""
    read = read_record(source, config)
    if read.record is not None:
        force_setattr(read, "values", NO_VALUES)
    return read
