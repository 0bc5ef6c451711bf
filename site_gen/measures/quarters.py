"""Months and quarters as periods; quarters follow the fiscal year of the team."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from site_gen.config import MonthOf, Week


class Span(Struct, frozen=True):
    """A month or quarter, half-open.

    Attributes:
        id: `2026-11`, or `2026-Q4` with the year in which the fiscal year began.
        start: its first day.
        end: the day after its last day.
    """

    id: str
    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def elapsed(self, week: Week) -> int:
        """Return its days up to and with the Sunday of a week, none beyond its end."""
        return max(0, (min(week.end, self.end) - self.start).days)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The ISO weeks that have a day in it."""
        found = [Week.of(self.start)]
        while found[-1].end < self.end:
            found.append(found[-1].shift(1))
        return tuple(found)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - timedelta(days=1)


def month_of(day: date) -> Span:
    """Return the calendar month of a day."""
    month = MonthOf.of(day)
    return Span(month.id, month.start, month.end)


def quarter_of(day: date, fiscal_month: int) -> Span:
    """Return the quarter of a day in fiscal years that begin with `fiscal_month` (1 for January)."""
    month = MonthOf.of(day)
    since = (month.month - fiscal_month) % 12
    first = month.shift(-(since % 3))
    begun = month.shift(-since)
    return Span(f"{begun.year}-Q{since // 3 + 1}", first.start, first.shift(3).start)
