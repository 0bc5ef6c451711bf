"""The weekly pack: results and visits of the week, next week's plan, who joins, which resources (S7.2, S7.6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from site_gen.book.duty import workdays
from site_gen.book.focus import is_above_rep
from site_gen.config import Week
from site_gen.measures.alerts import open_on
from site_gen.measures.checks import visit_checks
from site_gen.measures.effect import effect
from site_gen.measures.followups import overdue_on
from site_gen.measures.movement import StageChange, movement
from site_gen.measures.period import employed, visits_on
from site_gen.measures.plan_done import Kept, plan_done
from site_gen.measures.registration import registration
from site_gen.measures.scope import Scope
from site_gen.measures.signing import signature_of_week
from site_gen.pages import addresses
from site_gen.pages.pack_actions import open_rows
from site_gen.pages.pack_bids import bids_of_meeting
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_reports import rep_reports
from site_gen.pages.pack_results import results
from site_gen.pages.pack_visits import VisitRow, promise_rows, rows_between
from site_gen.pages.plan_head import plan_href
from site_gen.pages.view import View
from site_gen.records import Person, Signature

#: How many open alerts are named.
_ALERTS = 10


class RepWeek(Struct, frozen=True):
    """One rep's week in figures and next week's plan."""

    person: Person
    kept: Kept
    effective: int
    next_planned: int
    signature: Signature | None
    empty_days: tuple[date, ...]
    empty_names: str
    plan_href: str
    next_href: str


class ResourceRow(Struct, frozen=True):
    """A manufacturer's resource asked for or coming along."""

    what: str
    who: Markup | str
    for_what: Markup | str
    when: date | None


def context(view: View, period: Period, scope: Scope) -> Mapping[str, Any]:
    """Return the context of a weekly pack."""
    book = view.book
    end = max(min(period.end, book.as_of + timedelta(days=1)), period.start)
    moved = movement(book, scope, period.start, end)
    coming = rows_between(view, scope, period.next_start, period.next_end, cancelled=False)
    visits = [row for row in coming if row.visit.channel == "visit"]
    joint = [row for row in visits if row.visit.is_joint]
    waiting = open_on(book, scope, period.evening)
    overdue = overdue_on(book, scope, period.evening)
    return {
        "results": results(view, scope, period.start, period.end),
        "moved": moved,
        "changes": [(kind, _changes(view, getattr(moved, kind).changes)) for kind in _KINDS],
        "registration": registration(book, scope),
        "checks": visit_checks(book, scope, period.start, period.end),
        "effect": effect(book, scope, period.start, period.end),
        "kept": plan_done(book, scope, period.start, period.end).whole,
        "plan_href": plan_href(view, Week.of(period.start), scope),
        "reps": [_rep_week(view, period, one) for one in employed(book, scope, period.start, period.end)],
        "planning": [
            _rep_week(view, period, one) for one in employed(book, scope, period.next_start, period.next_end)
        ],
        "bids": bids_of_meeting(view, scope, period.start, end),
        "reports": rep_reports(view, scope, period.start, end),
        "alerts": waiting[:_ALERTS],
        "more_alerts": max(len(waiting) - _ALERTS, 0),
        "overdue": promise_rows(view, tuple(item for item in overdue if item.ours)),
        "open_actions": open_rows(view, scope, period.evening),
        "coming": coming,
        "joint": joint,
        "candidates": [
            row for row in visits if not row.visit.is_joint and is_above_rep(book, row.importance)
        ],
        "resources": _resources(view, scope, period, visits),
        "briefs": [row for row in visits if row.brief],
        "joint_ids": [row.visit.id for row in joint],
        "regional": _regional(view, scope, period),
    }


def _regional(view: View, scope: Scope, period: Period) -> list[tuple[str, str]]:
    """Return name and href of the regional reports on the week, of the team or of all teams (S29)."""
    week = Week.of(period.start)
    wanted = [
        (view.tr(team.label), addresses.region_week(week, team.key))
        for team in view.book.config.teams
        if scope.kind == "company" or scope.id == team.key
    ]
    return [(name, view.href(url)) for name, url in wanted if url in view.site.urls]


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
    following = [
        v
        for v in visits_on(one.visits(book), period.next_start, period.next_end)
        if v.channel == "visit" and v.status != "cancelled"
    ]
    busy = {v.date for v in following}
    days = workdays(book, person.id, period.next_start, period.next_end)
    empty = tuple(day for day in days if day not in busy)
    week = Week.of(period.next_start)
    return RepWeek(
        person,
        plan_done(book, one, period.start, period.end).whole,
        len(effect(book, one, period.start, period.end).effective),
        len(following),
        signature_of_week(book, person.id, week),
        empty,
        view.words.join([view.words.day(day) for day in empty]),
        _plan(view, Week.of(period.start), one),
        _plan(view, week, one),
    )


def _plan(view: View, week: Week, scope: Scope) -> str:
    url = addresses.call_plan(week, scope)
    return view.href(url) if url in view.site.urls else ""


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
