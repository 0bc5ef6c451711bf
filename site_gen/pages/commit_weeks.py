"""Which Monday pages there are: the coming week, this one and those before it, by scope (S34.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from site_gen.book import Book
from site_gen.book.commits import commit_of, first_week
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.submissions import owes
from site_gen.pages import addresses
from site_gen.pages.scopes import Choices, choice, whose
from site_gen.pages.view import View
from site_gen.render.compiler import marked

#: Weeks that have pages, this one included and the coming one besides.
PAST = 12


@per_book
def weeks(book: Book) -> tuple[Week, ...]:
    """Return the weeks that have Monday pages, the newest first; none before anybody commits."""
    first, now = first_week(book), Week.of(book.as_of)
    found = (now.shift(-n) for n in range(-1, PAST))
    return tuple(week for week in found if first and week.id >= first)


@per_book
def people_of(book: Book, week: Week) -> tuple[str, ...]:
    """Return the ids of the people who owe a commit for a week or handed one in."""
    return tuple(one for one in book.people if owes(book, one, week) or commit_of(book, one, week.id))


@per_book
def scopes(book: Book, week: Week) -> tuple[Scope, ...]:
    """Return the scopes that have a Monday page of a week: the company, its teams, who commits."""
    teams = tuple(Scope("team", team.key) for team in book.config.teams)
    return (COMPANY, *teams, *(Scope("person", one) for one in people_of(book, week)))


def week_href(view: View, week: Week, scope: Scope) -> str:
    """Return the href of a Monday page; empty when there is none."""
    url = addresses.commit_week(week, scope)
    return view.href(url) if url in view.site.urls else ""


def switch(view: View, week: Week, scope: Scope) -> list[Choices]:
    """Return the links to the same week of other scopes and to other weeks of this scope."""
    groups = whose(view, scope, scopes(view.book, week), partial(addresses.commit_week, week))
    links = [
        choice(href, view.words.week(other), ' aria-current="true"' if other == week else "")
        for other in weeks(view.book)
        if (href := week_href(view, other, scope))
    ]
    return [*groups, Choices(view.tr(N_("Week")), marked("".join(links)))]


def forecast_title(view: View) -> str:
    """Return what the section is called."""
    return view.tr(N_("Weekly commit"))


#: The crumb of pages below the section's first.
CRUMBS: tuple[tuple[str, Callable[[View], str]], ...] = ((addresses.COMMIT, forecast_title),)


def names(view: View, people: Iterable[str]) -> str:
    """Return the names of people as one text."""
    return view.words.join([view.book.name_of(one) for one in people])
