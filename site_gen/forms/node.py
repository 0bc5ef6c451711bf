"""YAML text as a small tree of nodes that know their line and column; no value is guessed."""

from __future__ import annotations

from dataclasses import dataclass

#: The text of a value that could not be read; the problem has been reported.
BROKEN = "\ufdd0"


@dataclass(slots=True)
class Scalar:
    """A value as its source text (S1.13): `no`, `007` and `12:30` stay what was typed.

    `cut` is true when a ` #` comment follows a plain value on the same line.
    """

    text: str
    line: int
    col: int
    plain: bool = True
    cut: bool = False


@dataclass(slots=True)
class Seq:
    """A YAML list."""

    items: list[Node]
    line: int
    col: int


@dataclass(slots=True)
class Map:
    """A YAML mapping, in the order of the file, keys unique."""

    entries: list[tuple[Scalar, Node]]
    line: int
    col: int

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or `None`."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Seq | Map
