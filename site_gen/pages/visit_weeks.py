"""Visits by ISO week and scope: what the weekly call plans and their index are made of (S5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.trace import as_value
from site_gen.config import Week
from site_gen.measures.checks import visit_checks
from site_gen.measures.period import visits_on
from site_gen.measures.scope import COMPANY, Scope
from site_gen.records import Visit


class Counts(Struct, frozen=True):
    """Ids of the visits (not calls) of a week, sorted by day.

    Attributes:
        planned: those that were planned, whatever became of them.
        done: those planned and done.
        unplanned: those done without a plan.
        cancelled: those planned and cancelled.
        calls: phone follow-ups, planned or done.
    """

    planned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


class Day(Struct, frozen=True):
    """One day block of a weekly call plan.

    Attributes:
        day: the day.
        kind: `workday`, `holiday` (a weekday that is free), `weekend` or `makeup` (a weekend day worked).
        visits: visits of the day by time, cancelled ones included.
        idle: ids of the people for whom this is a working day without a visit (M13).
    """

    day: date
    kind: str
    visits: tuple[Visit, ...]
    idle: tuple[str, ...]


@per_book
def visited_weeks(book: Book, scope: Scope) -> frozenset[Week]:
    """Return the weeks in which a scope (company, team, person) has visits or calls, from those of its people."""
    if scope.kind == "person":
        return frozenset({Week.of(visit.date) for visit in scope.visits(book)})
    owners = [one for one in book.visits_of_owner if scope == COMPANY or book.team_of(one) == scope.id]
    return frozenset().union(*(visited_weeks(book, Scope("person", one)) for one in owners))


@per_book
def counts_by_week(book: Book, scope: Scope) -> Mapping[Week, Counts]:
    """Return the counts of a scope's visits for each week that it has any in."""
    if scope == COMPANY:
        return {week: counts(visits_of_week(book, week, scope)) for week in visited_weeks(book, scope)}
    found: dict[Week, list[Visit]] = {}
    for visit in scope.visits(book):
        found.setdefault(Week.of(visit.date), []).append(visit)
    return {week: counts(tuple(visits)) for week, visits in found.items()}


@per_book
def visits_of_week(book: Book, week: Week, scope: Scope) -> tuple[Visit, ...]:
    """Return the visits and calls of one plan, by day and time, from the scope's own visits only."""
    if scope == COMPANY:
        return book.visits_of_week.get(week.id, ())
    return tuple(visits_on(scope.visits(book), week.start, week.end))


@as_value
@per_book
def weeks(book: Book) -> tuple[Week, ...]:
    """Return the weeks that have a call plan: those with visits, and last, this and next week."""
    now = Week.of(book.as_of)
    return tuple(sorted(visited_weeks(book, COMPANY) | {now.shift(-1), now, now.shift(1)}))


@as_value
@per_book
def plan_scopes(book: Book) -> tuple[Scope, ...]:
    """Return the company, the teams and the people that call plans are made for."""
    owners = set(book.visits_of_owner) | {person.id for person in book.sellers}
    teams = [Scope("team", team.key) for team in book.config.teams]
    return (COMPANY, *teams, *(Scope("person", ident) for ident in sorted(owners)))


def is_near(book: Book, week: Week) -> bool:
    """Whether a week is last, this or next week, which have a call plan of everybody."""
    now = Week.of(book.as_of)
    return now.shift(-1) <= week <= now.shift(1)


def counts(visits: tuple[Visit, ...]) -> Counts:
    """Count the visits of a week."""
    calls = tuple(v.id for v in visits if v.channel == "phone")
    real = [v for v in visits if v.channel != "phone"]
    planned = [v for v in real if not v.unplanned]
    return Counts(
        tuple(v.id for v in planned),
        tuple(v.id for v in planned if v.status == "done"),
        tuple(v.id for v in real if v.unplanned and v.status == "done"),
        tuple(v.id for v in planned if v.status == "cancelled"),
        calls,
    )


def days(book: Book, week: Week, scope: Scope, *, calls: bool = False) -> tuple[Day, ...]:
    """Return the day blocks of a plan: Monday to Friday, and weekend days that are worked or used.

    Args:
        book: the records.
        week: the week.
        scope: whose plan.
        calls: whether calls stand among the visits of a day.
    """
    calendar = book.config.calendar
    visits = [v for v in visits_of_week(book, week, scope) if calls or v.channel != "phone"]
    reps = visit_checks(book, scope, week.start, week.end).enough.reps
    found = []
    for day in week.days:
        todays = [v for v in visits if v.date == day]
        works = calendar.is_workday(day)
        if day.isoweekday() > 5 and not todays and not works:
            continue
        kind = _kind(day, works=works)
        idle = tuple(rep.person for rep in reps if day in rep.empty_days)
        found.append(Day(day, kind, tuple(todays), idle))
    return tuple(found)


def _kind(day: date, *, works: bool) -> str:
    if day.isoweekday() > 5:
        return "makeup" if works else "weekend"
    return "workday" if works else "holiday"
