"""The team's working days: weekdays minus holidays plus make-up workdays (调休)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

_DAY = timedelta(days=1)


class Calendar(Struct, frozen=True):
    """Which days are worked.

    Attributes:
        weekdays: ISO weekdays worked, Monday = 1.
        holidays: weekdays that are free.
        makeup: weekend days that are worked instead.
    """

    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    holidays: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked."""
        if day in self.makeup:
            return True
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def add_workdays(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day` (S10.3: due date of a report)."""
        while count > 0:
            day += _DAY
            count -= self.is_workday(day)
        return day

    def next_workday(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.add_workdays(day, 1)

    def previous_workday(self, day: date) -> date:
        """Return the last working day before `day`."""
        day -= _DAY
        while not self.is_workday(day):
            day -= _DAY
        return day

    def workdays(self, start: date, end: date) -> tuple[date, ...]:
        """Return the working days in the half-open period `[start, end)`."""
        days = (start + _DAY * n for n in range((end - start).days))
        return tuple(day for day in days if self.is_workday(day))


class Week(Struct, frozen=True, order=True):
    """An ISO week; its id is `2026-W47`."""

    year: int
    number: int

    @staticmethod
    def of(day: date) -> Week:
        """Return the week that contains `day`."""
        return _week_of(day)

    @staticmethod
    def named(ident: str) -> Week:
        """Return the week with an id (`2026-W47`).

        Raises:
            ValueError: `ident` is no such id.
        """
        return _week_named(ident)

    @property
    def id(self) -> str:
        """The week's id."""
        return f"{self.year}-W{self.number:02d}"

    @property
    def start(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The Monday after it (periods are half-open)."""
        return self.start + 7 * _DAY

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.start + n * _DAY for n in range(7))

    def shift(self, weeks: int) -> Week:
        """Return the week `weeks` later (earlier when negative)."""
        return Week.of(self.start + 7 * weeks * _DAY)


@lru_cache(1 << 12)
def _week_of(day: date) -> Week:
    iso = day.isocalendar()
    return Week(iso.year, iso.week)


@lru_cache(1 << 12)
def _week_named(ident: str) -> Week:
    year, _, number = ident.partition("-W")
    return Week(int(year), int(number))


class MonthOf(Struct, frozen=True, order=True):
    """A calendar month; its id is `2026-11`."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> MonthOf:
        """Return the month that contains `day`."""
        return cls(day.year, day.month)

    @classmethod
    def named(cls, ident: str) -> MonthOf:
        """Return the month with an id (`2026-11`).

        Raises:
            ValueError: `ident` is no such id.
        """
        year, _, number = ident.partition("-")
        return cls(int(year), int(number))

    @property
    def id(self) -> str:
        """The month's id."""
        return f"{self.year}-{self.month:02d}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def end(self) -> date:
        """The first day of the next month."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1)

    def shift(self, months: int) -> MonthOf:
        """Return the month `months` later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return MonthOf(index // 12, index % 12 + 1)
