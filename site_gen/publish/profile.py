"""Where the time of a build goes: each phase, and the slowest pages, charts and records."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from msgspec import Struct

from site_gen.charts.watch import watched
from site_gen.config import Config
from site_gen.locale.text import Msg
from site_gen.publish.progress import Progress, Quiet
from site_gen.reading.record import read_record
from site_gen.reading.source import Source, discover

#: How many of the slowest are named.
MOST = 10
#: Candidates that are timed again, so that one interruption does not make a record slow.
_AGAIN = 5 * MOST


class Phase(Struct, frozen=True):
    """Seconds of one phase: on the clock, and of all processors together."""

    name: Msg
    wall: float
    cpu: float


@dataclass(slots=True)
class Tally:
    """How many things of one sort were timed, their seconds together, and the slowest with their names."""

    count: int = 0
    seconds: float = 0.0
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, name: str, seconds: float) -> None:
        """Count one thing."""
        self.count += 1
        self.seconds += seconds
        self._keep(seconds, name)

    def merge(self, other: Tally) -> None:
        """Count what another process counted."""
        self.count += other.count
        self.seconds += other.seconds
        for seconds, name in other.slowest:
            self._keep(seconds, name)

    def ranking(self) -> list[tuple[float, str]]:
        """Return the slowest, slowest first."""
        return sorted(self.slowest, key=lambda entry: (-entry[0], entry[1]))

    def _keep(self, seconds: float, name: str) -> None:
        if len(self.slowest) < MOST:
            heapq.heappush(self.slowest, (seconds, name))
        else:
            heapq.heappushpop(self.slowest, (seconds, name))


class Profile:
    """Listens to a job as its `Progress`, passes everything on to another one, and keeps the times.

    Attributes:
        phases: each phase in its order.
        tallies: of `page` and `chart` (seconds of one processor while making it), and of `record` (while reading it).
    """

    def __init__(self, then: Progress | None = None) -> None:
        self.then: Progress = then or Quiet()
        self.phases: list[Phase] = []
        self.tallies: dict[str, Tally] = {}
        self._open: tuple[Msg, float, float] | None = None

    def phase(self, name: Msg) -> None:
        """Begin a phase."""
        self._close()
        self._open = (name, perf_counter(), _all_processors())
        self.then.phase(name)

    def step(self, done: int, total: int) -> None:
        """Pass on how far the phase is."""
        self.then.step(done, total)

    def end(self) -> None:
        """End the last phase."""
        self._close()
        self.then.end()

    def _close(self) -> None:
        if self._open:
            name, wall, cpu = self._open
            self.phases.append(Phase(name, perf_counter() - wall, _all_processors() - cpu))
        self._open = None

    @contextmanager
    def page(self, address: str) -> Iterator[None]:
        """Time the making of one file of the site and of the charts on it."""
        start = process_time()
        with watched(lambda chart, seconds: self.note("chart", f"{chart}, {address}", seconds)):
            yield
        self.note("page", address, process_time() - start)

    def note(self, sort: str, name: str, seconds: float) -> None:
        """Keep the time of one thing."""
        self.tallies.setdefault(sort, Tally()).add(name, seconds)

    def take(self) -> Mapping[str, Tally]:
        """Return the times of things and forget them: what a worker sends to its parent after each share."""
        taken, self.tallies = self.tallies, {}
        return taken

    def merge(self, taken: Mapping[str, Tally]) -> None:
        """Keep what a worker sent."""
        for sort, tally in taken.items():
            self.tallies.setdefault(sort, Tally()).merge(tally)

    def read_again(self, root: Path, config: Config) -> None:
        """Read every record of a folder once more, one after the other, to find those that take longest.

        Reading is a pure function, done by several processes or answered from what an earlier build kept; what one
        record costs is only known by doing it by itself.
        """
        times = [(_seconds(source, config), source) for source in discover(root)[0]]
        for seconds, _ in times:
            tally = self.tallies.setdefault("record", Tally())
            tally.count += 1
            tally.seconds += seconds
        for first, source in heapq.nlargest(_AGAIN, times, key=lambda entry: (entry[0], entry[1].path)):
            best = min(first, _seconds(source, config), _seconds(source, config))
            self.tallies["record"].merge(Tally(slowest=[(best, source.path)]))


def _seconds(source: Source, config: Config) -> float:
    start = perf_counter()
    read_record(source, config)
    return perf_counter() - start


def _all_processors() -> float:
    """Return the processor seconds of this process and its finished children."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
