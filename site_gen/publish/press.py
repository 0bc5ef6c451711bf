"""Making many files with several processes; the result does not depend on how many."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import repeat
from multiprocessing.connection import wait

from jinja2 import TemplateError
from msgspec import Struct, field

from site_gen.book.trace import tracing
from site_gen.diagnostics import Diagnostic
from site_gen.pages.edition import Item
from site_gen.publish.drawings import Drawings
from site_gen.publish.ledger import Entry, Ledger, Numbers
from site_gen.publish.profile import Profile, Tally
from site_gen.publish.stage import Placed, Stage
from site_gen.publish.verify import Doubt, Links
from site_gen.reading.processors import processors

#: Fewer files than this are not worth starting processes for.
_WORTH_IT = 60
#: Files of a share, and how many shares each process should get at least.
_CHUNK = 32
_SHARES = 8
#: Shares after which processes give way to new ones: what they keep, and what of the Book they have made their own
#: by using it, would grow with the site. Of a site of 190,000 files three times as many take an eighth less processor
#: time, and 4.5 GB instead of 4.1.
_LIFE = 20


class Made(Struct, frozen=True):
    """One file of a site with what it was made from.

    Attributes:
        file: where it is and what it holds.
        reads: what was read from the Book meanwhile, as numbers in the ledger of its process.
        doubts: its links that other files answer for.
    """

    file: Placed
    reads: Numbers
    doubts: tuple[Doubt, ...]


class Batch(Struct, frozen=True):
    """Files in the order of their items, problems of templates, times of a profile, and new charts by key.

    Attributes:
        ledger: name of the ledger of the process that made them.
        entries: what is new in that ledger.
    """

    ledger: bytes
    entries: Sequence[Entry]
    files: list[Made] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    times: Mapping[str, Tally] = field(default_factory=dict)
    charts: dict[bytes, bytes] = field(default_factory=dict)


class Run(Struct, frozen=True):
    """What making files needs.

    Attributes:
        items: the files to make.
        links: looks at the links of each file.
        stage: where the files go.
        drawings: keeps the charts.
        profile: keeps how long each takes, when asked for.
    """

    items: Sequence[Item]
    links: Links
    stage: Stage
    drawings: Drawings
    profile: Profile | None = None


#: What forked workers find in their memory: nothing of it is sent.
_run: list[Run] = []
#: The ledger of a worker.
_ledger: list[Ledger] = []


def press(run: Run, workers: int, step: Callable[[int, int], None]) -> Generator[Batch]:
    """Make all files, put them on the stage and look at their links; yield them share by share, in order.

    No process is left once the generator is closed.

    Args:
        run: what to make.
        workers: processes to use; 0 for as many as there are processors.
        step: told how many of how many files are done.

    Raises:
        OSError: the disk refused.
    """
    count = _processes(len(run.items), workers)
    total = len(run.items)
    size = max(1, min(_CHUNK, total // (count * _SHARES)))
    starts = range(0, total, size)
    if count < 2:
        ledger = Ledger()
        with _lasting():
            for start in starts:
                yield _make(run, ledger, start, size)
                step(min(start + size, total), total)
        return
    _run.append(run)
    try:
        context = multiprocessing.get_context("fork")
        with _lasting():
            for first in range(0, len(starts), count * _LIFE):
                some = starts[first : first + count * _LIFE]
                with ProcessPoolExecutor(count, context, _begin) as pool:
                    for start, part in zip(some, pool.map(_chunk, some, repeat(size)), strict=True):
                        yield part
                        step(min(start + size, total), total)
    finally:
        _run.clear()


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
    can_share = total >= _WORTH_IT and "fork" in multiprocessing.get_all_start_methods()
    return (workers or processors()) if can_share else 1


def _begin() -> None:
    """Make a process that was just forked a worker."""
    _end_with_parent()
    _ledger[:] = [Ledger()]
    if _run[0].profile:
        # The times of the parent are not ours to tell again.
        _run[0].profile.take()


def _end_with_parent() -> None:
    """Let this worker end with its parent and not before it.

    Waiting for work, it would never hear that the parent was killed; and Ctrl-C, which a terminal sends to both, is
    for the parent to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    if parent:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _chunk(start: int, size: int) -> Batch:
    return _make(_run[0], _ledger[0], start, size)


def _make(run: Run, ledger: Ledger, start: int, size: int) -> Batch:
    files: list[Made] = []
    problems: list[Diagnostic] = []
    for item in run.items[start : start + size]:
        try:
            with tracing() as reads, run.profile.page(item.address) if run.profile else nullcontext():
                made = item.make()
        except TemplateError as error:
            problems.append(item.problem(error))
            continue
        doubts = tuple(run.links.doubts(item.address, made))
        files.append(Made(run.stage.put(item.address, made), ledger.numbers(reads), doubts))
    times = run.profile.take() if run.profile else {}
    return Batch(ledger.name, ledger.take(), files, problems, times, run.drawings.take())
