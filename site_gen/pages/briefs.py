"""The POPSA brief of a visit on one A4 page, and the list of joint visits with and without one (S6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from heapq import nlargest
from operator import attrgetter
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.checks import stage_at_visit
from site_gen.measures.effect import popsa
from site_gen.measures.followups import FollowUpItem
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses
from site_gen.pages.brief_changes import changes
from site_gen.pages.brief_fit import Brief, Fit, fit
from site_gen.pages.brief_people import Known, known_people
from site_gen.pages.opportunity_card import unknowns
from site_gen.pages.page import EachPage, Page
from site_gen.pages.promises import open_of_customer, open_of_project
from site_gen.pages.view import View
from site_gen.pages.visit_names import brief_title, customer_name, visit_title
from site_gen.records import Visit

#: How many earlier visits stand beside a brief.
_LAST_VISITS = 3
#: How many open promises stand beside a brief; more are counted in words.
_PROMISES = 6
#: How many items of the opportunity that nobody knows stand beside a brief; more are counted in words.
_UNKNOWNS = 5
#: How many changes since the last visit stand beside a brief; more are counted in words.
_CHANGES = 4


class Earlier(Struct, frozen=True):
    """An earlier visit to the same customer or for the same project: when, by whom, with what result."""

    visit: Visit
    result: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the list of briefs and a brief for each visit that has or needs one."""
    yield Page(
        url=addresses.BRIEFS,
        template="briefs.html",
        title=lambda view: view.tr(N_("POPSA briefs")),
        build=_build_list,
        section="visits",
        crumbs=((addresses.VISITS, _visits),),
    )
    yield from _each(book.visits)


def _page(visit: Visit) -> Page:
    return Page(
        url=addresses.brief(visit.id),
        template="brief.html",
        title=partial(_title, visit),
        build=partial(_build, visit),
        section="visits",
        crumbs=((addresses.VISITS, _visits), (addresses.BRIEFS, _briefs)),
    )


def wants_brief(visit: Visit) -> bool:
    """Whether a visit has a brief page: something is written, somebody comes along, or it is still to come."""
    if visit.channel == "phone":
        return visit.has_brief
    return visit.has_brief or visit.is_joint or visit.status in {"planned", "prepared"}


_each = EachPage(_page, wants_brief)


def _title(visit: Visit, view: View) -> str:
    return brief_title(view, visit)


def _visits(view: View) -> str:
    return view.tr(N_("Visits"))


def _briefs(view: View) -> str:
    return view.tr(N_("POPSA briefs"))


def _build(visit: Visit, view: View) -> Mapping[str, Any]:
    book = view.book
    project = book.projects[visit.project] if visit.project else None
    earlier = _earlier(view, visit)
    promised = _promised(book, visit)
    shown = promised[:_PROMISES]
    people = known_people(view, visit)
    asked = unknowns(view, visit.project) if visit.status in {"planned", "prepared"} else ()
    changed = changes(view, visit, earlier[0].visit.date) if earlier else ()
    measured = _measured(view, visit, earlier, shown, people=people, asked=asked[:_UNKNOWNS])
    set_ = fit(replace(measured, side=(*measured.side, *_lines(changed[:_CHANGES]))))
    return {
        "visit": visit,
        "project": project,
        "customer": book.customers[visit.customer],
        "stage_key": stage_at_visit(book, visit.id) or (project.stage if project else ""),
        "contacts": [book.contacts[c] for c in visit.contacts if c in book.contacts],
        "people": people,
        "earlier": earlier,
        "promised": shown,
        "more_promises": len(promised) - len(shown),
        "elsewhere": project is not None and project.customer != visit.customer,
        "changed": changed[:_CHANGES],
        "more_changes": len(changed[_CHANGES:]),
        "unknowns": asked[:_UNKNOWNS],
        "more_unknowns": len(asked[_UNKNOWNS:]),
        "size": set_.size,
        "text": partial(_text, view, visit, set_),
        "short": partial(_short, view, visit, set_),
        "is_cut": bool(set_.limit),
        "answers": visit.anticipate,
        "minimum": book.config.thresholds.preparation_minutes,
        "blank_steps": max(1, 5 - len(visit.follow_ups)),
        "visit_title": visit_title(view, visit),
    }


def _lines(changed: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the changes take of the side column: a heading, the lines, and one for those left out."""
    return ("x", *changed, "x") if changed else ()


def _earlier(view: View, visit: Visit) -> list[Earlier]:
    """Return the last visits and calls to the customer or for the project before this one, newest first."""
    own = (visit.date, visit.id)
    book = view.book
    known = _made_to(book, visit.customer)
    if visit.project:
        others = book.visits_of_project.get(visit.project, ())
        known += tuple([v for v in others if v.customer != visit.customer and v.status == "done"])
    done = nlargest(_LAST_VISITS, [v for v in known if _by_day(v) < own], key=_by_day)
    return [Earlier(v, _result(view, v)) for v in done]


def _by_day(visit: Visit) -> tuple[date, str]:
    return visit.date, visit.id


def _promised(book: Book, visit: Visit) -> tuple[FollowUpItem, ...]:
    """Return what is open towards the customer or for the project, by due day."""
    found = open_of_customer(book, visit.customer)
    if not visit.project:
        return found
    more = [item for item in open_of_project(book, visit.project) if item not in found]
    return tuple(sorted((*found, *more), key=attrgetter("when"))) if more else found


@per_book
def _made_to(book: Book, customer: str) -> tuple[Visit, ...]:
    """Return the visits and calls made to a customer, oldest first."""
    return tuple(v for v in book.visits_of_customer[customer] if v.status == "done")


def _result(view: View, visit: Visit, limit: int = 110) -> str:
    """Return the beginning of a visit's result as plain text; up to a few briefs show the same one."""

    def made() -> str:
        plain = view.md(visit.result).striptags()
        return plain if len(plain) <= limit else plain[:limit].rstrip() + "…"

    return view.site.once(("result in short", view.lang, visit.id), made)


def _text(view: View, visit: Visit, set_: Fit, text: str) -> Markup:
    """Return a prose text of the brief; one that is cut ends in a mark that leads to the whole text."""
    start = set_.cut(text)
    return _marked(view, visit, start) if start else view.md(text, 4)


def _short(view: View, visit: Visit, set_: Fit, text: str) -> Markup:
    """Return a short text of the brief, cut and marked like a prose text."""
    start = set_.cut(text)
    return _marked(view, visit, start) if start else escape(text)


def _marked(view: View, visit: Visit, start: str) -> Markup:
    url = view.href(addresses.record("visit", visit.id))
    return Markup('{}… <a class="cut" href="{}">{}</a>').format(
        start, url, view.tr(N_("[cut; all of it in the visit record]"))
    )


def _measured(
    view: View,
    visit: Visit,
    earlier: list[Earlier],
    promised: tuple[FollowUpItem, ...],
    *,
    people: Known,
    asked: tuple[str, ...],
) -> Brief:
    names = view.book.name_of
    roles = [f"{names(c.who)}: {c.role}" for c in visit.companions]
    rows: list[tuple[tuple[str, float], ...]] = [((o.text, 0.62),) for o in visit.objectives]
    rows += [((a.question, 0.36), (a.answer, 0.42), (names(a.answered_by), 0.18)) for a in visit.anticipate]
    side = [f"{view.words.date(e.visit.date)} {names(e.visit.owner)}\n{e.result}" for e in earlier]
    side += [f"{p.what} {names(p.who)} {view.words.date(p.when)}" for p in promised]
    if people.notes:
        side += ["", *people.notes]
    side += ["x", *asked, "x"] if asked else []
    return Brief(
        head=4 + len(visit.contacts) + people.lines,
        main=(
            (visit.purpose,),
            ("",),
            (visit.premise,),
            (visit.strategy, *visit.questions, *roles, "x"),
            ("",),
        ),
        narrow=tuple(rows),
        side=tuple(side),
        foot=tuple(row.what for row in visit.follow_ups),
    )


def _build_list(view: View) -> Mapping[str, Any]:
    book = view.book
    this = Week.of(book.as_of)
    coming = this.shift(1)
    horizon = coming.end
    ahead = [v for v in book.visits_by_date if book.as_of <= v.date and v.status in {"planned", "prepared"}]
    next_joint = [v for v in ahead if coming.start <= v.date < horizon and v.is_joint]
    joint = {v.id for v in next_joint}
    others = [v for v in ahead if v.id not in joint]
    since = this.shift(-3).start
    recent = [
        v
        for v in reversed(book.visits_by_date)
        if v.status == "done" and since <= v.date <= book.as_of and wants_brief(v)
    ]
    without = sum(not v.has_brief for v in next_joint)
    return {
        "week": coming,
        "next_joint": next_joint,
        "without": without,
        "others": others,
        "recent": recent,
        "measure": popsa(book, COMPANY),
        "last_of_period": popsa(book, COMPANY).end - timedelta(days=1),
        "customer_name": partial(customer_name, view),
        "finding": _finding(view, next_joint, without, coming),
        "brief_title": partial(brief_title, view),
        "wants_brief": wants_brief,
        "minimum": book.config.thresholds.preparation_minutes,
    }


def _finding(view: View, joint: list[Visit], without: int, week: Week) -> str:
    words = view.words
    name = words.week(week)
    if not joint:
        return view.tr(N_("{week}: no joint visit is planned."), week=name)
    if not without:
        return view.tr(
            N_("{week}: joint visits {count}, all of them with a brief."),
            week=name,
            count=words.num(len(joint)),
        )
    return view.tr(
        N_("{week}: joint visits {count}, without a brief {without}."),
        week=name,
        count=words.num(len(joint)),
        without=words.num(without),
    )
