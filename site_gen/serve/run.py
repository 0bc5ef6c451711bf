"""The preview as a running program: socket, server, watcher and the loop between them."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module

import uvicorn
from msgspec import Struct

from site_gen.render.environment import shipped_theme
from site_gen.serve.app import Live, make_app
from site_gen.serve.calm import next_batch
from site_gen.serve.guard import Guard, bracketed, is_any
from site_gen.serve.hub import Hub
from site_gen.serve.mounts import silent_type
from site_gen.serve.preview import Changes, Preview
from site_gen.serve.team import Team
from site_gen.serve.watch import Batch, Watcher

#: Seconds without a change after which the rules of the method are judged, and git is asked for the commit.
_REST = 0.25
#: Further seconds of rest after which memory is swept, which nobody should have to wait for.
_LULL = 1.5
#: Seconds after which the day is looked at, so that figures that count up to today move at midnight.
_MINUTE = 60.0
#: Seconds a thread may keep the interpreter while another one waits to send an answer.
_TURN = 0.001


class Reports(Struct, frozen=True):
    """What the program says to the person at the terminal.

    Attributes:
        ready: called once pages can be asked for, with the address, whether changes are looked for at
            intervals, and the type of the file system when that is why.
        changed: called after each change that was looked at, with the preview as it is now.
    """

    ready: Callable[[str, bool, str], None]
    changed: Callable[[Preview], None]


class _Server(uvicorn.Server):
    """Lets go of the pages that listen when it is told to stop."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        await super().shutdown(sockets)


def open_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host`, on a free port when `port` is taken.

    Raises:
        OSError: the machine has no such address.
    """
    family, *_, address = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM)[0]  # noqa: S104 - only when asked to
    try:
        return _bound(family, address)
    except OSError:
        if not port:
            raise
        return _bound(family, (address[0], 0, *address[2:]))


def _bound(family: socket.AddressFamily, address: tuple[object, ...]) -> socket.socket:
    # With the protocol named, asyncio sends what it is given at once; else the end of an answer waits for 40 ms.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows this option would let two programs have the same port.
        if sys.platform != "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def address_shown(host: str, port: int) -> str:
    """Return the address to open in a browser of this machine."""
    name = ("[::1]" if ":" in host else "127.0.0.1") if is_any(host) else bracketed(host)
    return f"http://{name}:{port}/"


def serve(team: Team, host: str, port: int, reports: Reports, *, poll: bool = False) -> None:
    """Show a team's site until interrupted.

    Args:
        team: what to show.
        host: address to listen on.
        port: port to listen on; another one is found when it is taken.
        reports: what to say meanwhile.
        poll: look for changes at intervals.

    Raises:
        OSError: the machine has no such address.
        KeyboardInterrupt: the person stopped it.
    """
    sys.setswitchinterval(_TURN)
    listening = open_socket(host, port)
    port = listening.getsockname()[1]
    loop = asyncio.new_event_loop()
    stirred = asyncio.Event()

    def notify() -> None:
        # After the end of the loop nobody is left to be told.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(stirred.set)

    themes = [*([team.themes.absolute()] if team.themes else []), shipped_theme()]
    # Watching begins before reading: no change can fall between the two.
    silent = silent_type(team.root)
    watcher = Watcher(team.root, themes, notify, poll=poll or bool(silent), output=team.output)
    maker = ThreadPoolExecutor(1, "site-gen maker")
    preview: Preview | None = None
    try:
        preview = _wait(maker.submit(_first, team))
        program = _Program(Live(preview, maker, Hub()), watcher, stirred, reports)

        def ready() -> None:
            reports.ready(address_shown(host, port), watcher.polling, silent)

        loop.call_soon(ready)
        loop.run_until_complete(program.run(host, listening))
    finally:
        watcher.stop()
        if preview is not None:
            maker.submit(preview.close)
        maker.shutdown(wait=False)
        listening.close()
        loop.close()


def _wait(future: Future[Preview]) -> Preview:
    """Wait for the first reading; in short turns, so that Ctrl-C is heard on Windows too."""
    while True:
        with suppress(TimeoutError):
            return future.result(0.2)


def _first(team: Team) -> Preview:
    preview = Preview(team)
    preview.refresh()
    # What is there now mostly stays: it need not be looked at by every sweep.
    gc.collect()
    gc.freeze()
    return preview


class _Program:
    """What goes on until the person stops it: answering, and following changes."""

    def __init__(self, live: Live, watcher: Watcher, stirred: asyncio.Event, reports: Reports) -> None:
        self.live = live
        self.watcher = watcher
        self.stirred = stirred
        self.reports = reports

    async def run(self, host: str, listening: socket.socket) -> None:
        """Answer on a socket, and follow changes meanwhile."""
        app = Guard(make_app(self.live), host, listening.getsockname()[1])
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            http="h11",
            lifespan="off",
            ws="none",
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self.reports.changed(self.live.preview)
        following = [
            asyncio.create_task(self._follow()),
            asyncio.create_task(self._turn_days()),
            # The first chart would wait for matplotlib.
            asyncio.create_task(asyncio.to_thread(import_module, "site_gen.charts.plot")),
        ]
        try:
            await _Server(config, self.live.hub).serve(sockets=[listening])
        finally:
            for task in following:
                task.cancel()
            await asyncio.gather(*following, return_exceptions=True)

    async def _follow(self) -> None:
        """Show every batch of changes; what changes meanwhile waits for the next round."""
        resting = asyncio.create_task(self._rest())
        while True:
            batch = await next_batch(self.watcher, self.stirred)
            resting.cancel()
            if batch.everything:
                await self.live.make(self.watcher.rewatch)
            await self._show(batch)
            resting = asyncio.create_task(self._rest())

    async def _show(self, batch: Batch) -> None:
        live = self.live
        records = None if batch.everything else frozenset(batch.records)
        changes = Changes(records, theme=batch.theme, commit=batch.commit)
        news = await live.make(lambda: live.preview.refresh(changes))
        live.tell(news)
        if news is not None:
            live.foresee()
        self.reports.changed(live.preview)

    async def _rest(self) -> None:
        """When the pages have been fetched, do what they need not wait for."""
        live = self.live
        await asyncio.sleep(_REST)
        while self.watcher.git_is_busy():  # noqa: ASYNC110 - git sends no event that could be waited for
            await asyncio.sleep(_REST)
        await live.make(live.preview.judge)
        live.tell()
        self.reports.changed(live.preview)
        live.tell(await live.make(live.preview.refresh_commit))
        live.tell(await live.make(live.preview.stamp))
        await asyncio.sleep(_LULL)
        await live.make(gc.collect)

    async def _turn_days(self) -> None:
        while True:
            await asyncio.sleep(_MINUTE)
            if self.live.preview.day_is_over():
                await self._show(Batch(everything=True))
                await self._rest()
