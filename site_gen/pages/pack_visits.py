"""Rows about visits that several packs show."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup
from msgspec import Struct

from site_gen.measures.followups import FollowUpItem
from site_gen.measures.period import visits_on
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.view import View
from site_gen.pages.visit_names import visit_link
from site_gen.pages.visit_state import ReportState, report_state
from site_gen.records import Person, Project, Visit


class VisitRow(Struct, frozen=True):
    """A visit as a pack lists it.

    Attributes:
        visit: the record.
        project: its project, if any.
        stage: stage of the project, empty for none.
        importance: importance of the project, empty for none.
        brief: address of its brief, empty when it has none.
        report: where its report stands.
        reached: objectives reached and objectives in all.
    """

    visit: Visit
    project: Project | None
    stage: str
    importance: str
    brief: str
    report: ReportState
    reached: tuple[int, int]


def visit_row(view: View, visit: Visit) -> VisitRow:
    """Return the row of a visit; packs lie equally deep, so it is the same on all of them."""
    return view.site.once(("row of packs", visit.id), lambda: _visit_row(view, visit))


def _visit_row(view: View, visit: Visit) -> VisitRow:
    book = view.book
    project = book.projects.get(visit.project)
    url = addresses.brief(visit.id)
    return VisitRow(
        visit,
        project,
        project.stage if project else "",
        project.importance if project else "",
        view.href(url) if visit.has_brief and url in view.site.urls else "",
        report_state(book, visit),
        (sum(1 for o in visit.objectives if o.achieved), len(visit.objectives)),
    )


def rows_between(
    view: View, scope: Scope, start: date, end: date, *, cancelled: bool = True
) -> list[VisitRow]:
    """Return the rows of the scope's visits and calls in `[start, end)`, oldest first."""
    found = visits_on(scope.visits(view.book), start, end)
    return [visit_row(view, v) for v in found if cancelled or v.status != "cancelled"]


class PromiseRow(Struct, frozen=True):
    """A follow-up item as the theme's list shows it."""

    what: str
    who: str
    when: date
    done: bool
    done_on: date | None
    source: Markup


def promise_rows(view: View, items: tuple[FollowUpItem, ...]) -> list[PromiseRow]:
    """Return follow-up items with links to the visits they were agreed on."""
    return [
        PromiseRow(i.what, i.who, i.when, i.done, i.done_on, visit_link(view, view.book.visits[i.visit]))
        for i in items
    ]


def members(view: View, scope: Scope) -> tuple[Person, ...]:
    """Return the sellers of a scope who are still with the team."""
    as_of = view.book.as_of
    return tuple(p for p in scope.people(view.book) if p.left is None or p.left > as_of)
