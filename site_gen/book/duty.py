"""The calendar of one person: the team's working days less those before joining, after leaving and away (S12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from site_gen.book.book import Book
from site_gen.records import Person

_DAY = timedelta(days=1)
#: Who does not work within so many days is not waited for.
_LONGEST_BREAK = 366


def is_away(person: Person, day: date) -> bool:
    """Whether a person is on leave, ill or in training on `day`."""
    absences = person.absences
    return bool(absences) and any(away.first <= day <= (away.last or away.first) for away in absences)


def is_member(person: Person, day: date) -> bool:
    """Whether a person is with the team on `day`; the days of joining and leaving count."""
    return (person.joined is None or person.joined <= day) and (person.left is None or day <= person.left)


def works_on(book: Book, person: str, day: date) -> bool:
    """Whether a person works on `day`; of whom no record is known the team's calendar is taken."""
    return _works(book, person)(day)


def workdays(book: Book, person: str, start: date, end: date) -> tuple[date, ...]:
    """Return a person's working days in the half-open period `[start, end)`."""
    works = _works(book, person)
    return tuple([day for n in range((end - start).days) if works(day := start + _DAY * n)])


def add_workdays(book: Book, person: str, day: date, count: int) -> date | None:
    """Return a person's `count`-th working day after `day`; `day` itself for a count of 0.

    `None` when there is none: the person leaves before it, or does not work for more than a year.
    """
    works = _works(book, person)
    found: date | None = day
    while count > 0 and found is not None:
        found, count = _next(works, found), count - 1
    return found


def first_workday(book: Book, person: str, day: date) -> date | None:
    """Return `day` when the person works then, else the next day they do; `None` as in `add_workdays`."""
    return _next(_works(book, person), day - _DAY)


def last_workday(book: Book, person: str, day: date) -> date | None:
    """Return the last day before `day` on which a person worked; `None` when there is none within a year."""
    works = _works(book, person)
    days = (day - _DAY * n for n in range(1, _LONGEST_BREAK + 1))
    return next((day for day in days if works(day)), None)


def _works(book: Book, person: str) -> Callable[[date], bool]:
    """Return what tells whether somebody works on a day."""
    calendar, found = book.config.calendar, book.people.get(person)
    if found is None:
        return calendar.is_workday
    return lambda day: calendar.is_workday(day) and is_member(found, day) and not is_away(found, day)


def _next(works: Callable[[date], bool], day: date) -> date | None:
    for _ in range(_LONGEST_BREAK):
        day += _DAY
        if works(day):
            return day
    return None
