"""Many files to records: what was read before is taken from the memo, the rest is read by all processors."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from site_gen.config import Config
from site_gen.reading.apart import Apart, can_work_apart
from site_gen.reading.kept import Kept, pack, unpack
from site_gen.reading.processors import processors
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import Source

#: Files of one process; for fewer another is not worth starting.
_SHARE = 1000


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
        reads = [_taken(found, source) for source in every]
        rest = [source for source, read in zip(every, reads, strict=True) if read is None]
        anew = iter(_read(rest, config))
        whole = [read or next(anew) for read in reads]
        if kept:
            kept.keep(whole, len(rest))
    return whole


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


def _read(sources: Sequence[Source], config: Config) -> list[Read]:
    """Read files, in the order given, with as many processes as are worth it."""
    count = min(processors(), len(sources) // _SHARE) if can_work_apart() else 1
    if count < 2:
        return [read_record(source, config) for source in sources]
    others = [Apart(partial(_packed, sources[number::count], config)) for number in range(1, count)]
    # Before anything else is done: the others are at work now.
    shares = [[read_record(source, config) for source in sources[::count]]]
    for number, other in enumerate(others, 1):
        share = sources[number::count]
        found = {read.path: read for read in unpack(other.result() or b"", {s.path: s for s in share})}
        # What has problems has no bytes.
        shares.append([_taken(found, source) or read_record(source, config) for source in share])
    return [shares[number % count][number // count] for number in range(len(sources))]


def _taken(found: dict[str, Read], source: Source) -> Read | None:
    """Take what a file gave from among what was found; of two files with names alike only one gave it."""
    read = found.get(source.path)
    return found.pop(source.path) if read is not None and read.digest == source.digest else None


def _packed(sources: Sequence[Source], config: Config) -> bytes:
    return pack(read_record(source, config) for source in sources)
