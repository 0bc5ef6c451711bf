"""What a page or a measure would have needed and its audience may not see."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.book.trace import Noting, withheld_in
from site_gen.records import FORMS


def missed(reads: Iterable[Noting]) -> list[str]:
    """Return what was asked for and is left out, as `kind` or `kind.field`, in the order in which kinds are listed.

    Args:
        reads: what was read of a Book made for an audience.
    """
    found = withheld_in(reads)
    if not found:
        return []
    order = list(FORMS)
    return sorted(found, key=lambda one: (order.index(one.partition(".")[0]), one))
