"""Where the fields of a file stand, found out when somebody asks, which for most files is never."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from site_gen.forms.plain_marks import Mark


class Marks(Mapping[str, Mark]):
    """Field path to mark.

    Args:
        file: what `find` and `find_one` are asked with: every record has marks, so they hold nothing else of their own.
        find: finds all marks.
        find_one: finds the mark of a field, which is quicker: a rule wants one. `None` leaves it to `find`; a field that
            does not stand in the file is a `KeyError`.
    """

    __slots__ = ("_file", "_find", "_find_one", "_found", "_ones")

    def __init__(
        self,
        file: Any,
        find: Callable[[Any], Mapping[str, Mark]],
        find_one: Callable[[Any, str], Mark | None] = lambda *_: None,
    ) -> None:
        self._file = file
        self._find = find
        self._find_one = find_one
        self._found: Mapping[str, Mark] | None = None
        self._ones: dict[str, Mark] | None = None

    def _all(self) -> Mapping[str, Mark]:
        if self._found is None:
            self._found = self._find(self._file)
        return self._found

    def __getitem__(self, path: str) -> Mark:
        if self._found is not None:
            return self._found[path]
        ones = self._ones
        if ones is None:
            ones = self._ones = {}
        found = ones.get(path) or self._find_one(self._file, path)
        if found is None:
            return self._all()[path]
        ones[path] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
