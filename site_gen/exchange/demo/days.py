"""The demo's working days as one list, so that dates are drawn by counting."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from site_gen.config import Calendar


def holidays(first: date, last: date) -> tuple[date, ...]:
    """Return the Chinese holidays whose dates never move, without weekends: New Year, May, National Day."""
    found: list[date] = []
    for year in range(first.year, last.year + 1):
        spans = ((1, 1, 1), (5, 1, 5), (10, 1, 7))
        days = (date(year, month, day + n) for month, day, length in spans for n in range(length))
        found.extend(day for day in days if day.isoweekday() < 6 and first <= day <= last)
    return tuple(found)


class Days:
    """Working days around `as_of`; positions count from the first of them."""

    def __init__(self, as_of: date, weeks_back: int, calendar: Calendar | None = None) -> None:
        first = as_of - timedelta(weeks=weeks_back)
        last = as_of + timedelta(days=500)
        self.as_of = as_of
        self.holidays = holidays(first, last)
        self.calendar = calendar or Calendar(holidays=frozenset(self.holidays))
        self.all = self.calendar.workdays(first, last)
        self.now = self.position(as_of)

    def position(self, day: date) -> int:
        """Return the position of `day`, or of the last working day before it."""
        return max(bisect_right(self.all, day) - 1, 0)

    def at(self, position: int) -> date:
        """Return the working day at a position, the nearest end when it is outside."""
        return self.all[min(max(position, 0), len(self.all) - 1)]

    def after(self, day: date, count: int) -> date:
        """Return the working day `count` positions after `day`."""
        return self.at(self.position(day) + count)
