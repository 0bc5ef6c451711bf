"""Progress on the error stream: one line that changes on a terminal, one line per phase anywhere else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from time import monotonic
from typing import TextIO
from unicodedata import east_asian_width

from site_gen.locale.text import N_, Msg, tr
from site_gen.publish.progress import Progress

#: Seconds between two counts; more often is not read and costs time.
_PAUSE = 0.1


def progress_on(stream: TextIO, environ: Mapping[str, str], lang: str) -> Progress:
    """Return the display that suits a stream: in CI and in files no line is ever written over."""
    moving = stream.isatty() and not environ.get("CI") and environ.get("TERM") != "dumb"
    return Line(stream, lang) if moving else Lines(stream, lang)


class Lines:
    """One line per phase, without counts."""

    def __init__(self, stream: TextIO, lang: str) -> None:
        self._stream = stream
        self._lang = lang

    def phase(self, name: Msg) -> None:
        """Write the phase that begins."""
        print(f"site-gen: {tr(name, self._lang)} …", file=self._stream, flush=True)

    def step(self, done: int, total: int) -> None:
        """Say nothing: a log wants no counts."""

    def end(self) -> None:
        """Say nothing: what came of the job is said by the command."""


class Line:
    """One line with the phase and its count, written over until the job ends, then taken away."""

    def __init__(self, stream: TextIO, lang: str) -> None:
        self._stream = stream
        self._lang = lang
        self._name = ""
        self._width = 0
        self._next = 0.0

    def phase(self, name: Msg) -> None:
        """Show the phase that begins."""
        self._name = tr(name, self._lang)
        self._next = 0.0
        self._show(f"site-gen: {self._name} …")

    def step(self, done: int, total: int) -> None:
        """Show the count, at most ten times a second."""
        now = monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        counted = tr(N_("{phase}: {done} of {total}"), self._lang, phase=self._name, done=done, total=total)
        self._show(f"site-gen: {counted}")

    def end(self) -> None:
        """Take the line away; what comes next is written in its place."""
        self._show("")
        self._stream.write("\r")
        self._stream.flush()

    def _show(self, text: str) -> None:
        # A line as wide as the terminal would begin another one, which could not be taken back.
        text = _cut(text, shutil.get_terminal_size().columns - 1)
        width = _width(text)
        # Blanks instead of an escape sequence: older Windows terminals know none.
        self._stream.write(f"\r{text}{' ' * (self._width - width)}")
        self._stream.flush()
        self._width = width


def _width(text: str) -> int:
    """Return the columns a text takes on a terminal, where a Han character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _cut(text: str, columns: int) -> str:
    while text and _width(text) > columns:
        text = text[:-1]
    return text
