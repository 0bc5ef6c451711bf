"""The week by rep matrix of visits, and the report of each visit (S5, S10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.charts import Chart, Slot, VisitsInput, VisitWeek, draw
from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.checks import stage_at_visit, visit_checks
from site_gen.measures.effect import effect
from site_gen.measures.followups import FollowUpItem
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signing import daily_report_of, weekly_report_of
from site_gen.pages import addresses
from site_gen.pages.briefs import wants_brief
from site_gen.pages.dossier import sheets_of
from site_gen.pages.facts import Gap, gaps, prose
from site_gen.pages.five_checks import five_checks
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.promises import of_visit
from site_gen.pages.report_rows import report_href
from site_gen.pages.view import View
from site_gen.pages.visit_names import visit_title
from site_gen.pages.visit_state import EXPECTED, OPTIONAL, ReportState, report_state
from site_gen.pages.visit_weeks import Counts, counts, counts_by_week, plan_scopes, visits_of_week, weeks
from site_gen.records import Visit
from site_gen.records.rows import FollowUp

#: How many weeks the chart shows.
_CHART_WEEKS = 14
_NOTHING = Counts()
#: Prose of the visit's preparation and of its report, in the order of the forms.
_REPORT = ("result", "counterpart_view", "next_visit")
_EMPTY = (None, "", ())
#: The answers after a talk (S20.3) and on a revisit (S32.2).
_AFTER = ("reaction", "competitor_relation", "need_fit", "usage", "new_needs", "products_introduced")
_LEARNED = ("requirements", "opinions", "competitor_info", "complaint_note", "current_equipment", "org_notes")


class Cell(Struct, frozen=True):
    """One week of one scope: its counts and the href of its call plan, empty where there is none."""

    scope: Scope
    count: Counts
    href: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the index and one page per visit."""
    yield Page(
        url=addresses.VISITS,
        template="visits.html",
        title=_visits,
        build=_build_index,
        section="visits",
    )
    yield from _each(book.visits)


def _page(visit: Visit) -> Page:
    plan = _plan_url(visit)
    return Page(
        url=addresses.record("visit", visit.id),
        template="visit.html",
        title=partial(_title, visit),
        build=partial(_build, visit, plan),
        section="visits",
        crumbs=((addresses.VISITS, _visits), (plan, partial(_plan_title, visit, plan))),
    )


_each = EachPage(_page)


def _visits(view: View) -> str:
    return view.tr(N_("Visits"))


def _title(visit: Visit, view: View) -> str:
    return visit_title(view, visit)


def _plan_url(visit: Visit) -> str:
    return addresses.call_plan(Week.of(visit.date), Scope("person", visit.owner))


def _plan_title(visit: Visit, url: str, view: View) -> str:
    """Return what the plan of a visit at `url` is called."""

    def made() -> str:
        week = view.words.week(Week.of(visit.date))
        return view.tr(N_("{who}, {week}"), who=view.book.name_of(visit.owner), week=week)

    return view.site.once(("plan of a visit", view.lang, url), made)


def _build_index(view: View) -> Mapping[str, Any]:
    book = view.book
    scopes = plan_scopes(book)
    this = Week.of(book.as_of)
    rows = [(week, [_cell(view, week, scope) for scope in scopes]) for week in reversed(weeks(book))]
    return {
        "scopes": scopes,
        "rows": rows,
        "this": this,
        "coming": this.shift(1),
        "plan_href": {week: _href(view, week, COMPANY) for week in (this.shift(-1), this, this.shift(1))},
        "checks": visit_checks(book, COMPANY),
        "check_figures": five_checks(view, visit_checks(book, COMPANY)),
        "effect": effect(book, COMPANY),
        "last_day": effect(book, COMPANY).end - timedelta(days=1),
        "chart": _chart(view),
        "finding": _finding(view, this),
        "visit_count": len(book.visits),
    }


def _chart(view: View) -> Chart:
    """Return the chart of the last weeks and the next one: planned, done, unplanned."""
    book, words = view.book, view.words
    shown = []
    for week in weeks(book)[-_CHART_WEEKS:]:
        count = counts(visits_of_week(book, week, COMPANY))
        slot = Slot(f"{week.number:02d}", words.week(week), str(week.year))
        shown.append(
            VisitWeek(
                slot, len(count.planned), len(count.done), len(count.unplanned), _href(view, week, COMPANY)
            )
        )
    return draw(VisitsInput(view.lang, tuple(shown)))


def _cell(view: View, week: Week, scope: Scope) -> Cell:
    count = counts_by_week(view.book, scope).get(week, _NOTHING)
    return Cell(scope, count, _href(view, week, scope))


def _href(view: View, week: Week, scope: Scope) -> str:
    url = addresses.call_plan(week, scope)
    return view.href(url) if url in view.site.urls else ""


def _finding(view: View, this: Week) -> str:
    words, book = view.words, view.book
    now = counts(visits_of_week(book, this, COMPANY))
    coming = counts(visits_of_week(book, this.shift(1), COMPANY))
    reps = visit_checks(book, COMPANY, this.shift(1).start, this.shift(1).end).enough.reps
    without = sum(not rep.planned for rep in reps)
    said = view.tr(
        N_(
            "This week {planned} planned, {done} done, {unplanned} without a plan; next week {coming} planned."
        ),
        planned=words.num(len(now.planned)),
        done=words.num(len(now.done)),
        unplanned=words.num(len(now.unplanned)),
        coming=words.num(len(coming.planned)),
    )
    if not without:
        return said
    lacking = N_("{without} of {people} people have no plan for next week yet.")
    missing = view.tr(lacking, without=words.num(without), people=words.num(len(reps)))
    return said + sentence_space(view.lang) + missing


def _build(visit: Visit, plan: str, view: View) -> Mapping[str, Any]:
    book = view.book
    project = book.projects[visit.project] if visit.project else None
    state = report_state(book, visit)
    expected = visit.status == "done" and visit.channel != "phone"
    items = of_visit(book, visit)
    before, after = _neighbours(book, visit.customer)[visit.id]
    return {
        "visit": visit,
        "project": project,
        "stage_key": stage_at_visit(book, visit.id) or (project.stage if project else ""),
        "state": state,
        "state_text": _state_text(view, visit, state),
        "contacts": [book.contacts[c] for c in visit.contacts if c in book.contacts],
        "prepared": prose(view, visit, ("purpose", "premise", "strategy")),
        "report": prose(view, visit, _REPORT),
        "learned": prose(view, visit, _LEARNED),
        "after_talk": prose(view, visit, _AFTER),
        "sheets": sheets_of(view, visit),
        "missing": _gaps(view, visit, EXPECTED) if expected else (),
        "not_asked": _gaps(view, visit, OPTIONAL) if expected else (),
        "follow_ups": items,
        "warnings": problems_of(book, visit),
        "brief_href": view.href(addresses.brief(visit.id)) if wants_brief(visit) else "",
        "plan_href": view.href(plan),
        "plan_title": _plan_title(visit, plan, view),
        "day_href": report_href(view, daily_report_of(book, visit.owner, visit.date)),
        "week_href": report_href(view, weekly_report_of(book, visit.owner, Week.of(visit.date))),
        "before": view.link("visit", before) if before else "",
        "after": view.link("visit", after) if after else "",
        "finding": _visit_finding(view, visit, items),
    }


@per_book
def _neighbours(book: Book, customer: str) -> Mapping[str, tuple[str, str]]:
    """Return the visits to a customer, each with the ids of the one before and the one after it."""
    same = ["", *(visit.id for visit in book.visits_of_customer[customer]), ""]
    return {ident: (same[at - 1], same[at + 1]) for at, ident in enumerate(same) if ident}


def _gaps(view: View, visit: Visit, names: tuple[str, ...]) -> tuple[Gap, ...]:
    """Return the fields of a report that are empty; visits that lack the same ones share the answer."""
    empty = tuple(name for name in names if getattr(visit, name) in _EMPTY)
    return view.site.once(("gaps of a visit", view.lang, empty), lambda: tuple(gaps(view, visit, empty)))


def _state_text(view: View, visit: Visit, state: ReportState) -> str:
    words = view.words
    return view.tr(
        state.text,
        due=words.long_day(state.due),
        submitted=words.long_day(visit.submitted_on),
        days=words.num(state.days),
    )


def _visit_finding(view: View, visit: Visit, items: tuple[FollowUpItem | FollowUp, ...]) -> str:
    """Say how the visit went: objectives reached, promises open."""
    words = view.words
    parts = []
    if visit.status == "done" and visit.objectives:
        reached = sum(o.achieved is True for o in visit.objectives)
        parts.append(
            view.tr(
                N_("Objectives achieved: {reached} of {count}."),
                reached=words.num(reached),
                count=words.num(len(visit.objectives)),
            )
        )
    still = [i for i in items if not i.done]
    late = [i for i in still if i.when < view.book.as_of]
    if late:
        parts.append(
            view.tr(
                N_("Open promises: {open}, {late} overdue."),
                open=words.num(len(still)),
                late=words.num(len(late)),
            )
        )
    elif still:
        parts.append(view.tr(N_("Open promises: {open}."), open=words.num(len(still))))
    return sentence_space(view.lang).join(parts)
