"""How long each chart took to draw, for whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import process_time
from typing import Any, TypeVar

R = TypeVar("R")

#: Told the name of a chart and its seconds of one processor.
Watcher = Callable[[str, float], None]
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Tell `watcher` of every chart that is drawn meanwhile; one that was kept from before is not drawn."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def timed(drawer: Callable[[Any], R], given: object) -> R:
    """Return what `drawer` makes of an input, and tell who watches how long it took."""
    watcher = _watcher.get()
    if watcher is None:
        return drawer(given)
    start = process_time()
    made = drawer(given)
    watcher(type(given).__name__.removesuffix("Input"), process_time() - start)
    return made
