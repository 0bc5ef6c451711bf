"""Orders, collection and new customers against their targets, as weekly, monthly and personal packs show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from site_gen.book.shares import QUANTITIES
from site_gen.config import MonthOf
from site_gen.measures.period import employed
from site_gen.measures.progress import Happening, Progress, ToDate, expected_between, happenings, to_date
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.pages.view import View
from site_gen.records import Person

_DAY = timedelta(days=1)
#: Kind of the record behind each quantity.
_KINDS = {"orders": "project", "collection": "order", "new_customers": "customer"}
#: How many records behind the figures of a period are named.
_NAMED = 12


class Goal(NamedTuple):
    """A quantity in a period, and to date.

    Attributes:
        quantity: `orders`, `collection` (money units) or `new_customers` (count).
        now: what came in during the period.
        expected: the part of the targets that falls to its working days; `None` without a target.
        attained: now over expected.
        progress: the month and the year up to the last day.
    """

    quantity: str
    now: Decimal
    expected: Decimal | None
    attained: Ratio
    progress: Progress


class Line(NamedTuple):
    """The results of one person."""

    person: Person
    goals: tuple[Goal, ...]


class CameIn(NamedTuple):
    """A record behind a figure of the period."""

    quantity: str
    link: Markup
    day: date
    amount: Decimal


class Results(NamedTuple):
    """The results of a scope.

    Attributes:
        day: the last day that counts.
        goals: the three quantities.
        lines: those of each person, where there are several.
        came: the records behind the figures of the period, by quantity and day.
        more: how many more there are.
        to_date: the cumulative figures up to `day`.
    """

    day: date
    goals: tuple[Goal, ...]
    lines: list[Line]
    came: list[CameIn]
    more: int
    to_date: ToDate


def results(view: View, scope: Scope, start: date, end: date) -> Results:
    """Return what came in during `[start, end)`, days to come left out, and to date."""
    end = max(min(end, view.book.as_of + _DAY), start)
    day = max(end - _DAY, start)
    # Who has left since is in the sums, and so among the people.
    first = min(start, MonthOf.of(day).start)
    people = employed(view.book, scope, first, day + _DAY) if scope.kind != "person" else ()
    came = list(_came(view, scope, start, end))
    return Results(
        day,
        _goals(view, scope, start, end, day),
        [Line(person, _goals(view, Scope("person", person.id), start, end, day)) for person in people],
        came[:_NAMED],
        max(len(came) - _NAMED, 0),
        to_date(view.book, scope, day),
    )


def _goals(view: View, scope: Scope, start: date, end: date, day: date) -> tuple[Goal, ...]:
    key = ("goals of packs", scope, start, end)
    return view.site.once(key, lambda: tuple(_made(view, scope, start, end, day)))


def _made(view: View, scope: Scope, start: date, end: date, day: date) -> Iterator[Goal]:
    book = view.book
    for progress in to_date(book, scope, day):
        quantity = progress.quantity
        now = sum((one.amount for one in happenings(book, scope, quantity, start, end)), Decimal(0))
        expected = expected_between(book, scope, quantity, start, end)
        yield Goal(quantity, now, expected, NO_RATIO if expected is None else Ratio(now, expected), progress)


def _came(view: View, scope: Scope, start: date, end: date) -> Iterator[CameIn]:
    for quantity in QUANTITIES:
        rows: tuple[Happening, ...] = happenings(view.book, scope, quantity, start, end)
        for one in rows:
            yield CameIn(quantity, view.link(_KINDS[quantity], one.id), one.day, one.amount)
