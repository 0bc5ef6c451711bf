"""Work that a process of its own does meanwhile; what it returns are bytes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from site_gen.reading.processors import processors

#: From this many files, pages or records on, another process finds out about them sooner than this one would alone.
_MANY = 2000


class Apart:
    """Work begun in a copy of this process, which has all that this one has.

    Args:
        work: returns the bytes that are wanted; what else it does is lost.
    """

    def __init__(self, work: Callable[[], bytes | bytearray]) -> None:
        context = multiprocessing.get_context("fork")
        self._owner = os.getpid()
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()

    def result(self) -> bytes | None:
        """Wait for the bytes; `None` when the process could not give any, or is not this one's to wait for."""
        if os.getpid() != self._owner:
            return None
        try:
            return self._ours.recv_bytes()
        except (EOFError, OSError):
            return None
        finally:
            self._ours.close()
            self._process.join()

    def drop(self) -> None:
        """Let the work go that nobody will ask for, if it has not been asked for."""
        if os.getpid() == self._owner and not self._ours.closed:
            self._ours.close()
            self._process.kill()
            self._process.join()


def is_worth_it(things: int) -> bool:
    """Whether so many files, pages or records are worth another process, and one may be had."""
    return things >= _MANY and can_work_apart()


def can_work_apart() -> bool:
    """Whether a second process may begin as a copy of this one, and has a processor to itself."""
    return (
        processors() > 1
        and "fork" in multiprocessing.get_all_start_methods()
        # A thread might hold a lock that nobody lets go of in the copy.
        and threading.active_count() == 1
        and not multiprocessing.current_process().daemon
    )


def _send(theirs: Connection, work: Callable[[], bytes | bytearray]) -> None:
    # Ctrl-C is for the process at the terminal to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with suppress(OSError):  # nobody waits any more
        theirs.send_bytes(work())
