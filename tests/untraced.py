"""Work of tests that is not the package's own goes without coverage's tracing, which makes it three times as slow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext


@contextmanager
def untraced() -> Iterator[None]:
    """Let nothing in here be measured, where coverage is measured at all."""
    try:
        from coverage import Coverage
    except ImportError:
        yield
        return
    # A worker of xdist measures twice: what stops is followed by what was there before.
    stopped = []
    while (measuring := Coverage.current()) is not None and measuring not in stopped:
        measuring.stop()
        stopped.append(measuring)
    try:
        yield
    finally:
        for measuring in reversed(stopped):
            measuring.start()


class First:
    """Traces the first things of a kind; those after them go the same ways through the package.

    Args:
        most: so many of each kind are traced.
    """

    def __init__(self, most: int = 6) -> None:
        self._most = most
        self._seen: Counter[object] = Counter()

    def of(self, kind: object) -> AbstractContextManager[None]:
        """Return what one more thing of a kind is to be made in."""
        self._seen[kind] += 1
        return nullcontext() if self._seen[kind] <= self._most else untraced()
