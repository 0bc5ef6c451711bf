"""The weekly pack: results and visits of the week, next week's plan, who joins, which resources (S7.2, S7.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from site_gen.book.duty import workdays
from site_gen.book.focus import is_above_rep
from site_gen.config import MonthOf, Week
from site_gen.measures.attainment import attainment
from site_gen.measures.checks import visit_checks
from site_gen.measures.followups import overdue_items
from site_gen.measures.movement import StageChange, movement
from site_gen.measures.period import visits_on
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_visits import PromiseRow, VisitRow, members, promise_rows, reports_owed, rows_between
from site_gen.pages.view import View
from site_gen.records import Person, Review

_TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class RepWeek:
    """One rep's week in figures and next week's plan."""

    person: Person
    planned: int
    done: int
    unplanned: int
    cancelled: int
    next_planned: int
    empty_days: tuple[date, ...]
    empty_names: str
    plan_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A manufacturer's resource asked for or coming along."""

    what: str
    who: Markup | str
    for_what: Markup | str
    when: date | None


def context(view: View, period: Period, scope: Scope) -> Mapping[str, Any]:
    """Return the context of a weekly pack."""
    book = view.book
    end = min(period.end, book.as_of + timedelta(days=1))
    moved = movement(book, scope, period.start, max(end, period.start))
    months = {row.month: row for row in attainment(book, scope, period.start.year).months}
    coming = rows_between(view, scope, period.next_start, period.next_end, cancelled=False)
    visits = [row for row in coming if row.visit.channel == "visit"]
    return {
        "moved": moved,
        "changes": [(kind, _changes(view, getattr(moved, kind).changes)) for kind in _KINDS],
        "month_row": months.get(MonthOf.of(period.start).id),
        "checks": visit_checks(book, scope, period.start, period.end),
        "reps": [_rep_week(view, period, person) for person in members(view, scope)],
        "overdue": promise_rows(view, tuple(i for i in overdue_items(book, scope) if i.ours)),
        "open_actions": open_actions(view, scope, "weekly"),
        "owed": reports_owed(view, scope, period.start - _TWO_WEEKS, period.end),
        "coming": coming,
        "joint": [row for row in visits if row.visit.is_joint],
        "candidates": [
            row for row in visits if not row.visit.is_joint and is_above_rep(book, row.importance)
        ],
        "resources": _resources(view, scope, period, visits),
        "briefs": [row for row in visits if row.brief],
    }


_KINDS = ("won", "lost", "new", "forward", "back", "reopened")


def _changes(view: View, changes: tuple[StageChange, ...]) -> list[tuple[StageChange, Any]]:
    return [(change, view.book.projects[change.project]) for change in changes]


def _rep_week(view: View, period: Period, person: Person) -> RepWeek:
    """Return one rep's week, which stands in the packs of the rep, the team and the company."""
    return view.site.once(
        ("week of packs", view.lang, period.id, person.id), lambda: _rep(view, period, person)
    )


def _rep(view: View, period: Period, person: Person) -> RepWeek:
    book, one = view.book, Scope("person", person.id)
    visits = one.visits(book)
    now = [v for v in visits_on(visits, period.start, period.end) if v.channel == "visit"]
    following = [
        v
        for v in visits_on(visits, period.next_start, period.next_end)
        if v.channel == "visit" and v.status != "cancelled"
    ]
    days = workdays(book, person.id, period.next_start, period.next_end)
    busy = {v.date for v in following}
    empty = tuple(day for day in days if day not in busy)
    return RepWeek(
        person,
        sum(1 for v in now if not v.unplanned),
        sum(1 for v in now if v.status == "done"),
        sum(1 for v in now if v.unplanned),
        sum(1 for v in now if v.status == "cancelled"),
        len(following),
        empty,
        view.words.join([view.words.day(day) for day in empty]),
        _plan(view, Week.of(period.start), one),
        _plan(view, Week.of(period.next_start), one),
    )


def _plan(view: View, week: Week, scope: Scope) -> str:
    url = addresses.call_plan(week, scope)
    return view.href(url) if url in view.site.urls else ""


def reviews_of(view: View, scope: Scope, kind: str) -> list[Review]:
    """Return the scope's meetings of a kind up to `as_of`, newest first."""
    book = view.book
    team = scope.id if scope.kind == "team" else book.team_of(scope.id) if scope.kind == "person" else ""
    found = [
        review
        for review in book.reviews.values()
        if review.meeting == kind and review.date <= book.as_of and (not team or review.team in {"", team})
    ]
    return sorted(found, key=lambda review: (review.date, review.id), reverse=True)


def open_actions(view: View, scope: Scope, kind: str) -> list[PromiseRow]:
    """Return the actions of earlier meetings that are not done, oldest due first, with their meeting."""
    found = [
        PromiseRow(
            action.what,
            action.who,
            action.when,
            action.done,
            action.done_on,
            view.link("review", review.id, view.words.date(review.date)),
        )
        for review in reviews_of(view, scope, kind)
        for action in review.actions
        if not action.done and (scope.kind != "person" or action.who == scope.id)
    ]
    return sorted(found, key=lambda row: (row.when, row.what, row.who))


def _resources(view: View, scope: Scope, period: Period, visits: list[VisitRow]) -> list[ResourceRow]:
    """Collect the manufacturer's people and resources wanted in the coming period (S7.2)."""
    book = view.book
    rows: list[ResourceRow] = []
    for row in visits:
        for companion in row.visit.companions:
            person = book.people.get(companion.who)
            if person and person.side == "gf":
                target = view.link("customer", row.visit.customer)
                rows.append(ResourceRow(companion.role, view.person(person.id), target, row.visit.date))
    for state in scope.states(book):
        for plan in state.project.resource_plan:
            if plan.party == "gf" and plan.when and period.next_start <= plan.when < period.next_end:
                who = view.person(plan.who) if plan.who else ""
                target = view.link("project", state.project.id)
                rows.append(ResourceRow(plan.resource, who, target, plan.when))
    return sorted(rows, key=lambda r: (r.when or date.max, str(r.for_what), r.what))
