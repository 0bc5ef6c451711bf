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
        rest = [source for source in every if source.path not in found]
        found.update((read.path, read) for read in _read(rest, config))
        if kept:
            kept.keep(found.values(), len(rest))
    return [found[source.path] for source in every]


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


def _read(sources: Sequence[Source], config: Config) -> Iterator[Read]:
    """Yield what files give, in no order."""
    count = min(processors(), len(sources) // _SHARE) if can_work_apart() else 1
    own, *shares = [sources[number::count] for number in range(count)] if count > 1 else [sources]
    others = [(share, Apart(partial(_packed, share, config))) for share in shares]
    # Before anything else is done: the others are at work now.
    yield from [read_record(source, config) for source in own]
    for share, other in others:
        by_path = {source.path: source for source in share}
        found = {read.path: read for read in unpack(other.result() or b"", by_path)}
        # What has problems has no bytes.
        yield from (found.get(path) or read_record(source, config) for path, source in by_path.items())


def _packed(sources: Sequence[Source], config: Config) -> bytes:
    return pack(read_record(source, config) for source in sources)
