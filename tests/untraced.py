"""Work of tests that is not the package's own goes without coverage's tracing, which makes it three times as slow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def untraced() -> Iterator[None]:
    """Let nothing in here be measured, where coverage is measured at all."""
    try:
        from coverage import Coverage
    except ImportError:
        yield
        return
    measuring = Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()
