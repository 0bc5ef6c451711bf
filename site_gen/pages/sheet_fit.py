"""Chooses the type size of a printed call plan: the largest at which a week stays on two sheets (S5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_gen.pages.brief_fit import rows_of, widths

_MM_PER_POINT = 0.3528
_LEADING = 1.24
#: Height in millimetres of two A4 landscape sheets less margins, heads, checks and column heads.
_HEIGHT = 300.0
#: Type sizes tried, in points; the last is taken when none fits.
SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
#: Type size of the sheets of a team or the company, which take as many pages as they need.
TEAM_SIZE = 7.0


def sheet_size(rows: Iterable[Sequence[tuple[str, float]]], blocks: int) -> float:
    """Return the type size in points.

    Args:
        rows: the cells of each visit, as text and width of its column in millimetres.
        blocks: how many day blocks there are.
    """
    cells = [[(widths(text), width - 2) for text, width in row if text] for row in rows]
    # What takes one line at the largest size takes one at every size, as a row does at least.
    least = SIZES[0] * _MM_PER_POINT
    high = [[cell for cell in row if _is_high(*cell, least)] for row in cells]
    for size in SIZES:
        em = size * _MM_PER_POINT
        line = em * _LEADING
        height = blocks * (line + 2.4)
        for row in high:
            height += 2.2 + line * max([rows_of(wide, room / em) for wide, room in row], default=1)
        if height <= _HEIGHT:
            return size
    return SIZES[-1]


def _is_high(wide: tuple[float, ...], room: float, em: float) -> bool:
    """Whether paragraphs of these widths take more than a line in a column of `room` millimetres."""
    return len(wide) > 1 or (bool(wide) and wide[0] > room / em - 1)
