"""The monthly pack: results against target, funnel and diagnosis, focus lists, losses, resources (S7.3, S7.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.book.focus import is_above_rep
from site_gen.config import MonthOf
from site_gen.measures.actions import meetings_of
from site_gen.measures.attainment import attainment
from site_gen.measures.conversion import gaps
from site_gen.measures.coverage import coverage
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.focus import focus
from site_gen.measures.funnel import funnel, weighted
from site_gen.measures.hunter import hunter_gaps
from site_gen.measures.loss import loss_rate
from site_gen.measures.movement import StageChange, movement
from site_gen.measures.points import points
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.owed_words import currency
from site_gen.pages.pack_actions import open_rows
from site_gen.pages.pack_bids import bids_of_meeting
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_results import results
from site_gen.pages.sentences import finding_rows
from site_gen.pages.targets import month_of
from site_gen.pages.view import View
from site_gen.records import Project
from site_gen.records.rows import Resource

_KEY_ACCOUNTS = 10


class Account(Struct, frozen=True):
    """A customer with focus projects, and what is open with it."""

    customer: str
    projects: tuple[Project, ...]
    amount: Decimal
    last_visit: date | None
    next_visit: date | None


def context(view: View, period: Period, scope: Scope) -> Mapping[str, Any]:
    """Return the context of a monthly pack."""
    book = view.book
    end = min(period.end, book.as_of + timedelta(days=1))
    months = {row.month: row for row in attainment(book, scope, period.start.year).months}
    moved = movement(book, scope, period.start, max(end, period.start))
    reviews = [one for one in meetings_of(book, scope, "monthly") if one.date <= period.evening][:1]
    return {
        "month_of": month_of,
        "attained": attainment(book, scope, period.start.year),
        "month_row": months.get(period.id),
        "won": [(win, book.projects[win.project]) for win in months[period.id].won.wins],
        "funnel": funnel(book, scope),
        "weighted": weighted(book, scope),
        "gap_after": {gap.step.from_stage: gap for gap in gaps(book, scope).steps},
        "coverage": coverage(book, scope),
        "funnel_href": view.href(addresses.funnel(scope)),
        "diagnosis": view.site.once(
            ("diagnosis of packs", view.lang, scope), lambda: finding_rows(view, diagnosis(book, scope))
        ),
        "focus": focus(book, scope),
        "accounts": view.site.once(("accounts of packs", scope), lambda: _accounts(view, scope)),
        "loss_rate": loss_rate(book, scope),
        "losses": _losses(view, moved.lost.changes),
        "resources": _resources(view, scope, period),
        "bids": bids_of_meeting(view, scope, period.start, period.end),
        "priorities": [(text, view.link("review", one.id)) for one in reviews for text in one.priorities],
        "arranged": [(row, view.link("review", one.id)) for one in reviews for row in one.gf_resources],
        "open_actions": open_rows(view, scope, period.evening),
        "results": results(view, scope, period.start, period.end),
        "gaps_of_people": hunter_gaps(book, scope),
        "points": points(book, scope, period.start, period.end),
        "currency": currency(view),
    }


def _losses(view: View, changes: tuple[StageChange, ...]) -> list[tuple[StageChange, Project]]:
    rows = [(change, view.book.projects[change.project]) for change in changes]
    return sorted(rows, key=lambda row: (-(row[1].amount or Decimal(0)), row[1].id))


def _accounts(view: View, scope: Scope) -> list[Account]:
    """Return the customers with projects that are the focus of the manufacturer or the sales head (S7.3)."""
    book = view.book
    found: dict[str, list[Project]] = {}
    for state in scope.open_states(book):
        if is_above_rep(book, state.project.importance):
            found.setdefault(state.project.customer, []).append(state.project)
    accounts = [_account(view, customer, tuple(projects)) for customer, projects in found.items()]
    return sorted(accounts, key=lambda a: (-a.amount, a.customer))[:_KEY_ACCOUNTS]


def _account(view: View, customer: str, projects: tuple[Project, ...]) -> Account:
    as_of = view.book.as_of
    visits = view.book.visits_of_customer.get(customer, ())
    done = [v.date for v in visits if v.status == "done" and v.date <= as_of]
    ahead = [v.date for v in visits if v.status in {"planned", "prepared"} and v.date > as_of]
    amount = sum((p.amount for p in projects if p.amount is not None), Decimal(0))
    return Account(customer, projects, amount, max(done, default=None), min(ahead, default=None))


def _resources(view: View, scope: Scope, period: Period) -> list[tuple[Resource, Project]]:
    """Return the resource plan of the coming month, and rows of open projects that are past their day."""
    rows = [
        (row, state.project)
        for state in scope.states(view.book)
        if state.stage in view.book.config.open_keys
        for row in state.project.resource_plan
        if row.when and period.start <= row.when < MonthOf.of(period.next_start).end
    ]
    return sorted(rows, key=lambda pair: (pair[0].when or date.max, pair[1].id, pair[0].resource))
