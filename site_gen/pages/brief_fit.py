"""Fits a POPSA brief on one A4 page: an estimate of its height, the largest type that fits, and marked cuts.

The estimate counts lines from text length; it is careful (it rather takes a smaller size), and the
same on every machine, as no font is measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from msgspec import Struct

_MM_PER_POINT = 0.3528
_LEADING = 1.42
#: Usable height in millimetres below the head line, on A4 with the brief's margins.
_HEIGHT = 257.0
#: Height in millimetres of the line that says that something is cut.
_NOTE = 6.0
#: Width in millimetres of the text beside the letters, and of the side column.
_MAIN, _SIDE = 112.0, 47.0
#: Type sizes tried, in points.
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
#: Longest text in characters tried at the smallest size.
LIMITS = (900, 750, 600, 500, 420, 350, 300, 250, 210, 180, 150, 120, 90, 60)


class Brief(Struct, frozen=True):
    """The texts of a brief as the estimate needs them: blocks of paragraphs.

    Attributes:
        head: number of lines of facts in the head.
        main: the blocks of the main column, each a tuple of texts.
        narrow: the texts of tables in the main column, as rows of `(text, share of the width)` cells.
        side: the texts of the side column.
        foot: the next steps already agreed.
    """

    head: int
    main: tuple[tuple[str, ...], ...]
    narrow: tuple[tuple[tuple[str, float], ...], ...]
    side: tuple[str, ...]
    foot: tuple[str, ...]


class Fit(Struct, frozen=True):
    """How a brief is set.

    Attributes:
        size: type size in points.
        limit: longest text in characters; 0 when nothing is cut.
    """

    size: float
    limit: int = 0

    def cut(self, text: str) -> str:
        """Return the beginning of a text that is too long, else an empty string."""
        plain = " ".join(text.split())
        return plain[: self.limit].rstrip() if self.limit and len(plain) > self.limit else ""


def fit(brief: Brief) -> Fit:
    """Return the largest type at which the brief fits, cutting texts only at the smallest."""
    for size in SIZES:
        if _height(brief, size) <= _HEIGHT:
            return Fit(size)
    smallest = SIZES[-1]
    for limit in LIMITS:
        if _height(_shortened(brief, limit), smallest) <= _HEIGHT - _NOTE:
            return Fit(smallest, limit)
    return Fit(smallest, LIMITS[-1])


def width(text: str) -> float:
    """Return the width of a line of text in ems: one per Han character, about half per Latin one."""
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow + 0.56 * narrow


@lru_cache(1 << 14)
def widths(text: str) -> tuple[float, ...]:
    """Return the widths of the lines of a text that are not empty, in ems."""
    return tuple(width(part) for part in text.splitlines() if part.strip())


def lines(text: str, ems: float) -> int:
    """Return how many lines a text takes in a column of `ems`."""
    return rows_of(widths(text), ems)


def rows_of(wide: tuple[float, ...], ems: float) -> int:
    """Return how many lines paragraphs of these widths take in a column of `ems`."""
    if not wide:
        return 0
    room = max(ems - 1, 1)
    return sum([ceil(each / room) or 1 for each in wide])


def _height(brief: Brief, size: float) -> float:
    em = size * _MM_PER_POINT
    line = em * _LEADING
    main = sum([_block(block, _MAIN / em, line) for block in brief.main])
    main += sum(
        [
            max([lines(text, _MAIN * share / em) or 1 for text, share in row]) * line + 1.6
            for row in brief.narrow
        ]
    )
    side = sum([lines(text, _SIDE / em) * line + 0.8 for text in brief.side]) + 26
    foot = 32 + sum([lines(text, 90 / em) * line + 1.6 for text in brief.foot])
    return brief.head * (line + 1.2) + 4 + max(main, side) + foot


def _block(texts: Iterable[str], ems: float, line: float) -> float:
    """Return the height of a block under its letter, at least that of the letter with its question."""
    return max(11.0, 8.0 + sum([lines(text, ems) * line + 1.0 for text in texts]))


def _shortened(brief: Brief, limit: int) -> Brief:
    def short(text: str) -> str:
        plain = " ".join(text.split())
        return plain[:limit] + "…" * 8 if len(plain) > limit else text

    return Brief(
        brief.head,
        tuple(tuple(short(t) for t in block) for block in brief.main),
        tuple(tuple((short(t), share) for t, share in row) for row in brief.narrow),
        tuple(short(t) for t in brief.side),
        tuple(short(t) for t in brief.foot),
    )
