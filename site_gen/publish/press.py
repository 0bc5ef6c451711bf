"""Making many files with several processes; the result does not depend on how many."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from importlib import import_module

from jinja2 import TemplateError
from msgspec import Struct, field

from site_gen.book.trace import tracing
from site_gen.diagnostics import Diagnostic
from site_gen.publish.drawings import Drawings
from site_gen.publish.ledger import Ledger, Lot
from site_gen.publish.lost import LostProcessError
from site_gen.publish.order import Order
from site_gen.publish.profile import Profile, Tally
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.stored import packed_links
from site_gen.publish.verify import Links
from site_gen.reading.apart import can_copy
from site_gen.reading.processors import processors

#: Fewer files than this are not worth starting processes for.
_WORTH_IT = 60
#: Files of a share, and how many shares each process should get at least.
_CHUNK = 32
_SHARES = 8
#: From this many shares on, some are made while the figures are counted that others show.
_MEANWHILE = 60
#: A share of what is about nobody is so many times smaller.
_SMALLER = 4
#: Pieces of memory that a process may touch after its first share: with more, it gives way to a new one. What processes
#: keep, and what of the Book they have made their own by using it, would grow with the site. Pages about one customer want
#: little, those of a week a lot. Of a large Book more is used before it pays: one piece more for so many files.
_TIRED = 30_000
_MORE = 3
#: Who makes what is about nobody may touch so many times as much.
_PATIENCE = 2


class Made(Struct, frozen=True):
    """One file of a site with what it was made from.

    Attributes:
        file: where it is and what it holds.
        reads: what was read from the Book meanwhile: its numbers in the ledger of the process, as words.
        doubts: its links that other files answer for (see `stored.links_of`).
    """

    file: Placed
    reads: bytes
    doubts: bytes


class Batch(Struct, frozen=True):
    """Files in the order of their items, problems of templates, times of a profile, and new charts by key.

    Attributes:
        ledger: name of the ledger of the process that made them.
        entries: what is new in that ledger.
    """

    ledger: bytes
    entries: Lot
    files: list[Made] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    times: Mapping[str, Tally] = field(default_factory=dict)
    charts: dict[bytes, bytes] = field(default_factory=dict)


class Run(Struct, frozen=True):
    """What making files needs.

    Attributes:
        order: the files to make; those about no customer show what must be prepared (see `press`).
        links: looks at the links of each file.
        stage: where the files go.
        drawings: keeps the charts.
        ledger: for what this process reads, where it makes all files itself.
        profile: keeps how long each takes, when asked for.
    """

    order: Order
    links: Links
    stage: Stage
    drawings: Drawings
    ledger: Ledger
    profile: Profile | None = None


#: The ledger of a worker.
_ledger: list[Ledger] = []
#: How much memory a worker had touched after its first share, as one number.
_first: list[int] = []


def press(
    run: Run, workers: int, step: Callable[[int, int], None], prepare: Callable[[], Iterable[None]] = tuple
) -> Generator[Batch]:
    """Make all files, put them on the stage and look at their links; yield them share by share.

    No process is left once the generator is closed.

    Args:
        run: what to make.
        workers: processes to use; 0 for as many as there are processors.
        step: told how many of how many files are done.
        prepare: finds out piece by piece what the counted files show; others are made meanwhile.

    Raises:
        OSError: the disk refused.
        LostProcessError: a process was ended, or files are missing.
    """
    done, total = 0, len(run.order.items)
    for batch, made in _batches(run, _processes(total, workers), prepare):
        yield batch
        done += made
        step(done, total)
    if done != total:
        raise LostProcessError(f"{total - done} of {total} files were not made")


def _batches(run: Run, count: int, prepare: Callable[[], Iterable[None]]) -> Generator[tuple[Batch, int]]:
    """Yield shares, and how many files each was to have."""
    order = run.order
    total = len(order.items)
    size = max(1, min(_CHUNK, total // (count * _SHARES)))
    if count < 2:
        deque(prepare(), 0)
        with _lasting():
            for share in _shares(range(total), size, order.starts):
                yield _make(run, run.ledger, share), len(share)
        return
    from site_gen.publish.crew import Crew  # noqa: PLC0415 - loads what most builds, which make a few files, do without

    # What is about nobody makes nearly all of the Book a process's own, who can give way after a share only.
    counted = [
        *_shares(range(order.general), max(1, size // _SMALLER), order.starts),
        *_shares(range(order.general, order.counted), size, order.starts),
    ]
    others: Sequence[range] = [*_shares(range(order.counted, total), size, order.starts)]
    make, begin = partial(_made, run), partial(_begin, run)
    early = others if len(others) >= _MEANWHILE else ()
    try:
        with Crew(count - 1, early, make, begin) as crew:
            for _ in prepare():
                crew.tend()
            others = crew.stop() if early else others
            yield from ((batch, len(share)) for share, batch in crew)
        with Crew(count, [*counted, *others], make, begin) as crew:
            yield from ((batch, len(share)) for share, batch in crew)
    finally:
        gc.unfreeze()


def _shares(files: range, size: int, starts: Sequence[int]) -> Iterator[range]:
    """Yield files in shares of `size`, or up to twice as many where that keeps those about one thing together."""
    start = files.start
    while start < files.stop:
        place = bisect_left(starts, start + size)
        end = starts[place] if place < len(starts) else files.stop
        end = min(end, start + 2 * size, files.stop)
        yield range(start, end)
        start = end


@contextmanager
def _lasting() -> Iterator[None]:
    """Let garbage be looked for among what is made from here on only: all that is there now lasts.

    Pages and charts leave garbage behind, also where the caller has turned the search off for all that it keeps itself.
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


def is_shared(total: int, workers: int) -> bool:
    """Whether several processes make so many files; `workers` as for `press`."""
    return _processes(total, workers) > 1


def _processes(total: int, workers: int) -> int:
    """Return how many processes make so many files."""
    # Workers must share the Book by forking; sending it to each would cost more than it saves.
    can_share = total >= _WORTH_IT and can_copy()
    return (workers or processors()) if can_share else 1


def _begin(run: Run) -> None:
    """Make a process that was just forked a worker."""
    gc.enable()
    _ledger[:] = [Ledger()]
    if run.profile:
        # The times of the parent are not ours to tell again.
        run.profile.take()


def _made(run: Run, share: range) -> tuple[Batch, bool]:
    order = run.order
    # Whoever looks at all records goes on longer: the next one would have to look at all of them again.
    patience = _PATIENCE if share.start < order.general else 1
    return _make(run, _ledger[0], share), _is_tired(patience * (_TIRED + len(order.items) // _MORE))


def _is_tired(most: int) -> bool:
    """Whether this process has taken much memory: each time it touches a piece anew, the system is asked for it."""
    resource = import_module("resource")  # systems that can fork have it
    touched: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    if not _first:
        _first.append(touched)
    return touched - _first[0] > most


def _make(run: Run, ledger: Ledger, share: range) -> Batch:
    files: list[Made] = []
    problems: list[Diagnostic] = []
    for item in run.order.items[share.start : share.stop]:
        try:
            with tracing() as reads, run.profile.page(item.address) if run.profile else nullcontext():
                made = item.make()
        except TemplateError as error:
            problems.append(item.problem(error))
            continue
        doubts = packed_links(doubt[1:] for doubt in run.links.doubts(item.address, made))
        files.append(Made(run.stage.put(item.address, made), ledger.numbers(reads), doubts))
    times = run.profile.take() if run.profile else {}
    return Batch(ledger.name, ledger.take(), files, problems, times, run.drawings.take())
