"""Call back once things are quiet after a change of a record, a theme file or `site.yaml`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from site_gen.reading.source import is_noise

_QUIET_SECONDS = 0.1
_CHANGES = {"created", "modified", "deleted", "moved", "closed"}


class Watcher(FileSystemEventHandler):
    """Collects events of several folders into one signal; editors' temporary files do not count."""

    def __init__(self, folders: list[Path], *, poll: bool) -> None:
        self.changed = threading.Event()
        self._observer = PollingObserver() if poll else Observer()
        for folder in folders:
            if folder.is_dir():
                self._observer.schedule(self, str(folder), recursive=True)
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Remember that something changed."""
        paths = [Path(str(p)) for p in (event.src_path, event.dest_path) if p]
        if event.event_type in _CHANGES and not all(is_noise(path.name) for path in paths):
            self.changed.set()

    def run(self, rebuild: Callable[[], None]) -> None:
        """Call `rebuild` after each batch of changes, until interrupted."""
        try:
            while True:
                # A time-out keeps Ctrl-C working on Windows.
                if not self.changed.wait(0.5):
                    continue
                while self.changed.is_set():
                    self.changed.clear()
                    self.changed.wait(_QUIET_SECONDS)
                rebuild()
        finally:
            self._observer.stop()
            self._observer.join()
