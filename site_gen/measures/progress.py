"""Targets to date: orders, collection and new customers, cumulative and day by day (M18, S27.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.shares import QUANTITIES, Rising, reached, rise_between, rising, target_days, target_of
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.collection import receipts_between
from site_gen.measures.new_customers import new_between
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import members
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import wins_between
from site_gen.records import Person

_DAY = timedelta(days=1)
_ZERO = Decimal(0)


class Happening(Struct, frozen=True):
    """Something that counts towards a target.

    Attributes:
        day: when.
        amount: money units; 1 for a new customer; an unknown amount is 0.
        id: id of the project signed, of the order paid, of the customer won.
    """

    day: date
    amount: Decimal
    id: str


class DayPoint(Struct, frozen=True):
    """A day of a month: where things stood and should have stood in the evening.

    Attributes:
        day: a working day, or a free day on which something happened.
        actual: sum since the first of the month; `None` after the day of the figures.
        target: the part of the month's target that falls to the working days so far; `None` without a target.
    """

    day: date
    actual: Decimal | None
    target: Decimal | None


class Progress(Struct, frozen=True):
    """One quantity against its target, up to a day.

    Attributes:
        quantity: `orders`, `collection` (money units) or `new_customers` (count).
        actual: sum from the first of the month to the day.
        target: target of the whole month; `None` when none is written.
        expected: the part of it that falls to the working days up to the day.
        attained: actual over the month's target.
        pace: actual over expected: at 100 % the quantity is on track.
        year_actual: sum from the first of January to the day.
        year_target: targets of January to this month, the whole of it.
        year_expected: the same with this month's target up to the day.
        year_attained: year_actual over year_target, cumulative M18.
        year_pace: year_actual over year_expected.
        ids: ids of what came in this month: projects signed, orders paid, customers won.
        days: the month day by day.
    """

    quantity: str
    actual: Decimal
    target: Decimal | None
    expected: Decimal | None
    attained: Ratio
    pace: Ratio
    year_actual: Decimal
    year_target: Decimal | None
    year_expected: Decimal | None
    year_attained: Ratio
    year_pace: Ratio
    ids: tuple[str, ...]
    days: tuple[DayPoint, ...]

    @property
    def behind(self) -> bool:
        """Whether less came in this month than its working days expect."""
        return self.expected is not None and self.actual < self.expected


class ToDate(Struct, frozen=True):
    """The three cumulative attainments of a scope on a day.

    Attributes:
        day: the day.
        month: its month, `2026-11`.
        workdays: working days of the month.
        gone: those up to and with the day.
        orders: amount signed.
        collection: money collected.
        new_customers: customers won for the first time.
    """

    day: date
    month: str
    workdays: int
    gone: int
    orders: Progress
    collection: Progress
    new_customers: Progress

    def __iter__(self) -> Iterator[Progress]:
        """Yield the three in the order of S27.1."""
        yield from (self.orders, self.collection, self.new_customers)


@measure(
    "S27.1",
    "to-date",
    N_("Targets to date"),
    N_(
        "Orders signed, money collected and new customers won since the first of the month and since January, "
        "each against its target (M18, cumulative). Attained: divided by the targets of the months, this month "
        "whole. On pace: divided by what the working days so far expect, where a month’s target is spread evenly "
        "over the working days of the team’s calendar, holidays left out and make-up workdays counted. Who joins "
        "or leaves within a month has the target written for it spread over their own working days in it; days of "
        "leave lower no target, and the target of somebody who has left counts as long as it is written; of somebody who changed teams, it "
        "counts for the team they were in on the first of the month. A month "
        "without a target of a quantity adds nothing to it; without any target there is no ratio. Only the "
        "company, teams and salespeople have targets to date."
    ),
    unit="mixed",
    source="S27.1 S29.1",
)
def to_date(book: Book, scope: Scope, day: date | None = None) -> ToDate:
    """Compare the three quantities with their targets up to and with `day`, by default `as_of` (M18)."""
    until = day or book.as_of
    month = MonthOf.of(until)
    workdays = book.config.calendar.workdays(month.start, month.end)
    found = {quantity: _progress(book, scope, quantity, until) for quantity in QUANTITIES}
    return ToDate(until, month.id, len(workdays), sum(d <= until for d in workdays), **found)


def happenings(book: Book, scope: Scope, quantity: str, start: date, end: date) -> tuple[Happening, ...]:
    """Return what counts towards one of `QUANTITIES` in `[start, end)`, by day."""
    match quantity:
        case "orders":
            wins = wins_between(book, scope, start, end).wins
            return tuple(Happening(w.day, w.amount or _ZERO, w.project) for w in wins if w.day is not None)
        case "collection":
            return tuple(
                Happening(r.day, r.amount, r.order) for r in receipts_between(book, scope, start, end)
            )
        case _:
            return tuple(
                Happening(c.day, Decimal(1), c.customer) for c in new_between(book, scope, start, end)
            )


def expected_between(book: Book, scope: Scope, quantity: str, start: date, end: date) -> Decimal | None:
    """Return the part of the targets that falls to the working days in `[start, end)`; `None` without any."""
    return rise_between(lambda month: _line(book, scope, month, quantity), start, end)


def _progress(book: Book, scope: Scope, quantity: str, day: date) -> Progress:
    month = MonthOf.of(day)
    january = date(day.year, 1, 1)
    came = happenings(book, scope, quantity, january, day + _DAY)
    mine = tuple(one for one in came if one.day >= month.start)
    line = _line(book, scope, month, quantity)
    target = line[-1][1] if line else None
    expected = reached(line, day) if line else None
    actual = sum((one.amount for one in mine), _ZERO)
    year_actual = sum((one.amount for one in came), _ZERO)
    before = [_target(book, scope, MonthOf(day.year, n), quantity) for n in range(1, month.month)]
    year_target, year_expected = _sum(*before, target), _sum(*before, expected)
    return Progress(
        quantity=quantity,
        actual=actual,
        target=target,
        expected=expected,
        attained=_over(actual, target),
        pace=_over(actual, expected),
        year_actual=year_actual,
        year_target=year_target,
        year_expected=year_expected,
        year_attained=_over(year_actual, year_target),
        year_pace=_over(year_actual, year_expected),
        ids=tuple(dict.fromkeys(one.id for one in mine)),
        days=_days(book, month, min(day, book.as_of), mine, line),
    )


def _days(
    book: Book, month: MonthOf, last: date, mine: tuple[Happening, ...], line: Rising | None
) -> tuple[DayPoint, ...]:
    """Return the working days of the month and the free days on which something came, which is `mine`."""
    days = sorted({*book.config.calendar.workdays(month.start, month.end), *(one.day for one in mine)})
    return tuple(
        DayPoint(
            day,
            sum((one.amount for one in mine if one.day <= day), _ZERO) if day <= last else None,
            reached(line, day) if line else None,
        )
        for day in days
    )


@per_book
def _line(book: Book, scope: Scope, month: MonthOf, quantity: str) -> Rising | None:
    """Return how the targets of a month rise together; `None` when no one of the scope has one."""
    known = [rising(book, person.id, month, quantity) for person in _people(book, scope, month)]
    lines = [line for line in known if line is not None]
    if not lines:
        return None
    return tuple(
        (day, sum((reached(line, day) for line in lines), _ZERO)) for day in target_days(book, month)
    )


@per_book
def _target(book: Book, scope: Scope, month: MonthOf, quantity: str) -> Decimal | None:
    return _sum(*(target_of(book, person.id, month, quantity) for person in _people(book, scope, month)))


def _people(book: Book, scope: Scope, month: MonthOf) -> tuple[Person, ...]:
    """Return those whose targets are the scope's; projects of one cut or month of purchase have none to date."""
    return members(book, scope, month) if scope.kind in {"company", "team", "person"} else ()


def _sum(*amounts: Decimal | None) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, _ZERO) if known else None


def _over(amount: Decimal, target: Decimal | None) -> Ratio:
    return NO_RATIO if target is None else Ratio(amount, target)
