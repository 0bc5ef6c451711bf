"""The parts that tables of measures share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_, NC_, Msg, Text
from site_gen.measures.values import Name, Ratio, Tally
from site_gen.render.say import name_of
from site_gen.render.words import NOTHING, Words

V = TypeVar("V")
#: Rows of long lists that a plain table shows; the number of the others is said.
MOST_ROWS = 20
STAGE, PROJECTS, SHARE = N_("Stage"), NC_("column", "Projects"), NC_("column", "Share")
AMOUNT = N_("Amount ({unit})")
FEW = N_("few cases")
FIGURE, VALUE, CASES = NC_("column", "Figure"), NC_("column", "Value"), NC_("column", "Cases")


class Table(Struct, frozen=True):
    """A table of words: column heads, rows of cells, notes below. Cells of figures stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class Figures:
    """Makes tables for one Book and language."""

    def __init__(self, book: Book, words: Words) -> None:
        self.book = book
        self.words = words

    def tables(self, value: Any) -> list[Table]:
        """Return a measure's result as tables.

        Raises:
            KeyError: `value` is not the result of a measure.
        """
        return MAKERS[type(value)](self, value)

    def head(self, *texts: Text) -> tuple[str, ...]:
        """Return column heads; `{unit}` in them becomes the team's money unit."""
        return tuple(self.words.tr(text, unit=self.words.money_unit()) for text in texts)

    def name(self, kind: str, ident: str) -> str:
        """Return the name of a record or list value, `–` for none."""
        return name_of(Name(kind, ident), self.words, self.book) if ident else NOTHING

    def percent(self, ratio: Ratio) -> str:
        """Return a ratio in percent."""
        return self.words.percent(ratio.percent, 1)

    def tally(self, tally: Tally) -> tuple[str, str]:
        """Return number and amount of a set of projects."""
        return self.words.num(tally.count), self.words.money(tally.amount)

    def cut(self, rows: Sequence[tuple[str, ...]]) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Return the first rows, and a note on how many there are besides."""
        left = len(rows) - MOST_ROWS
        notes = (self.words.tr(N_("… and {count} more; --json lists all."), count=left),) if left > 0 else ()
        return tuple(rows[:MOST_ROWS]), notes

    def missing(self, tally: Tally) -> tuple[str, ...]:
        """Return a note on projects without an amount, when there are any."""
        count = len(tally.without_amount)
        return (self.words.tr(N_("Projects without an amount: {count}."), count=count),) if count else ()

    def reason(self, reason: Msg | None) -> tuple[str, ...]:
        """Return the note why a figure cannot be computed."""
        return (self.words.tr(reason),) if reason else ()

    def ratios(self, rows: Iterable[tuple[Msg, Ratio]]) -> list[Table]:
        """Return named ratios with their cases."""
        made = tuple((self.words.tr(t), self.percent(r), self.words.num(r.denominator)) for t, r in rows)
        return [Table(self.head(FIGURE, VALUE, CASES), made)]


Maker = Callable[[Figures, V], list[Table]]
#: Class of a result to what makes tables of it.
MAKERS: dict[type, Callable[[Figures, Any], list[Table]]] = {}


def tables_of(cls: type[V]) -> Callable[[Maker[V]], Maker[V]]:
    """Register what makes tables of a class of results."""

    def register(maker: Maker[V]) -> Maker[V]:
        MAKERS[cls] = maker
        return maker

    return register
