"""Charts that builds keep for each other; workers hand what they drew to the process that owns the memo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from site_gen.charts import keep
from site_gen.memo import Memo

_KIND = "chart"
#: Bytes of new charts that are held at most before they go to the memo.
_HELD = 8 << 20


class Drawings:
    """A keeper of charts.

    Args:
        find: returns a chart drawn by an earlier build, by its key.
    """

    def __init__(self, find: Callable[[bytes], bytes | None]) -> None:
        self._find = find
        self._new: dict[bytes, bytes] = {}

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Return a chart drawn by an earlier build."""
        return self._find(key) if kind == _KIND else None

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a new chart until it is taken."""
        if kind == _KIND:
            self._new[key] = value

    def take(self) -> dict[bytes, bytes]:
        """Return the new charts and forget them."""
        new, self._new = self._new, {}
        return new


@contextmanager
def drawings(memo: Memo, *, parting: bool = True) -> Iterator[Drawings]:
    """Let charts come from the memo while the block runs.

    Args:
        memo: where they are.
        parting: whether several processes draw: what was kept is read once, before they part.
    """
    found = Drawings(memo.get_all(_KIND).get if parting else partial(memo.get, _KIND))
    keep(found)
    try:
        yield found
    finally:
        keep(None)


class Keeping:
    """Keeps new charts for later builds, some at a time: those of a large site together would fill the memory.

    Args:
        memo: where they go.
    """

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._held: dict[bytes, bytes] = {}
        self._size = 0

    def add(self, new: Mapping[bytes, bytes]) -> None:
        """Keep new charts, now or later."""
        self._held.update(new)
        self._size += sum(map(len, new.values()))
        if self._size >= _HELD:
            self.end()

    def end(self) -> None:
        """Keep what is still held."""
        self._memo.put_many(_KIND, self._held)
        self._held, self._size = {}, 0
