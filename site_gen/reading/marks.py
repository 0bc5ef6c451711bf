"""Where the fields of a file stand, found out when somebody asks, which for most files is never."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from site_gen.forms.plain_marks import Mark


class Marks(Mapping[str, Mark]):
    """Field path to mark; `find` is called when the first is wanted."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Mapping[str, Mark]]) -> None:
        self._find = find
        self._found: Mapping[str, Mark] | None = None

    def _all(self) -> Mapping[str, Mark]:
        if self._found is None:
            self._found = self._find()
        return self._found

    def __getitem__(self, path: str) -> Mark:
        return self._all()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
