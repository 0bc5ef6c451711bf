"""Server-Sent Events: tells every open page that there is something new, never what it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping

#: Seconds after which a line without meaning is sent, so that a dead connection is noticed.
_BREATH = 15.0


def event(name: str, data: Mapping[str, object]) -> str:
    """Return one event in the form of the protocol."""
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"


class Hub:
    """The connections of all open pages; used on the event loop only."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[str | None], str] = {}
        self.closed = False

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._queues)

    @property
    def pages(self) -> list[str]:
        """Paths of the pages that listen, each once, the one that came last first."""
        return list(dict.fromkeys(reversed(self._queues.values())))

    def publish(self, text: str) -> None:
        """Send an event to every page."""
        for queue in self._queues:
            queue.put_nowait(text)

    def close(self) -> None:
        """End every connection."""
        self.closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def listen(self, greeting: Callable[[], Iterable[str]], page: str = "") -> AsyncIterator[str]:
        """Yield a greeting, then what is published, until the hub closes or the page goes away.

        Args:
            greeting: says how things stand; asked once nothing published can be missed any more.
            page: path of the page that listens.
        """
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues[queue] = page
        try:
            for text in greeting():
                yield text
            while not self.closed:
                try:
                    async with asyncio.timeout(_BREATH):
                        text_or_end = await queue.get()
                except TimeoutError:
                    yield ": here\n\n"
                    continue
                if text_or_end is None:
                    return
                yield text_or_end
        finally:
            self._queues.pop(queue, None)
