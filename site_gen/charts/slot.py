"""A column of time: a week or a month, named by the page in its own language."""

from __future__ import annotations

from msgspec import Struct


class Slot(Struct, frozen=True):
    """A week or a month.

    Attributes:
        short: its name in a row of its kind (`47`, `12月`).
        long: its full name (`2026年第47周`, `2026年12月`).
        group: what a run of slots has in common (`2026`); written once under the first of the run.
    """

    short: str
    long: str
    group: str = ""
