"""Processes that make shares of one work side by side; one that is tired gives way to a new one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle  # what is read was written by a copy of this process
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from site_gen.publish.lost import LostProcessError
from site_gen.reading.apart import become_copy

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import SynchronizedArray

Share = TypeVar("Share")
Made = TypeVar("Made")
#: What a process says last.
_END = b""


class Crew(Generic[Share, Made]):
    """Copies of this process, which have all that this one has; each takes a further share when it has made one.

    One begins with the first share, the others with the last: what stands together is found out by one process, and no two
    take at the same time what needs most memory, if that stands at the beginning.

    A copy is made when the crew begins and whenever `tend` or the iteration finds that one has left, so what this
    process finds out meanwhile the later ones have, too.

    Args:
        count: how many processes work at a time.
        shares: what is to be made.
        make: makes a share, and tells whether its process should give way to a new one.
        begin: called first in each process.
    """

    def __init__(
        self,
        count: int,
        shares: Sequence[Share],
        make: Callable[[Share], tuple[Made, bool]],
        begin: Callable[[], None],
    ) -> None:
        self._context = multiprocessing.get_context("fork")
        self._shares = shares
        self._make = make
        self._begin = begin
        #: Numbers of the first share that nobody has taken, and of the one behind the last.
        self._rest: SynchronizedArray[int] = self._context.Array("Q", [0, len(shares)])
        #: By what is heard of it: the process, and whether it takes shares from the end.
        self._members: dict[Connection, tuple[BaseProcess, bool]] = {}
        self._told: deque[bytes] = deque()
        for number in range(min(count, len(shares))):
            self._add(from_end=number > 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no process behind."""
        for process, _ in self._members.values():
            process.kill()
        for connection, (process, _) in self._members.items():
            connection.close()
            process.join()
        self._members.clear()

    def __iter__(self) -> Iterator[tuple[Share, Made]]:
        """Yield what is made, with its share, until all that was taken is there.

        Raises:
            LostProcessError: a process ended before its work was done.
            Exception: what making a share raised.
        """
        while self._members or self._told:
            if not self._told:
                self._listen(None)
            while self._told:
                number, made, error = pickle.loads(self._told.popleft())  # noqa: S301 - from a copy of this process
                if error is not None:
                    raise error
                yield self._shares[number], made

    def tend(self) -> None:
        """Put a new process in the place of each that has left, while this one does something else."""
        while self._listen(0.0):
            pass

    def stop(self) -> Sequence[Share]:
        """Let nobody take a further share, and return those that nobody has taken."""
        with self._rest.get_lock():
            first, end = self._rest[:]
            self._rest[0] = end
        return self._shares[first:end]

    def _listen(self, seconds: float | None) -> bool:
        """Take what members say; return whether any of them said something."""
        heard = wait(list(self._members), seconds) if self._members else []
        for one in heard:
            if isinstance(one, Connection):
                self._hear(one)
        return bool(heard)

    def _hear(self, member: Connection) -> None:
        try:
            told = member.recv_bytes()
        except (EOFError, OSError):
            raise LostProcessError("a process that makes pages was ended") from None
        if told != _END:
            self._told.append(told)
            return
        member.close()
        process, from_end = self._members.pop(member)
        process.join()
        first, end = self._rest[:]
        if first < end:
            self._add(from_end=from_end)

    def _add(self, *, from_end: bool) -> None:
        # What there is now lasts: looking for garbage among it would also make it each process's own.
        gc.freeze()
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=self._work, args=(theirs, from_end), daemon=True)
        process.start()
        theirs.close()
        self._members[ours] = process, from_end

    # -- in the other process -------------------------------------------------------------------

    def _work(self, theirs: Connection, from_end: bool) -> None:  # noqa: FBT001 - as a process is given it
        _end_with_parent()
        # Who has made a share goes on with the next one, even when nobody listens yet.
        said: SimpleQueue[bytes] = SimpleQueue()
        speaker = threading.Thread(target=_say, args=(theirs, said), daemon=True)
        speaker.start()
        try:
            self._begin()
            while (number := self._take(from_end=from_end)) is not None:
                made, tired = self._make(self._shares[number])
                said.put(pickle.dumps((number, made, None), pickle.HIGHEST_PROTOCOL))
                if tired:
                    break
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            said.put(_packed(error))
        said.put(_END)
        speaker.join()

    def _take(self, *, from_end: bool) -> int | None:
        with self._rest.get_lock():
            first, end = self._rest[:]
            if first == end:
                return None
            self._rest[from_end] += -1 if from_end else 1
        return end - 1 if from_end else first


def _packed(error: Exception) -> bytes:
    error.add_note("".join(traceback.format_exception(error)))
    try:
        told = pickle.dumps((0, None, error))
        pickle.loads(told)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever an exception holds that cannot be sent
        told = pickle.dumps((0, None, RuntimeError("".join(traceback.format_exception(error)))))
    return told


def _say(theirs: Connection, said: SimpleQueue[bytes]) -> None:
    try:
        told = None
        while told != _END:
            told = said.get()
            theirs.send_bytes(told)
    except OSError:  # nobody waits any more
        os._exit(1)


def _end_with_parent() -> None:
    """Let this process end with its parent and not before it.

    Nobody would tell it that the parent was killed; and Ctrl-C, which a terminal sends to both, is for the parent to
    answer.
    """
    become_copy()
    parent = multiprocessing.parent_process()

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    if parent:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
