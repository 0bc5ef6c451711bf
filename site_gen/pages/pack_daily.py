"""The daily pack: yesterday's results, today's plan, what is overdue, rep by rep (S7.1, S7.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from site_gen.book.duty import works_on
from site_gen.config import Week
from site_gen.measures.followups import overdue_items
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_visits import (
    PromiseRow,
    VisitRow,
    members,
    promise_rows,
    reports_owed,
    rows_between,
)
from site_gen.pages.view import View
from site_gen.records import Person

#: Days back in which a report can still be owed.
_BACK = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class RepDay:
    """One rep's day: what was, what is planned, what is late."""

    person: Person
    plan_href: str
    before: list[VisitRow]
    today: list[VisitRow]
    overdue: list[PromiseRow]
    owed: list[VisitRow]


def context(view: View, period: Period, scope: Scope) -> Mapping[str, Any]:
    """Return the context of a daily pack."""
    reps = [rep_day(view, period, person) for person in members(view, scope)]
    return {
        "reps": reps,
        "before_day": period.start,
        "today": period.next_start,
        "visits_before": sum(1 for rep in reps for row in rep.before if row.visit.status == "done"),
        "visits_today": sum(1 for rep in reps for row in rep.today if row.visit.status != "cancelled"),
        "overdue": sum(len(rep.overdue) for rep in reps),
        "idle": [
            rep.person
            for rep in reps
            if not rep.today and works_on(view.book, rep.person.id, period.next_start)
        ],
    }


def rep_day(view: View, period: Period, person: Person) -> RepDay:
    """Return one rep's day, which stands in the packs of the rep, the team and the company."""
    return view.site.once(
        ("day of packs", view.lang, period.id, person.id), lambda: _rep(view, period, person)
    )


def _rep(view: View, period: Period, person: Person) -> RepDay:
    one = Scope("person", person.id)
    plan = addresses.call_plan(Week.of(period.next_start), one)
    overdue = tuple(item for item in overdue_items(view.book, one) if item.ours)
    return RepDay(
        person,
        view.href(plan) if plan in view.site.urls else "",
        rows_between(view, one, period.start, period.end),
        rows_between(view, one, period.next_start, period.next_end),
        promise_rows(view, overdue),
        reports_owed(view, one, period.start - _BACK, period.end),
    )
