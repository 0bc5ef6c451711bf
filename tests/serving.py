"""A running `site-gen serve`, for tests that look at it from outside: by HTTP, by its terminal, by its news."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

PROJECT = "---\ncustomer: hengtai\nname: {name}\nstage: {stage}\nimportance: normal\nsource: dealer\nowner: li-wei\n---\n"
#: A team of five files; everything in it is in order.
TEAM = {
    "records/site.yaml": "name: 测试\nlanguages: [zh-Hans]\nas_of: 2026-11-20\n",
    "records/people/li-wei.md": "---\nname: 李伟\nrole: sales\n---\n",
    "records/customers/hengtai.md": "---\nname: 常州恒泰\nvertical: chemical\nprovince: 江苏\n---\n",
    "records/projects/line3.md": PROJECT.format(name="恒泰三期", stage="lead"),
    "records/projects/line4.md": PROJECT.format(name="恒泰四期", stage="lead"),
}
#: Longest wait for anything, in seconds.
PATIENCE = 40.0


def project(name: str, stage: str = "lead") -> str:
    """Return the text of a project's file."""
    return PROJECT.format(name=name, stage=stage)


def write_team(root: Path, team: Mapping[str, str] = TEAM) -> Path:
    """Write the files of a team into a folder and return it."""
    for name, text in team.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def wait_until(true: Callable[[], object]) -> None:
    """Wait for a condition; fail when it does not come about."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


class Answer:
    """Status, headers and bytes of an answer."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class News:
    """The events a browser would get, collected by a thread of its own."""

    def __init__(self, served: Served) -> None:
        self.events: list[tuple[str, dict]] = []
        self.ended = threading.Event()
        self._socket = socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)
        host = f"127.0.0.1:{served.port}"
        self._socket.sendall(f"GET /_live/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        wait_until(lambda: len(self.events) >= 2)

    def _read(self) -> None:
        name = ""
        with suppress(OSError), self._socket.makefile("rb") as lines:
            for line in lines:
                key, _, value = line.decode().strip().partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    self.events.append((name, json.loads(value)))
                elif line.strip() == b"0":  # the last chunk
                    break
        self.ended.set()

    def of(self, kind: str) -> list[dict]:
        """Return what was told about one thing, oldest first."""
        return [data for name, data in list(self.events) if name == kind]

    @property
    def builds(self) -> list[str]:
        """Ids of the editions told of, without repeats."""
        return list(dict.fromkeys(data["build"] for data in self.of("build")))

    @property
    def problems(self) -> dict:
        """What was last told about problems."""
        return self.of("problems")[-1]

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE)
        self._socket.close()


class Served:
    """A running `site-gen serve` and what it has written to its terminal."""

    def __init__(self, root: Path, *options: str, **environment: str) -> None:
        self.root = root
        self._log = root / "terminal.txt"
        self._listening: list[News] = []
        known = {**os.environ, "SITE_GEN_LANG": "en", "PYTHONUNBUFFERED": "1", **environment}
        command = [sys.executable, "-m", "site_gen", "serve", *(options or ("--port", "0"))]
        flags = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if sys.platform == "win32" else {}
        with self._log.open("wb") as terminal:
            self.process = subprocess.Popen(
                command, cwd=root, env=known, stdout=terminal, stderr=subprocess.STDOUT, **flags
            )
        wait_until(lambda: self.process.poll() is not None or "Ctrl-C" in self.terminal)
        found = re.search(r"http://(\S+):(\d+)/", self.terminal)
        assert found, self.terminal
        self.address, self.port = found[0], int(found[2])

    @property
    def terminal(self) -> str:
        """What stands on the terminal."""
        return self._log.read_text("utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def page(self, url: str) -> str:
        """Return a page; empty when there is none."""
        answer = self.get("/" + urllib.parse.quote(url))
        assert answer.status in {200, 404, 503}, answer.text
        return answer.text if answer.status == 200 else ""

    def news(self) -> News:
        """Listen as a browser does."""
        self._listening.append(News(self))
        return self._listening[-1]

    def write(self, name: str, text: str) -> None:
        """Save a file in one go."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.CTRL_BREAK_EVENT if sys.platform == "win32" else signal.SIGINT)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """End the process in any case."""
        for news in self._listening:
            news.close()
        self.process.kill()
        self.process.wait(PATIENCE)
