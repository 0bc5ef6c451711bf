"""What stands above every weekly call plan: its name, the finding, the other weeks and scopes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.checks import visit_checks
from site_gen.measures.scope import COMPANY, KINDS, Scope
from site_gen.pages import addresses
from site_gen.pages.five_checks import five_checks
from site_gen.pages.scopes import ROOM, Choices, choice, current_choice, in_team, own_team
from site_gen.pages.view import View
from site_gen.pages.visit_names import customer_name, visit_link
from site_gen.pages.visit_rows import is_forgotten
from site_gen.pages.visit_weeks import Day, counts, visits_of_week


def plan_title(week: Week, scope: Scope, view: View) -> str:
    """Return what a call plan is called: `周拜访计划及结果：李伟，2026年第47周`."""
    text = N_("Weekly call plan: {week}") if scope == COMPANY else N_("Weekly call plan: {who}, {week}")
    return view.tr(text, who=scope.label(view.book, view.lang), week=view.words.week(week))


def plan_head(view: View, week: Week, scope: Scope, blocks: tuple[Day, ...]) -> Mapping[str, Any]:
    """Return the part of the context that the plans of a person, a team and the company share."""
    checks = visit_checks(view.book, scope, week.start, week.end)
    return {
        "week": week,
        "scope": scope,
        "last_day": max((block.day for block in blocks), default=week.days[4]),
        "blocks": blocks,
        "checks": checks,
        "check_figures": five_checks(view, checks),
        "finding": _finding(view, week, scope, blocks),
        "before": _neighbour(view, week.shift(-1), scope),
        "after": _neighbour(view, week.shift(1), scope),
        "groups": _switch(view, week, scope),
        "item": partial(_item, view),
    }


def plan_href(view: View, week: Week, scope: Scope) -> str:
    """Return the href of a call plan, empty where there is none."""
    url = addresses.call_plan(week, scope)
    return view.href(url) if url in view.site.urls else ""


def _item(view: View, ident: str) -> Markup:
    """Return the link to a visit as lists name it, by day and customer; it is the same all over the folder."""

    def made() -> Markup:
        visit = view.book.visits[ident]
        return visit_link(view, visit, f"{view.words.date(visit.date)} {customer_name(view, visit.customer)}")

    return view.site.once(("visit of a list", view.lang, view.url.rpartition("/")[0], ident), made)


def _finding(view: View, week: Week, scope: Scope, blocks: tuple[Day, ...]) -> str:
    """Say how much was planned, what became of it, and which days are empty."""
    words, book = view.words, view.book
    visits = visits_of_week(book, week, scope)
    count = counts(visits)
    sentences = [
        view.tr(
            N_(
                "Planned {planned}, done as planned {done}, done without a plan {unplanned}, cancelled {cancelled}."
            ),
            planned=words.num(len(count.planned)),
            done=words.num(len(count.done)),
            unplanned=words.num(len(count.unplanned)),
            cancelled=words.num(len(count.cancelled)),
        )
    ]
    empty = [block.day for block in blocks if block.idle]
    if scope.kind == "person" and empty:
        days_ = words.join([words.weekday(day) for day in empty])
        text = (
            N_("No visit is planned on: {days}.") if empty[0] > book.as_of else N_("Without a visit: {days}.")
        )
        sentences.append(view.tr(text, days=days_))
    elif empty:
        gaps = sum(len(block.idle) for block in blocks)
        sentences.append(view.tr(N_("Person-days without a visit: {count}."), count=words.num(gaps)))
    waiting = sum(is_forgotten(view, visit) for visit in visits)
    if waiting:
        text = N_("Past visits with neither result nor cancellation: {count}.")
        sentences.append(view.tr(text, count=words.num(waiting)))
    return sentence_space(view.lang).join(sentences)


def _neighbour(view: View, week: Week, scope: Scope) -> tuple[str, str] | None:
    """Return title and href of the plan of another week, when there is one."""
    href = plan_href(view, week, scope)
    return (view.words.week(week), href) if href else None


def _switch(view: View, week: Week, scope: Scope) -> list[Choices]:
    """Return other plans of the same week by kind: of all teams (see `ROOM`), and of the people of one's own team.

    The people of other teams are one step away, on the plan of the company or of their team.
    """
    book, once = view.book, view.site.once
    own = own_team(book, scope)
    near = own if len(book.config.teams) > ROOM else ""
    groups = [
        *once(
            ("plans of a week", view.lang, week, near),
            lambda: [
                *_plans(view, week, [COMPANY]),
                *_plans(
                    view, week, in_team(book, [Scope("team", each.key) for each in book.config.teams], near)
                ),
            ],
        ),
        *once(
            ("people's plans of a week", view.lang, week, own),
            lambda: _plans(view, week, in_team(book, [Scope("person", one) for one in book.people], own)),
        ),
    ]
    href = view.href(addresses.call_plan(week, scope))
    return [
        Choices(group.label, current_choice(group.links, href)) if kind == scope.kind else group
        for kind, group in groups
    ]


def _plans(view: View, week: Week, scopes: Iterable[Scope]) -> list[tuple[str, Choices]]:
    """Return links to the plans of a week by kind."""
    groups: dict[str, list[Markup]] = {}
    for scope in scopes:
        if href := plan_href(view, week, scope):
            groups.setdefault(scope.kind, []).append(choice(href, scope.label(view.book, view.lang)))
    return [(kind, Choices(view.tr(KINDS[kind]), Markup("").join(found))) for kind, found in groups.items()]
