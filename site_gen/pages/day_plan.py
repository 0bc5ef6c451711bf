"""The plans of the day: what everybody will do today and on the next working day, where, and why (S25)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.duty import is_away, is_member, works_on
from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.period import visits_on
from site_gen.measures.scope import Scope
from site_gen.measures.signing import supervisor_of
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.plan_head import plan_href
from site_gen.pages.report_rows import VisitLine, plan_signature, visit_lines
from site_gen.pages.view import View
from site_gen.records import Person, Signature

_DAY = timedelta(days=1)


class Sheet(NamedTuple):
    """The plan of one person and day: its visits, its signature and who should sign it."""

    person: Person
    lines: list[VisitLine]
    signature: Signature | None
    supervisor: str
    plan_href: str


class Day(NamedTuple):
    """One day: the sheets of the people who have a plan, who has none although they work, and who is away."""

    day: date
    sheets: list[Sheet]
    idle: list[Person]
    away: list[Person]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    crumbs = ((addresses.REPORTS, _reports),)
    yield Page(addresses.DAY_PLAN, "day_plan.html", _title, _build, "reports", crumbs)


def _reports(view: View) -> str:
    return view.tr(N_("Reports"))


def _title(view: View) -> str:
    return view.tr(N_("Plans of the day"))


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    today = book.as_of
    people = [person for person in book.sellers if is_member(person, today)]
    days = [_day(view, people, day) for day in (today, book.config.calendar.next_workday(today))]
    return {
        "days": days,
        "finding": sentence_space(view.lang).join(map(partial(_said, view), days)) if people else "",
    }


def _day(view: View, people: list[Person], day: date) -> Day:
    found: list[Sheet] = []
    idle: list[Person] = []
    away: list[Person] = []
    for person in people:
        scope = Scope("person", person.id)
        visits = visits_on(scope.visits(view.book), day, day + _DAY)
        lines = visit_lines(view, (v for v in visits if not v.unplanned))
        if not lines:
            if is_away(person, day):
                away.append(person)
            elif works_on(view.book, person.id, day):
                idle.append(person)
            continue
        found.append(
            Sheet(
                person,
                lines,
                plan_signature(view, person.id, day),
                supervisor_of(view.book, person.id),
                plan_href(view, Week.of(day), scope),
            )
        )
    return Day(day, found, idle, away)


def _said(view: View, day: Day) -> str:
    words = view.words
    text = N_(
        "{day}: {visits} visits planned by {people} people, {signed} of the plans signed; without a plan: {idle}."
    )
    return view.tr(
        text,
        day=words.day(day.day),
        visits=words.num(sum(len(sheet.lines) for sheet in day.sheets)),
        people=words.num(len(day.sheets)),
        signed=words.num(sum(sheet.signature is not None for sheet in day.sheets)),
        idle=words.num(len(day.idle)),
    )
