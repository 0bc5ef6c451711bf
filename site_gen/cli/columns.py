"""Columns and lines for a terminal, where a Chinese character takes two places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

#: Longest line of running text, in places.
LINE = 100
_FIGURE = re.compile(r"[-+−]?[\d,.]+ ?%?|–|")
_PIECES = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+|[\u2e80-\u9fff\uff00-\uffef]|\s+")
#: Characters that do not begin a line.
_CLOSING = "，。；：、）”？！》"


def width(text: str) -> int:
    """Return how many places `text` takes on a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def column_lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table; columns that hold figures only stand to the right."""
    if not head:
        return []
    columns = list(zip(head, *rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    right = [bool(rows) and all(_FIGURE.fullmatch(cell) for cell in column[1:]) for column in columns]
    lines = ["  ".join(map(_pad, row, widths, right)).rstrip() for row in (head, *rows)]
    rule = "  ".join("─" * size for size in widths if size)
    return [lines[0], rule, *lines[1:]] if rows else lines


def _pad(text: str, size: int, right: bool) -> str:  # noqa: FBT001 - mapped over columns
    space = " " * (size - width(text))
    return space + text if right else text + space


def wrap(text: str) -> list[str]:
    """Return running text in lines of at most `LINE` places."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[str]:
    line, size = "", 0
    for piece in _PIECES.findall(text):
        if size + width(piece) > LINE and line.strip() and piece not in _CLOSING:
            yield line.rstrip()
            line, size = "", 0
        if line or piece.strip():
            line += piece
            size += width(piece)
    if line.strip():
        yield line.rstrip()
