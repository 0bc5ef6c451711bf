"""The weekly call plan and result record of a person, a team and the company (S5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, cast

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.checks import visit_checks
from site_gen.measures.scope import COMPANY, KINDS, Scope
from site_gen.pages import addresses
from site_gen.pages.five_checks import five_checks
from site_gen.pages.page import Page
from site_gen.pages.sheet_fit import TEAM_SIZE, sheet_size
from site_gen.pages.view import View
from site_gen.pages.visit_rows import make_row
from site_gen.pages.visit_weeks import Day, by_week, counts, days, has_plan, plan_scopes, weeks
from site_gen.records import Visit


def pages(book: Book) -> Iterator[Page]:
    """Yield a call plan per week and scope; see `has_plan` for which there are."""
    for week in weeks(book):
        for scope in plan_scopes(book):
            if has_plan(book, week, scope):
                yield Page(
                    url=addresses.call_plan(week, scope),
                    template="call_plan.html",
                    title=partial(plan_title, week, scope),
                    build=partial(_build, week, scope),
                    section="visits",
                    crumbs=((addresses.VISITS, _visits),),
                    paper="landscape",
                )


def plan_title(week: Week, scope: Scope, view: View) -> str:
    """Return what a call plan is called: `周拜访计划及结果：李伟，2026年第47周`."""
    text = N_("Weekly call plan: {week}") if scope == COMPANY else N_("Weekly call plan: {who}, {week}")
    return view.tr(text, who=scope.label(view.book, view.lang), week=view.words.week(week))


def _visits(view: View) -> str:
    return view.tr(N_("Visits"))


def _build(week: Week, scope: Scope, view: View) -> Mapping[str, Any]:
    book = view.book
    visits = by_week(book).get((week, scope), ())
    blocks = days(book, week, scope)
    checks = visit_checks(book, scope, week.start, week.end)
    count = counts(visits)
    return {
        "week": week,
        "scope": scope,
        "who": scope.label(book, view.lang),
        "several": scope.kind != "person",
        "columns": 14 if scope.kind != "person" else 13,
        "last_day": max((block.day for block in blocks), default=week.days[4]),
        "blocks": blocks,
        "make_row": partial(make_row, view),
        "once": partial(_once, view, (week, scope.kind == "person")),
        "calls": [v for v in visits if v.channel == "phone"],
        "size": sheet_size((_cells(view, v) for v in visits), len(blocks))
        if scope.kind == "person"
        else TEAM_SIZE,
        "blank_rows": scope.kind == "person",
        "count": count,
        "has_visits": bool(visits),
        "checks": checks,
        "check_figures": five_checks(view, checks),
        "finding": _finding(view, week, scope, blocks),
        "before": _neighbour(view, week.shift(-1), scope),
        "after": _neighbour(view, week.shift(1), scope),
        "groups": _switch(view, week, scope),
        "is_future": week.start > book.as_of,
    }


def _cells(view: View, visit: Visit) -> list[tuple[str, float]]:
    """Return the texts that make a row of the printed sheet high, with their column widths in mm."""
    names = view.book.name_of
    steps = "\n".join(f"{names(f.who)} {f.what} 11/18 XX" for f in visit.follow_ups)
    contacts = [view.book.contacts[c] for c in visit.contacts if c in view.book.contacts]
    project = view.book.projects.get(visit.project)
    return [
        (project.name if project else "", 23),
        (visit.purpose, 30),
        (visit.counterpart_view, 29),
        (visit.result, 34),
        (steps, 30),
        (visit.next_visit, 22),
        ("\n".join(c.email for c in contacts), 19),
        ("1\n2\n3" if visit.companions else "1\n2", 24),
    ]


def _once(view: View, sheet: tuple[Week, bool], macro: Callable[[Visit], str], visit: Visit) -> str:
    """Return a macro's HTML of a visit, made once for all sheets of its week that have the same columns.

    These sheets stand in one folder, so that the links of a row are the same on all of them. Only the
    rows of the week at hand are kept.
    """
    key = ("call plan", view.lang, *sheet[1:])
    kept = cast("tuple[Week, dict[str, str]] | None", view.site.memo.get(key))
    if kept is None or kept[0] != sheet[0]:
        kept = (sheet[0], {})
        view.site.memo[key] = kept
    rows = kept[1]
    if visit.id not in rows:
        rows[visit.id] = macro(visit)
    return rows[visit.id]


def _finding(view: View, week: Week, scope: Scope, blocks: tuple[Day, ...]) -> str:
    """Say how much was planned, what became of it, and which days are empty."""
    words, book = view.words, view.book
    count = counts(by_week(book).get((week, scope), ()))
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
    waiting = sum(
        1
        for v in by_week(book).get((week, scope), ())
        if v.status in {"planned", "prepared"} and v.date < book.as_of
    )
    if waiting:
        text = N_("Past visits with neither result nor cancellation: {count}.")
        sentences.append(view.tr(text, count=words.num(waiting)))
    return ("" if words.chinese else " ").join(sentences)


def _neighbour(view: View, week: Week, scope: Scope) -> tuple[str, str] | None:
    """Return title and href of the plan of another week, when there is one."""
    url = addresses.call_plan(week, scope)
    return (view.words.week(week), view.href(url)) if url in view.site.urls else None


def _switch(view: View, week: Week, scope: Scope) -> list[dict[str, Any]]:
    """Return the plans of the same week for the other scopes, by kind."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for other in plan_scopes(view.book):
        url = addresses.call_plan(week, other)
        if url in view.site.urls:
            title = other.label(view.book, view.lang)
            item = {"title": title, "href": view.href(url), "current": other == scope}
            groups.setdefault(other.kind, []).append(item)
    return [{"label": view.tr(KINDS[kind]), "items_": items} for kind, items in groups.items()]
