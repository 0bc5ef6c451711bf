"""Work that a process of its own does meanwhile; what it returns are bytes.

The first one begins before the program is loaded, so nothing is imported here that is not there already or quick.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from site_gen.reading.processors import processors

#: From this many files, pages or records on, another process finds out about them sooner than this one would alone.
_MANY = 2000


class Apart:
    """Work begun in a copy of this process, which has all that this one has.

    Args:
        work: returns the bytes that are wanted; what else it does is lost.

    Attributes:
        exitcode: how the process ended, once it was waited for: 0 or less a signal.
    """

    def __init__(self, work: Callable[[], bytes | bytearray]) -> None:
        self.exitcode: int | None = None
        self._owner = os.getpid()
        # Not through a pipe: who has found out much would wait until somebody listens.
        self._told: int | None = _passing_file()
        self._process = os.fork()
        if not self._process:
            _tell(self._told, work)

    def result(self) -> bytes | None:
        """Wait for the bytes; `None` when the process could not give any, or is not this one's to wait for."""
        told = self._let_go()
        if told is None:
            return None
        with os.fdopen(told, "rb") as file:
            self._wait()
            if self.exitcode != 0:
                return None
            file.seek(0)
            return file.read()

    def drop(self) -> None:
        """Let the work go that nobody will ask for, if it has not been asked for."""
        told = self._let_go()
        if told is not None:
            os.close(told)
            os.kill(self._process, signal.SIGKILL)
            self._wait()

    def _let_go(self) -> int | None:
        """Return where the result is told, once and only where the work was begun."""
        if os.getpid() != self._owner:
            return None
        told, self._told = self._told, None
        return told

    def _wait(self) -> None:
        _, status = os.waitpid(self._process, 0)
        self.exitcode = os.waitstatus_to_exitcode(status)


#: Holds something in processes that were made as copies of another one.
_copied: list[bool] = []


def is_worth_it(things: int) -> bool:
    """Whether so many files, pages or records are worth another process, and one may be had."""
    return things >= _MANY and can_work_apart()


def can_work_apart() -> bool:
    """Whether a second process may begin as a copy of this one, and has a processor to itself."""
    return (
        can_copy()
        and processors() > 1
        # A thread might hold a lock that nobody lets go of in the copy.
        and threading.active_count() == 1
        and not _copied
    )


def can_copy() -> bool:
    """Whether the system lets a process begin as a copy of another one."""
    return hasattr(os, "fork")


def become_copy() -> None:
    """Leave to the first process what is its own: to begin others, and to answer Ctrl-C, which a terminal sends to all."""
    _copied.append(True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _passing_file() -> int:
    """Return an open file that ends with who has it open."""
    with suppress(AttributeError, OSError):  # only Linux knows it, and not everywhere
        return os.memfd_create("site-gen")
    with import_module("tempfile").TemporaryFile() as file:
        return os.dup(file.fileno())


def _tell(told: int, work: Callable[[], bytes | bytearray]) -> NoReturn:
    """Do the work in the copy and end it; what this one would do at its end is the first one's to do."""
    code = 1
    try:
        become_copy()
        gc.disable()
        with os.fdopen(told, "wb") as file:
            file.write(work())
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as if it were the first
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)
