"""`site-gen serve` as a process: changes arrive, mistakes leave the last site in place, Ctrl-C ends it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = "---\ncustomer: hengtai\nname: {name}\nstage: {stage}\nimportance: normal\nsource: dealer\nowner: li-wei\n---\n"
TEAM = {
    "records/site.yaml": "name: 测试\nlanguages: [zh-Hans]\nas_of: 2026-11-20\n",
    "records/people/li-wei.md": "---\nname: 李伟\nrole: sales\n---\n",
    "records/customers/hengtai.md": "---\nname: 常州恒泰\nvertical: chemical\nprovince: 江苏\n---\n",
    "records/projects/line3.md": PROJECT.format(name="恒泰三期", stage="lead"),
    "records/projects/line4.md": PROJECT.format(name="恒泰四期", stage="lead"),
}
#: Longest wait for anything, in seconds.
PATIENCE = 30.0


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for a condition; fail when it does not come about."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


class Served:
    """A running `site-gen serve` and what it has written to its terminal."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._log = root / "terminal.txt"
        environment = {**os.environ, "SITE_GEN_LANG": "en", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "site_gen", "serve", "--port", "0"]
        with self._log.open("wb") as terminal:
            self.process = subprocess.Popen(
                command, cwd=root, env=environment, stdout=terminal, stderr=subprocess.STDOUT
            )
        wait_until(lambda: self.process.poll() is not None or "Showing the site at" in self.terminal)
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.terminal)
        assert found, self.terminal
        self.address = found[0]

    @property
    def terminal(self) -> str:
        """What stands on the terminal."""
        return self._log.read_text("utf-8")

    def page(self, url: str) -> str:
        """Return a page; empty when there is none."""
        try:
            with urllib.request.urlopen(self.address + url, timeout=5) as answer:
                text: str = answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            return ""
        return text

    def write(self, name: str, text: str) -> None:
        """Save a file, as an editor does."""
        (self.root / name).write_text(text, "utf-8")


@pytest.fixture
def served(write) -> Iterator[Served]:
    running = Served(write(TEAM))
    yield running
    running.process.kill()
    running.process.wait(PATIENCE)


def test_edit_break_mend_delete_and_stop(served: Served):
    page = "projects/r/line3.html"
    assert "恒泰三期" in served.page(page)

    served.write("records/projects/line3.md", PROJECT.format(name="新名字", stage="lead"))
    wait_until(lambda: "新名字" in served.page(page))

    served.write("records/projects/line3.md", PROJECT.format(name="别的名字", stage="leed"))
    wait_until(lambda: "records/projects/line3.md:4:8  error SG303" in served.terminal)
    wait_until(lambda: "the last site is unchanged" in served.terminal)
    assert "新名字" in served.page(page)

    served.write("records/projects/line3.md", PROJECT.format(name="改好了", stage="lead"))
    wait_until(lambda: "改好了" in served.page(page))

    (served.root / "records/projects/line4.md").unlink()
    wait_until(lambda: not served.page("projects/r/line4.html"))
    assert "改好了" in served.page(page)

    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(PATIENCE) in {0, 130}
    assert "Traceback" not in served.terminal


def test_it_answers_only_this_machine(served: Served):
    stranger = urllib.request.Request(served.address, headers={"Host": "example.org"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(stranger, timeout=5)
    refused.value.close()
    assert refused.value.code == 421
    assert served.page("static/") == ""  # never a listing
