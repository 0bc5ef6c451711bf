"""Charts that builds keep for each other; workers hand what they drew to the process that owns the memo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from site_gen.charts import keep
from site_gen.memo import Memo

_KIND = "chart"


class Drawings:
    """A keeper of charts for several processes: what was kept is read once, before they part."""

    def __init__(self, known: Mapping[bytes, bytes]) -> None:
        self._known = known
        self._new: dict[bytes, bytes] = {}

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Return a chart drawn by an earlier build."""
        return self._known.get(key) if kind == _KIND else None

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a new chart until it is taken."""
        if kind == _KIND:
            self._new[key] = value

    def take(self) -> dict[bytes, bytes]:
        """Return the new charts and forget them."""
        new, self._new = self._new, {}
        return new


@contextmanager
def drawings(memo: Memo) -> Iterator[Drawings]:
    """Let charts come from the memo while the block runs."""
    found = Drawings(memo.get_all(_KIND))
    keep(found)
    try:
        yield found
    finally:
        keep(None)


def save(memo: Memo, new: Mapping[bytes, bytes]) -> None:
    """Keep charts for later builds."""
    memo.put_many(_KIND, new)
