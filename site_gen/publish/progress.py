"""How a long job says how far it is: a phase by name, and how many of how many things are done."""

from __future__ import annotations

from typing import Protocol

from site_gen.locale.text import Msg


class Progress(Protocol):
    """Who is told how far a job is; called often, by the parent process only, and never to decide anything."""

    def phase(self, name: Msg) -> None:
        """Begin a phase; the one before it is over."""

    def step(self, done: int, total: int) -> None:
        """Say that `done` of the `total` things of this phase are finished."""

    def end(self) -> None:
        """Say that the job is over, whether it went well or not."""


class Quiet:
    """Tells nobody."""

    def phase(self, name: Msg) -> None:
        """Say nothing."""

    def step(self, done: int, total: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
