"""Selling efficiency: targets to date, what today's visits brought, and at what cost (S27)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.book.duty import last_workday
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.effect import Effect, effect
from site_gen.measures.efficiency import Efficiency, efficiency
from site_gen.measures.period import is_done, visits_on
from site_gen.measures.progress import ToDate, to_date
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses, data
from site_gen.pages.facts import joined
from site_gen.pages.owed_words import currency
from site_gen.pages.pack_days import scopes
from site_gen.pages.page import Page
from site_gen.pages.scopes import scope_name, whose
from site_gen.pages.targets_to_date import came_in, curves, pace_sentence
from site_gen.pages.view import View
from site_gen.records import Review, Visit

_DAY = timedelta(days=1)
#: Interviews shown; older ones are in the list of reviews.
_INTERVIEWS = 12


class Line(Struct, frozen=True):
    """One scope in the tables: its name, page, targets to date and costs."""

    scope: Scope
    name: str
    href: str
    progress: ToDate
    costs: Efficiency


def pages(book: Book) -> Iterator[Page]:
    """Yield a page for the company, each team and each seller."""
    for scope in scopes(book):
        yield Page(
            url=addresses.efficiency(scope),
            template="efficiency.html",
            title=partial(_title, scope),
            build=partial(_build, scope),
            section="efficiency",
            crumbs=() if scope == COMPANY else ((addresses.EFFICIENCY, _name),),
            paper="landscape",
        )


def _name(view: View) -> str:
    return view.tr(N_("Selling efficiency"))


def _title(scope: Scope, view: View) -> str:
    if scope == COMPANY:
        return _name(view)
    return view.tr(N_("Selling efficiency, {scope}"), scope=scope_name(view, scope))


def _build(scope: Scope, view: View) -> Mapping[str, Any]:
    book = view.book
    progress, costs = to_date(book, scope), efficiency(book, scope)
    day = visit_day(book, scope)
    today = effect(book, scope, day, day + _DAY)
    before = MonthOf.of(book.as_of).shift(-1)
    return {
        "scope": scope,
        "groups": whose(view, scope, scopes(view.book), addresses.efficiency),
        "progress": progress,
        "this_month": MonthOf.of(book.as_of),
        "charts": curves(view, progress),
        "came": came_in(view, scope, progress),
        "costs": costs,
        "before": efficiency(book, scope, before.start, before.end),
        "before_month": before,
        "lines": _lines(view, scope),
        "day_of_visits": day,
        "today": today,
        "visits": _visits(book, scope, day),
        "interviews": [(r, _people(view, r)) for r in interviews(book, scope)[:_INTERVIEWS]],
        "currency": currency(view),
        "finding": _finding(view, progress, today, day, costs),
        "data_url": view.asset(data.address(scope)),
    }


def visit_day(book: Book, scope: Scope) -> date:
    """Return the day of the figures, or the working day before when no visit has been made on it yet.

    Of a person it is the last day they worked: who was away until yesterday is not asked about yesterday.
    """
    made = effect(book, scope, book.as_of, book.as_of + _DAY).made
    if made:
        return book.as_of
    own = last_workday(book, scope.id, book.as_of) if scope.kind == "person" else None
    return own or book.config.calendar.previous_workday(book.as_of)


def _visits(book: Book, scope: Scope, day: date) -> list[Visit]:
    found = visits_on(scope.visits(book), day, day + _DAY)
    return [visit for visit in found if visit.channel == "visit" and is_done(book, visit)]


def _lines(view: View, scope: Scope) -> list[Line]:
    """Return a line for each salesperson of the scope; a person's own page has none but its own."""
    book = view.book
    if scope.kind == "person":
        return [_line(view, scope)]
    people = [Scope("person", person.id) for person in scope.people(book)]
    return [_line(view, one) for one in people if not _gone(book, one.id)]


def _gone(book: Book, person: str) -> bool:
    """Whether somebody left before this month began."""
    left = book.people[person].left
    return left is not None and left < MonthOf.of(book.as_of).start


def _line(view: View, scope: Scope) -> Line:
    book = view.book
    return Line(
        scope,
        scope_name(view, scope),
        view.href(addresses.efficiency(scope)),
        to_date(book, scope),
        efficiency(book, scope),
    )


def interviews(book: Book, scope: Scope) -> list[Review]:
    """Return the interviews with people of a scope up to `as_of`, newest first (S27.4)."""
    people = {person.id for person in scope.people(book)}
    found = [
        review
        for review in book.reviews.values()
        if review.meeting == "interview"
        and review.date <= book.as_of
        and (scope == COMPANY or not people.isdisjoint(review.attendees))
    ]
    return sorted(found, key=lambda review: (review.date, review.id), reverse=True)


def _people(view: View, review: Review) -> Markup:
    return joined(view, [view.person(who) for who in review.attendees])


def _finding(view: View, progress: ToDate, today: Effect, day: date, costs: Efficiency) -> str:
    words = view.words
    parts = [pace_sentence(view, progress)]
    text = N_("{day}: {made} visits, {effective} effective, {deals} with a deal.")
    parts.append(
        view.tr(
            text,
            day=words.day(day),
            made=words.num(len(today.made)),
            effective=words.num(len(today.effective)),
            deals=words.num(len(today.deals)),
        )
    )
    if costs.expense is None:
        parts.append(view.tr(N_("No expense is known this month.")))
    elif costs.made:
        known = N_("A visit costs {amount} {currency} this month.")
        text = N_("A visit costs at least {amount} {currency} this month.") if costs.unknown_days else known
        parts.append(
            view.tr(
                text,
                amount=words.num(costs.per_visit.value),
                currency=currency(view),
            )
        )
    return words.gap.join(parts)
