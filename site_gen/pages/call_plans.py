"""The weekly call plan and result record of a person, and the overview of a team's or the company's week (S5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.scope import Scope
from site_gen.measures.signing import signature_of_day, signature_of_week, supervisor_of
from site_gen.pages import addresses, team_week
from site_gen.pages.page import Page
from site_gen.pages.plan_head import plan_head, plan_title
from site_gen.pages.sheet_fit import sheet_size
from site_gen.pages.view import View
from site_gen.pages.visit_rows import make_row
from site_gen.pages.visit_weeks import days, is_near, plan_scopes, visited_weeks, visits_of_week, weeks
from site_gen.records import Visit


def pages(book: Book) -> Iterator[Page]:
    """Yield a page per week and scope; of a scope with visits in it, and of last, this and next week."""
    scopes = plan_scopes(book)
    visited = [visited_weeks(book, scope) for scope in scopes]
    for week in weeks(book):
        near = is_near(book, week)
        for scope, planned in zip(scopes, visited, strict=True):
            if near or week in planned:
                yield _page(week, scope)


@lru_cache(1 << 14)
def _page(week: Week, scope: Scope) -> Page:
    mine = scope.kind == "person"
    return Page(
        url=addresses.call_plan(week, scope),
        template="call_plan.html" if mine else "team_week.html",
        title=partial(plan_title, week, scope),
        build=partial(_build if mine else team_week.build, week, scope),
        section="visits",
        crumbs=((addresses.VISITS, _visits),),
        paper="landscape",
    )


def _visits(view: View) -> str:
    return view.tr(N_("Visits"))


def _build(week: Week, scope: Scope, view: View) -> Mapping[str, Any]:
    book = view.book
    visits = visits_of_week(book, week, scope)
    blocks = days(book, week, scope)
    return {
        **plan_head(view, week, scope, blocks),
        "rows": {block.day: [make_row(view, v) for v in block.visits] for block in blocks},
        "signature": signature_of_week(book, scope.id, week),
        "signed_days": {block.day: signature_of_day(book, scope.id, block.day) for block in blocks},
        "supervisor": supervisor_of(book, scope.id),
        "calls": [make_row(view, v) for v in visits if v.channel == "phone"],
        "size": sheet_size((_cells(view, v) for v in visits), len(blocks)),
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
