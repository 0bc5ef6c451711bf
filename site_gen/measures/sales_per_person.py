"""Average sales per person and week of a region (M21, S29.1)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.period import employed, last_whole_week
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.measures.wins import wins_between

#: Weeks that are compared.
WEEKS = 12


class WeekSales(Struct, frozen=True):
    """One week.

    Attributes:
        week: `2026-W46`.
        amount: amount signed in it, money units.
        projects: ids of the projects signed.
        people: ids of the salespeople who were with the team on a day of it.
        average: amount over people.
    """

    week: str
    amount: Decimal
    projects: tuple[str, ...]
    people: tuple[str, ...]
    average: Ratio


class SalesPerPerson(Struct, frozen=True):
    """Average sales per person of a scope, week by week.

    Attributes:
        weeks: the last twelve whole weeks, the oldest first.
        last: the last of them.
        average: their amounts over the sum of their people: the mean of a person’s week.
    """

    weeks: tuple[WeekSales, ...]
    last: WeekSales
    average: Ratio


@per_book
def week_sales(book: Book, scope: Scope, week: Week) -> WeekSales:
    """Return the average sales per person of one week."""
    signed = wins_between(book, scope, week.start, week.end)
    people: tuple[str, ...] = ()
    if scope.kind in {"company", "team", "person"}:
        people = tuple(person.id for person in employed(book, scope, week.start, week.end))
    return WeekSales(week.id, signed.amount, signed.ids, people, Ratio.of(signed.amount, len(people)))


@per_book
def mean_week(book: Book, scope: Scope, last: Week) -> Ratio:
    """Return the mean of a person’s week over the twelve weeks up to and with `last`."""
    weeks = [week_sales(book, scope, last.shift(-n)) for n in range(WEEKS)]
    people = sum(len(week.people) for week in weeks)
    return Ratio.of(sum((week.amount for week in weeks), Decimal(0)), people)


def report_weeks(book: Book) -> tuple[Week, ...]:
    """Return the last twelve weeks that are over, the oldest first."""
    last = last_whole_week(book)
    return tuple(last.shift(-n) for n in reversed(range(WEEKS)))


@measure(
    "M21",
    "sales-per-person",
    N_("Average sales per person per week"),
    N_(
        "The amount signed in a week (M18) divided by the number of salespeople who were with the team on a day of "
        "it; who joins or leaves in the week counts whole. Salespeople are the dealer’s people who own a project, a "
        "visit or a target; they are counted in the team they belong to today. Shown for the last whole week and "
        "the twelve up to it; the average of these is their amounts divided by the sum of their people. Only the "
        "company, teams and salespeople have such an average."
    ),
    unit="money",
    source="S29.1",
)
def sales_per_person(book: Book, scope: Scope) -> SalesPerPerson:
    """Compute average sales per person for the last twelve whole weeks (M21)."""
    weeks = tuple(week_sales(book, scope, week) for week in report_weeks(book))
    return SalesPerPerson(weeks, weeks[-1], mean_week(book, scope, last_whole_week(book)))
