"""Notice changes of records and theme files, whatever way an editor has of saving them.

Folders are watched, never single files, since editors put a new file in the place of the old one. Events only say
where to look: whether anything really changed is decided by bytes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from site_gen.reading.source import is_noise
from site_gen.serve.gitdir import HEAD, INDEX, LOGS, git_folder, is_busy

#: Seconds between two looks where a file system sends no events.
POLL_SECONDS = 0.5
_KINDS: list[type[FileSystemEvent]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
    *(FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
]


@dataclass(slots=True)
class Batch:
    """What events pointed at since the last look.

    Attributes:
        records: paths below the records folder.
        everything: the records folder itself was replaced.
        theme: theme files are among them.
        commit: git may have moved to another commit.
        head: git has said so itself, which it does last.
        unfinished: files that were written to and not closed yet.
        events: how many events there were.
    """

    records: set[str] = field(default_factory=set)
    everything: bool = False
    theme: bool = False
    commit: bool = False
    head: bool = False
    unfinished: set[str] = field(default_factory=set)
    events: int = 0


class Watcher(FileSystemEventHandler):
    """Collects events of the records folder, the theme folders and git into batches.

    Attributes:
        closes: whether the system says when a file that was written to is closed.
        polling: whether it looks at intervals.
    """

    def __init__(
        self,
        records: Path,
        themes: Sequence[Path],
        notify: Callable[[], None],
        *,
        poll: bool = False,
        output: Path | None = None,
    ) -> None:
        """Begin to watch.

        Args:
            records: absolute path of the records folder.
            themes: absolute paths of theme folders, which need not exist yet.
            notify: called on a thread of its own after each event that counts.
            poll: look at intervals instead of waiting for events.
            output: folder whose changes never count.
        """
        self._records = str(records)
        self._themes = [str(folder) for folder in themes]
        self._output = str(output) if output else ""
        self._git = git_folder(records)
        self._logs = os.path.join(self._git, LOGS) if self._git else ""  # noqa: PTH118 - events bring plain texts
        self._notify = notify
        self._lock = threading.Lock()
        self._batch = Batch()
        self._watches: dict[str, ObservedWatch] = {}
        self.polling = poll
        self._observer = self._start(poll=poll)
        self.closes = type(self._observer).__name__ == "InotifyObserver"

    def _start(self, *, poll: bool) -> BaseObserver:
        observer: BaseObserver = PollingObserver(timeout=POLL_SECONDS) if poll else Observer()
        self._watches.clear()
        try:
            self._watch(observer)
            observer.start()
        except OSError:
            # The system allows no more watches.
            observer.unschedule_all()
            if poll:
                raise
            self.polling = True
            return self._start(poll=True)
        return observer

    def _watch(self, observer: BaseObserver) -> None:
        """Watch every folder that is there and not watched yet, and those that folders may appear in."""
        whole = [self._records, *self._themes]
        parents = [os.path.dirname(folder) for folder in whole]  # noqa: PTH120 - events bring plain texts
        wanted = dict.fromkeys((*parents, self._git, self._logs), False) | dict.fromkeys(whole, True)
        for folder, recursive in wanted.items():
            if folder and folder not in self._watches and os.path.isdir(folder):  # noqa: PTH112 - the same
                self._watches[folder] = observer.schedule(
                    self, folder, recursive=recursive, event_filter=_KINDS
                )

    def rewatch(self) -> None:
        """Watch the folders that took the place of watched ones; call it when a batch says `everything`."""
        for folder in (self._records, *self._themes):
            watch = self._watches.pop(folder, None)
            if watch is not None:
                self._observer.unschedule(watch)
        self._watch(self._observer)

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join(2)

    # -- events ---------------------------------------------------------------------------------

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Remember where something changed."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        with self._lock:
            before = self._batch.events
            for path in paths:
                self._note(path, event)
            counts = self._batch.events > before
        if counts:
            self._notify()

    def _note(self, path: str, event: FileSystemEvent) -> None:
        batch = self._batch
        folder, _, name = path.rpartition(os.sep)
        if folder and folder in {self._git, self._logs}:
            if name == HEAD or (name == INDEX and folder == self._git):
                batch.commit = True
                batch.head |= name == HEAD
                batch.events += 1
            return
        if path in {self._records, *self._themes}:
            batch.everything = batch.theme = True
            batch.events += 1
            return
        if self._output and _below(path, self._output) is not None:
            return
        relative = _below(path, self._records)
        if any(_below(path, theme) is not None for theme in self._themes):
            if is_noise(name):
                return
            batch.theme = True
        elif relative is None or any(map(is_noise, Path(relative).parts)):
            return
        else:
            batch.records.add(relative.replace(os.sep, "/"))
        batch.events += 1
        if event.event_type in {"created", "modified"} and not event.is_directory:
            batch.unfinished.add(path)
        else:
            batch.unfinished.discard(path)

    # -- batches --------------------------------------------------------------------------------

    def peek(self) -> tuple[int, bool]:
        """Return how many events wait, and whether a file is known to be half written."""
        with self._lock:
            return self._batch.events, self.closes and bool(self._batch.unfinished)

    def take(self) -> Batch:
        """Return what was collected and begin a new batch."""
        with self._lock:
            taken, self._batch = self._batch, Batch()
        return taken

    def put_back(self, batch: Batch) -> None:
        """Add a batch that was taken too early to what came since."""
        with self._lock:
            now = self._batch
            now.records |= batch.records
            now.everything |= batch.everything
            now.theme |= batch.theme
            now.commit |= batch.commit
            now.head |= batch.head
            now.events += batch.events

    def hollow(self, paths: Iterable[str]) -> bool:
        """Whether one of these files is empty or gone at the moment: it may be in the middle of being saved."""
        for path in paths:
            try:
                status = os.stat(os.path.join(self._records, path))  # noqa: PTH116, PTH118 - plain texts
            except OSError:
                return True
            if not status.st_size:
                return True
        return False

    def git_is_busy(self) -> bool:
        """Whether git is changing the work tree right now."""
        return is_busy(self._git)

    def head_is_due(self) -> bool:
        """Whether git has changed the work tree and not yet said which commit it is at."""
        with self._lock:
            return self._batch.commit and not self._batch.head


def _below(path: str, folder: str) -> str | None:
    """Return `path` relative to a folder it is in, else `None`."""
    start = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(start) :] if path.startswith(start) else None
