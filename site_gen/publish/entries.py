"""What files were made from, as it is kept: reads with their content, and steps after them."""

from __future__ import annotations

from msgspec import Struct


class Entries(Struct, frozen=True, array_like=True):
    """Reads with their content, and steps after them as words (see `ledger.packed`); both have numbers in this order."""

    reads: list[tuple[str, str, bytes]]
    steps: list[bytes]

    def __len__(self) -> int:
        return len(self.reads) + len(self.steps)
