"""The daily pack: yesterday's results, today's plan, what is overdue, rep by rep (S7.1, S7.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from site_gen.book.duty import works_on
from site_gen.book.reports import handed_in
from site_gen.config import Week
from site_gen.measures.actions import CarriedAction
from site_gen.measures.followups import overdue_on
from site_gen.measures.period import employed
from site_gen.measures.plan_done import Kept, plan_done
from site_gen.measures.scope import Scope
from site_gen.measures.signing import daily_report_of, is_signed
from site_gen.measures.work_figures import WorkFigures, work_figures
from site_gen.pages import addresses
from site_gen.pages.owed_words import Row
from site_gen.pages.pack_actions import ActionRow, open_rows
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_reports import owed_on
from site_gen.pages.pack_visits import PromiseRow, VisitRow, promise_rows, rows_between
from site_gen.pages.view import View
from site_gen.records import DailyReport, Person


class RepDay(Struct, frozen=True):
    """One rep's day.

    Attributes:
        person: the rep.
        plan_href: href of the call plan of the week, empty for none.
        before: visits and calls of the last working day.
        kept: its plan against what was done (M29).
        figures: what it brought.
        report: its daily report, handed in or not.
        handed_in: whether it was handed in.
        signed: whether it was signed.
        today: visits and calls planned for the day.
        unready: those that lack a purpose, an objective or the brief of a joint visit.
        overdue: promises of ours past their day.
        actions: actions of meetings due by the day.
        owed: reports still to hand in.
        more_owed: how many more there are.
    """

    person: Person
    plan_href: str
    before: list[VisitRow]
    kept: Kept
    figures: WorkFigures
    report: DailyReport | None
    handed_in: bool
    signed: bool
    today: list[VisitRow]
    unready: list[VisitRow]
    overdue: list[PromiseRow]
    actions: list[ActionRow]
    owed: list[Row]
    more_owed: int


def context(view: View, period: Period, scope: Scope) -> Mapping[str, Any]:
    """Return the context of a daily pack."""
    people = employed(view.book, scope, period.start, period.next_end)
    reps = [rep_day(view, period, person) for person in people]
    there = {person.id for person in people}
    # Promises of people who have left are nobody's item, but they are overdue all the same.
    gone = [
        sum(item.ours for item in overdue_on(view.book, Scope("person", person.id), period.evening))
        for person in scope.people(view.book)
        if person.id not in there
    ]
    return {
        "reps": reps,
        "before_day": period.start,
        "today": period.next_start,
        "visits_before": sum(1 for rep in reps for row in rep.before if row.visit.status == "done"),
        "visits_today": sum(1 for rep in reps for row in rep.today if row.visit.status != "cancelled"),
        "overdue": sum(len(rep.overdue) for rep in reps) + sum(gone),
        "overdue_of_left": sum(gone),
        "actions": sum(len(rep.actions) for rep in reps),
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
    book = view.book
    overdue = tuple(item for item in overdue_on(book, one, period.evening) if item.ours)
    report = daily_report_of(book, person.id, period.start)
    today = rows_between(view, one, period.next_start, period.next_end)
    owed, more = owed_on(view, person.id, period.next_start)
    return RepDay(
        person,
        view.href(plan) if plan in view.site.urls else "",
        rows_between(view, one, period.start, period.end),
        plan_done(book, one, period.start, period.end).whole,
        work_figures(book, one, period.start, period.end),
        report,
        report is not None and handed_in(book, report) is not None,
        report is not None and is_signed(book, report),
        today,
        [row for row in today if _is_unready(row)],
        promise_rows(view, overdue),
        [row for row in open_rows(view, one, period.evening) if _is_due(row.action, period)],
        owed,
        more,
    )


def _is_unready(row: VisitRow) -> bool:
    """Whether a visit to be made lacks a purpose or an objective, or its brief although somebody comes along."""
    visit = row.visit
    if visit.channel != "visit" or visit.status not in {"planned", "prepared"}:
        return False
    return not visit.purpose or not visit.objectives or (visit.is_joint and not visit.has_brief)


def _is_due(action: CarriedAction, period: Period) -> bool:
    return action.when < period.next_end
