"""When to look: as soon as a save is complete, once per batch, never in the middle of one."""

from __future__ import annotations

import asyncio

from site_gen.serve.watch import Batch, Watcher

#: Seconds of quiet after which a batch is complete, when the system says that files were closed.
_QUIET = 0.004
#: The same for systems that say nothing about closing.
_QUIET_UNSURE = 0.02
#: The same for a batch of many files, such as a change of branch.
_QUIET_MANY = 0.06
_MANY = 12
#: Longest wait in seconds, after git has changed many files, for it to say which commit it is at.
_HEAD = 0.5
#: At most so many events come of saving one file.
_FEW = 3
#: Longest wait in seconds for a file to be closed, and for a batch to end.
_OPEN = 0.15
_LONGEST = 5.0
#: Seconds to wait, once, for an empty or missing file to get its content.
_HOLLOW = 0.1


async def next_batch(watcher: Watcher, stirred: asyncio.Event) -> Batch:
    """Wait for a batch of changes to be complete and return it.

    Args:
        watcher: what collects events.
        stirred: set whenever an event arrives.
    """
    await stirred.wait()
    await _calm(watcher, stirred)
    batch = watcher.take()
    # Some editors empty the file, or move it away, before they write the new one.
    if batch.records and watcher.hollow(batch.records):
        watcher.put_back(batch)
        await _more(stirred, _HOLLOW)
        await _calm(watcher, stirred)
        batch = watcher.take()
    return batch


async def _calm(watcher: Watcher, stirred: asyncio.Event) -> None:
    """Return when no event has come for a while, no file is half written and git has finished."""
    clock = asyncio.get_running_loop().time
    start = clock()
    while clock() < start + _LONGEST:
        stirred.clear()
        events, unfinished = watcher.peek()
        quiet = (
            _QUIET_MANY if events > _MANY else _QUIET if watcher.closes and not unfinished else _QUIET_UNSURE
        )
        # What is awaited of one half-written file is the event that says it was closed; where there are more, it is not the last.
        await (_more(stirred, quiet) if unfinished and events <= _FEW else asyncio.sleep(quiet))
        now, unfinished = watcher.peek()
        if now == events and not (unfinished and clock() < start + _OPEN) and not watcher.git_is_busy():
            if events > _MANY and watcher.head_is_due():
                await _more(stirred, _HEAD)
                if watcher.peek()[0] != events:
                    continue
            return


async def _more(stirred: asyncio.Event, seconds: float) -> None:
    """Wait for one more event, but no longer than that."""
    try:
        async with asyncio.timeout(seconds):
            await stirred.wait()
    except TimeoutError:
        pass
