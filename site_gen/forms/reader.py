"""The standard `Reading`: collects problems and marks of one file."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.node import Node, Scalar
from site_gen.forms.vocabulary import Vocabularies
from site_gen.locale.text import Text

_LONGEST_SHOWN = 60


@dataclass
class Reader:
    """Problems, field positions and relative links (target, line, column) of the file at `path`."""

    path: str
    vocabularies: Vocabularies
    money_unit: Text = ""
    record: tuple[str, str] | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    marks: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    links: list[tuple[str, int, int]] = field(default_factory=list)

    def problem(self, code: str, node: Node, **args: object) -> None:
        """Report a problem at `node`; a long value is shortened."""
        length = _length(node)
        value = args.get("value")
        if isinstance(value, str):
            args["value"] = _shown(value)
        self.at(code, node.line, node.col, length, args)

    def at(self, code: str, line: int, col: int, length: int, args: dict[str, object]) -> None:
        """Report a problem at a line and column."""
        place = Place(self.path, line, col)
        items = tuple(args.items())
        self.diagnostics.append(Diagnostic(code, place, items, max(length, 1), record=self.record))

    def mark(self, path: str, node: Node) -> None:
        """Remember where the field `path` stands."""
        self.marks[path] = (node.line, node.col, _length(node))


def _shown(value: str) -> str:
    one_line = " ".join(value.split())
    return one_line if len(one_line) <= _LONGEST_SHOWN else one_line[: _LONGEST_SHOWN - 1] + "…"


def _length(node: Node) -> int:
    if not isinstance(node, Scalar):
        return 1
    return max(len(node.text.split("\n", 1)[0]), 1) + (0 if node.plain else 2)
