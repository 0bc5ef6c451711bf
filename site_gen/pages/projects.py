"""The page of each project: stage track, story, facts, and what is missing at this stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.gates import signings
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.locale.text import N_
from site_gen.measures.bids import bid_price
from site_gen.measures.gates import gates_of
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.account_parts import project_sheets
from site_gen.pages.audience import may_show
from site_gen.pages.commit_week import outcome_words
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.project_commits import commitments
from site_gen.pages.project_facts import fact_groups
from site_gen.pages.project_gaps import SHOWN_AS_GAPS, Gap, gaps
from site_gen.pages.project_story import coming, happened, promises
from site_gen.pages.role_rows import people
from site_gen.pages.track import Track, state_of, track
from site_gen.pages.view import View
from site_gen.records import FORMS, Contact, Project, Visit


class Met(NamedTuple):
    """A contact of the customer and how often this project's visits met them."""

    contact: Contact
    times: int
    last: date | None


def pages(book: Book) -> Iterator[Page]:
    """Yield one page per project."""
    yield from _each(book.projects)


def _page(project: Project) -> Page:
    return Page(
        url=addresses.record("project", project.id),
        template="project.html",
        title=partial(_title, project),
        build=partial(_build, project),
        section="projects",
        crumbs=((addresses.PROJECTS, _section),),
    )


_each = EachPage(_page)


def _title(project: Project, view: View) -> str:
    del view
    return project.title


def _section(view: View) -> str:
    return view.tr(N_("Projects"))


def _build(project: Project, view: View) -> Mapping[str, Any]:
    book = view.book
    missing = gaps(book, project, view.lang)
    state = state_of(book, project)
    stage = state.stage if state else project.stage
    visits = book.visits_of_project.get(project.id, ())
    passed = track(book, project)
    deciding = people(view, state) if state else None
    seated = {row.contact for row in deciding.rows} if deciding else set()
    return {
        "project": project,
        "customer": book.customers.get(project.customer),
        "stage_key": stage,
        "is_open": book.config.stage(stage).counts_as == "open",
        "track": passed,
        "finding": _finding(view, project, stage, passed, missing),
        "groups": fact_groups(view, project, missing),
        "gaps": missing,
        "gap_of": {gap.field: gap for gap in missing},
        "happened": happened(view, project),
        "coming": coming(view, project),
        "promises": promises(view, project),
        "people": deciding,
        # Who holds a role stands in the role table, with the day of the last visit.
        "met": [one for one in _met(book, project, visits) if one.contact.id not in seated],
        "orders": book.orders_of_project.get(project.id, ()),
        "bids": [
            (bid, bid_price(book, bid.id), gates_of(book, bid))
            for bid in book.bids_of_project.get(project.id, ())
        ],
        "signings": [s for s in signings(book, project.id) if s.gate.state != "none"],
        "commitments": commitments(view, project.id),
        "outcome_words": outcome_words(view),
        "sheets": project_sheets(view, project),
        "warnings": _checks(book, project),
        "list_url": addresses.projects_of(Scope(), f"stage-{stage}"),
    }


def _finding(view: View, project: Project, stage: str, passed: Track, missing: tuple[Gap, ...]) -> str:
    """Say where the project stands, what comes next, and whether something is missing."""
    words, config = view.words, view.book.config
    name = config.stage(stage).label
    here = next((mark for mark in passed.marks if mark.key == stage), None)
    parts = []
    if config.stage(stage).counts_as == "lost":
        if project.lost_reason:
            reason = words.label("lost_reason", project.lost_reason)
            parts.append(view.tr(N_("Lost: {reason}."), reason=reason))
        else:
            parts.append(view.tr(N_("Lost, and no reason is written.")))
    elif here and here.days is not None:
        parts.append(view.tr(N_("Days at the stage {stage} so far: {days}."), stage=name, days=here.days))
    else:
        parts.append(view.tr(N_("At the stage {stage}."), stage=name))
    if config.stage(stage).counts_as == "open" and may_show(view.book, FORMS["project"].specs["next_step"]):
        parts.append(_next(view, project))
    if missing:
        parts.append(view.tr(N_("Facts missing at this stage: {count}."), count=len(missing)))
    return ("" if words.chinese else " ").join(part for part in parts if part)


def _next(view: View, project: Project) -> str:
    if not project.next_step:
        return view.tr(N_("No next step is written."))
    day = project.next_step_date
    if day and day < view.book.as_of:
        text = N_("The next step is overdue since {date}.")
        return view.tr(text, date=view.words.date(day))
    if day:
        return view.tr(N_("The next step is due on {date}."), date=view.words.long_day(day))
    return view.tr(N_("The next step has no date."))


def _checks(book: Book, project: Project) -> list[Diagnostic]:
    """Return what the checks say about a project, without what stands among its gaps."""
    return [
        problem
        for problem in problems_of(book, project)
        if problem.severity is Severity.WARNING and problem.code not in SHOWN_AS_GAPS
    ]


def _met(book: Book, project: Project, visits: tuple[Visit, ...]) -> tuple[Met, ...]:
    """Return the customer's contacts, those met most recently first; those never met last."""
    done = [visit for visit in visits if visit.status == "done" and visit.date <= book.as_of]
    days: dict[str, list[date]] = {}
    for visit in done:
        for ident in visit.contacts:
            days.setdefault(ident, []).append(visit.date)
    known = {contact.id for contact in book.contacts_of_customer.get(project.customer, ())} | set(days)
    found = [
        Met(book.contacts[ident], len(days.get(ident, ())), max(days[ident]) if ident in days else None)
        for ident in sorted(known)
        if ident in book.contacts
    ]
    return tuple(sorted(found, key=lambda m: (-(m.last or date.min).toordinal(), m.contact.id)))
