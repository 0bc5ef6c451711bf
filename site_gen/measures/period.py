"""The period that visit figures are about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf, Week
from site_gen.measures.scope import Scope
from site_gen.records import Person, Visit

_date = attrgetter("date")
#: Weeks in the default period, the current one included.
DEFAULT_WEEKS = 4


def default_period(book: Book, scope: Scope) -> tuple[date, date]:
    """Return the four weeks up to and with the day of the figures; for a month scope that month."""
    if scope.kind == "month":
        year, _, number = scope.id.partition("-")
        month = MonthOf(int(year), int(number))
        return month.start, month.end
    start = Week.of(book.as_of).shift(1 - DEFAULT_WEEKS).start
    return start, book.as_of + timedelta(days=1)


def bounds(book: Book, scope: Scope, start: date | None, end: date | None) -> tuple[date, date]:
    """Return `[start, end)`, with what is not given taken from the default period."""
    first, last = default_period(book, scope)
    return start or first, end or last


@per_book
def visits_between(book: Book, scope: Scope, start: date, end: date) -> tuple[Visit, ...]:
    """Return the visits and calls of the scope in `[start, end)` that were not cancelled, oldest first."""
    return tuple(v for v in visits_on(scope.visits(book), start, end) if v.status != "cancelled")


def visits_on(visits: Sequence[Visit], start: date, end: date) -> Sequence[Visit]:
    """Return those of `visits`, which stand by date, that lie in `[start, end)`."""
    return visits[bisect_left(visits, start, key=_date) : bisect_left(visits, end, key=_date)]


def is_done(book: Book, visit: Visit) -> bool:
    """Whether a visit was made by the day of the figures."""
    return visit.status == "done" and visit.date <= book.as_of


def is_employed(person: Person, start: date, end: date) -> bool:
    """Whether a person is with the team on a day of `[start, end)`; the days of joining and leaving count."""
    return (person.joined is None or person.joined < end) and (person.left is None or person.left >= start)


def employed(book: Book, scope: Scope, start: date, end: date) -> tuple[Person, ...]:
    """Return the salespeople of a scope who are with the team on a day of `[start, end)`, by id."""
    return tuple(person for person in scope.people(book) if is_employed(person, start, end))


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month (earlier when negative), or that month's last day where it is shorter."""
    month = MonthOf.of(day).shift(months)
    length = (month.end - month.start).days
    return month.start.replace(day=min(day.day, length))


def last_whole_week(book: Book) -> Week:
    """Return the last week that is over at the end of the day of the figures (S29)."""
    return Week.of(book.as_of + timedelta(days=1)).shift(-1)
