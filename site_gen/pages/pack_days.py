"""Which packs there are: the periods around `as_of` and the scopes that meet over them (S7.1–S7.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Calendar, MonthOf, Week
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages.view import View

#: How many packs of each kind are kept on the site, the current one included.
DAYS, WEEKS, MONTHS = 3, 3, 3


class Period(Struct, frozen=True):
    """The period of a pack.

    Attributes:
        kind: `daily`, `weekly`, `monthly` or `one_on_one`, as the meeting is called in records.
        id: `2026-11-20`, `2026-W47`, `2026-11` or `one-on-one`; part of the address.
        start: first day it reports on.
        end: day after the last day it reports on.
        next_start: first day it plans for.
        next_end: day after the last day it plans for.
        name: its name in a view's language.
    """

    kind: str
    id: str
    start: date
    end: date
    next_start: date
    next_end: date
    name: Callable[[View], str]

    @property
    def evening(self) -> date:
        """The last day it speaks of, in whose evening its open promises, actions and alerts are counted."""
        return self.next_start if self.kind == "daily" else self.end - timedelta(days=1)


@per_book
def scopes(book: Book) -> tuple[Scope, ...]:
    """Return the scopes that have packs: the company, its teams, its sellers."""
    teams = tuple(Scope("team", team.key) for team in book.config.teams)
    return (COMPANY, *teams, *(Scope("person", person.id) for person in book.sellers))


@per_book
def talk(book: Book) -> Period:
    """Return the period of a talk with one person: today."""
    today = book.as_of
    after = today + timedelta(days=1)
    return Period(
        "one_on_one", "one-on-one", today, after, today, after, lambda view: view.words.long_day(today)
    )


@per_book
def talked_to(book: Book) -> tuple[Scope, ...]:
    """Return the sellers who are still with the team, each of whom has a pack for a talk."""
    return tuple(
        Scope("person", person.id)
        for person in book.sellers
        if person.left is None or person.left > book.as_of
    )


@per_book
def periods(book: Book) -> tuple[Period, ...]:
    """Return the periods that have packs, the newest of each kind first."""
    calendar, today = book.config.calendar, book.as_of
    days = [today if calendar.is_workday(today) else calendar.next_workday(today)]
    while len(days) < DAYS:
        days.append(calendar.previous_workday(days[-1]))
    return (
        *(day_period(calendar, day) for day in days),
        *(week_period(Week.of(today).shift(-n)) for n in range(WEEKS)),
        *(month_period(MonthOf.of(today).shift(-n)) for n in range(MONTHS)),
    )


def day_period(calendar: Calendar, day: date) -> Period:
    """Return the period of the daily review of `day`: since the last working day, and `day` itself."""
    after = day + timedelta(days=1)
    return Period(
        "daily",
        day.isoformat(),
        calendar.previous_workday(day),
        day,
        day,
        after,
        lambda view: view.words.long_day(day),
    )


def week_period(week: Week) -> Period:
    """Return the period of the weekly review: the week just ending, and the next one (S7.2)."""
    following = week.shift(1)
    return Period(
        "weekly",
        week.id,
        week.start,
        week.end,
        following.start,
        following.end,
        lambda view: view.words.week(week),
    )


def month_period(month: MonthOf) -> Period:
    """Return the period of the monthly review: the month, and the one after it (S7.3)."""
    following = month.shift(1)
    return Period(
        "monthly",
        month.id,
        month.start,
        month.end,
        following.start,
        following.end,
        lambda view: view.words.month(month),
    )
