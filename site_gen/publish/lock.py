"""One build at a time into one output: the second waits for the first."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.1

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(handle: int) -> bool:
        # A record lock belongs to this process alone: workers that outlive a killed build do not hold it.
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def sole_build(output: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the right to write `output` until the block ends; the system takes it back from a process that dies.

    Args:
        output: the folder that is published into.
        waiting: called once when another build holds the right.

    Raises:
        OSError: no file can be made beside the output.
    """
    path = output.with_name(f".{output.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    told = False
    while (handle := _held(path)) is None:
        if not told:
            waiting()
            told = True
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if sys.platform == "win32":  # there an open file cannot be deleted
            os.close(handle)
            with suppress(OSError):
                path.unlink()
        else:
            path.unlink(missing_ok=True)
            os.close(handle)


def _held(path: Path) -> int | None:
    """Return the handle of the locked file, or `None` when somebody else has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if _try(handle):
        # The holder before us deletes the file as it leaves; ours must be the one that is there.
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
    os.close(handle)
    return None
