"""Pages that listen for news: which they are, and that an answer is not held back on its way to them."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

from site_gen.serve.hub import Hub
from site_gen.serve.run import open_socket


def test_the_hub_knows_the_pages_that_listen_the_last_one_first():
    hub = Hub()

    async def listen() -> None:
        async with (
            aclosing(hub.listen(lambda: ["hello"], "/index.html")) as one,
            aclosing(hub.listen(lambda: ["hello"], "/pipeline/index.html")) as other,
            aclosing(hub.listen(lambda: ["hello"], "/index.html")) as again,
        ):
            for page in (one, other, again):
                assert await anext(page) == "hello"
            assert hub.pages == ["/index.html", "/pipeline/index.html"]
            hub.publish("news")
            assert [await anext(page) for page in (one, other, again)] == ["news"] * 3
            await again.aclose()
            assert hub.pages == ["/pipeline/index.html", "/index.html"]
        assert hub.pages == []

    # On a thread of its own: a browser of another test may have a loop running on this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, listen()).result()


def test_the_socket_names_its_protocol():
    """asyncio sends at once only on sockets whose protocol is named TCP; else the end of each answer waits."""
    with open_socket("127.0.0.1", 0) as found:
        assert found.proto == socket.IPPROTO_TCP
