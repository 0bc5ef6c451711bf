"""The share of a month's target that falls to some of its days (M18, S8.2, S26.1, S27.1).

A target is spread evenly over the working days of the team's calendar on which its owner is with the team: who joins
or leaves within a month has all of it on days of their own. Days of leave lower nothing. Where nothing is left to
spread it over, the month's working days carry it, and its first day where it has none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from site_gen.book.book import Book
from site_gen.book.duty import is_member
from site_gen.config import MonthOf

#: What targets are set for, as the fields of a month's target are called, in the order of S27.1.
QUANTITIES = ("orders", "collection", "new_customers")
#: Working days of a month with the share reached in the evening, the first one first; the last has the whole target.
Rising = tuple[tuple[date, Decimal], ...]
#: Shares are exact to this, so that the days of a month add up to its target.
_PLACES = Decimal("0.0001")
_DAY = timedelta(days=1)
_ZERO = Decimal(0)


def target_of(book: Book, person: str, month: MonthOf, quantity: str) -> Decimal | None:
    """Return one person's target of a month for one of `QUANTITIES`; `None` when none is written."""
    written = [
        Decimal(value)
        for record in book.targets_of_owner.get(person, ())
        if record.year == month.year
        for row in record.months
        if row.month == month.month and (value := getattr(row, quantity)) is not None
    ]
    return sum(written, _ZERO) if written else None


def target_days(book: Book, month: MonthOf) -> tuple[date, ...]:
    """Return the days that the targets of a month are spread over: its working days, else its first day."""
    return tuple(book.config.calendar.workdays(month.start, month.end)) or (month.start,)


def rising(book: Book, person: str, month: MonthOf, quantity: str) -> Rising | None:
    """Return how one person's target of a month rises; `None` when none is written."""
    target = target_of(book, person, month, quantity)
    if target is None:
        return None
    days, found = target_days(book, month), book.people.get(person)
    own = [day for day in days if found is None or is_member(found, day)] or days
    *before, last = own
    return (
        *((day, (target * n / len(own)).quantize(_PLACES)) for n, day in enumerate(before, 1)),
        (last, target),
    )


def reached(line: Rising, day: date) -> Decimal:
    """Return what a rising target has reached in the evening of a day."""
    position = bisect_right(line, day, key=_day)
    return line[position - 1][1] if position else _ZERO


def share_between(book: Book, person: str, quantity: str, start: date, end: date) -> Decimal | None:
    """Return the share of one person's targets that falls into `[start, end)`; `None` when no month has one."""
    return rise_between(lambda month: rising(book, person, month, quantity), start, end)


def rise_between(line_of: Callable[[MonthOf], Rising | None], start: date, end: date) -> Decimal | None:
    """Return by how much the targets of the months that `[start, end)` touches rise in it; `None` without any."""
    month, found = MonthOf.of(start), None
    while max(start, month.start) < end:
        line = line_of(month)
        if line is not None:
            before, last = max(start, month.start) - _DAY, min(end, month.end) - _DAY
            found = (found or _ZERO) + reached(line, last) - reached(line, before)
        month = month.shift(1)
    return found


def _day(point: tuple[date, Decimal]) -> date:
    return point[0]
