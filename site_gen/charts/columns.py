"""Charts whose columns are weeks or months: where the columns stand and what is written under them."""

from __future__ import annotations

from msgspec import Struct

from site_gen.charts.canvas import SMALL, Canvas
from site_gen.charts.measure import text_width
from site_gen.charts.slot import Slot

#: Figures in columns are a little smaller than words.
FIGURE = 10.5


class Columns(Struct, frozen=True):
    """Equal columns between two edges."""

    left: float
    right: float
    slots: tuple[Slot, ...]

    @property
    def pitch(self) -> float:
        """The width of a column."""
        return (self.right - self.left) / max(len(self.slots), 1)

    def centre(self, number: int) -> float:
        """Return the middle of a column."""
        return self.left + (number + 0.5) * self.pitch

    def fits(self, texts: list[str], size: float = FIGURE) -> bool:
        """Tell whether every text fits its column with a little air."""
        room = self.pitch - 2
        return all(text_width(text, size) <= room for text in texts)

    def name(self, canvas: Canvas, top: float) -> float:
        """Write the names of the columns, and of their runs below; return where that ends.

        Where names are too wide for all columns, every second, third … is written, the last always.
        """
        size = SMALL if self.fits([slot.short for slot in self.slots], SMALL) else FIGURE - 1
        widest = max((text_width(slot.short, size) for slot in self.slots), default=0)
        every = max(1, -(-int(widest + 3) // max(int(self.pitch), 1)))
        last = len(self.slots) - 1
        for number, slot in enumerate(self.slots):
            if (last - number) % every == 0:
                x = self.centre(number)
                canvas.words(x, top + 11, slot.short, size=size, ink="muted", anchor="center")
        starts = [
            number
            for number, slot in enumerate(self.slots)
            if slot.group and (number == 0 or self.slots[number - 1].group != slot.group)
        ]
        if not starts:
            return top + 15
        ends = [self.left + following * self.pitch for following in starts[1:]] + [canvas.width]
        for start, end in zip(starts, ends, strict=True):
            left = self.left + start * self.pitch + 1
            if left + text_width(self.slots[start].group, FIGURE) <= max(end, left) - 2:
                canvas.words(left, top + 25, self.slots[start].group, size=FIGURE, ink="muted")
                if start and every == 1:
                    canvas.path(((left - 1, top + 2), (left - 1, top + 27)), "hairline")
        return top + 29
