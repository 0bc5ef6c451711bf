"""What files were made from, as it is kept."""

from __future__ import annotations

from msgspec import Struct

from site_gen.publish.ways import Ways


class Entries(Struct, frozen=True, array_like=True):
    """Reads with their content, and steps: from each to what it is made of (see `ledger.STEP`).

    Both are counted on from those of earlier parts.
    """

    reads: list[tuple[str, str, bytes]] = []
    steps: Ways = Ways()

    def __len__(self) -> int:
        return len(self.reads) + len(self.steps)
