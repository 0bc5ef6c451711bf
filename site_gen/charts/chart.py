"""What drawing gives back: a picture in two widths, its words and its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat

import orjson
from msgspec import Struct

#: Width of the picture for a laptop or paper, in units of its viewBox (CSS pixels at full size).
WIDE = 640
#: Width of the picture for a phone of 360 pixels with 16 pixels of margin on both sides.
NARROW = 328


class ChartTable(Struct, frozen=True):
    """The figures of a chart, formatted in the page's language.

    Attributes:
        head: column heads; the first column holds words, the others figures.
        rows: cells, as many as `head` has.
        hrefs: address of the records behind each row; empty text for none.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hrefs: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """The rows as a page shows them: the words, the address behind them, the figures."""
        for row, href in zip(self.rows, self.hrefs or repeat(""), strict=False):
            yield row[0], href, row[1:]


class Chart(Struct, frozen=True):
    """A drawn chart.

    Attributes:
        svg: the picture, `WIDE` units wide unless the chart has one size for all.
        narrow: the same for a phone; empty where `svg` serves both.
        title: the finding, one sentence.
        alt: what the picture shows, for people who cannot see it.
        table: the figures.
        empty: True where there was nothing to draw; the picture then says so.
    """

    svg: str
    narrow: str
    title: str
    alt: str
    table: ChartTable
    empty: bool = False

    def leading(self, hrefs: Mapping[str, str]) -> Chart:
        """Return the chart with other hrefs in the place of its own; none of them has anything to escape."""
        svg, narrow, table = self.svg, self.narrow, self.table
        for old, new in hrefs.items():
            before, after = f'<a href="{old}">', f'<a href="{new}">'
            svg, narrow = svg.replace(before, after), narrow.replace(before, after)
        led = ChartTable(table.head, table.rows, tuple(hrefs.get(href, href) for href in table.hrefs))
        return Chart(svg, narrow, self.title, self.alt, led, self.empty)

    def to_json(self) -> bytes:
        """Return the chart as text that `from_json` reads."""
        table = {"head": self.table.head, "rows": self.table.rows, "hrefs": self.table.hrefs}
        found = {
            "svg": self.svg,
            "narrow": self.narrow,
            "title": self.title,
            "alt": self.alt,
            "table": table,
            "empty": self.empty,
        }
        return orjson.dumps(found)

    @classmethod
    def from_json(cls, text: bytes) -> Chart:
        """Return the chart that `to_json` wrote."""
        found = orjson.loads(text)
        table = found.pop("table")
        rows = tuple(tuple(row) for row in table["rows"])
        return cls(**found, table=ChartTable(tuple(table["head"]), rows, tuple(table["hrefs"])))

    def __html__(self) -> str:
        """Return the markup of both sizes; the theme shows the one that fits."""
        return f'<div class="chart">{self.narrow}{self.svg}</div>'
