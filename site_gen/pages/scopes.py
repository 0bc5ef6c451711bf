"""Scopes on pages: their names, their crumbs, and the switch from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.scope import COMPANY, KINDS, Scope, all_scopes
from site_gen.pages import addresses
from site_gen.pages.view import View
from site_gen.render.compiler import marked, shown
from site_gen.render.urls import relative

#: Makes the address of a scope's page of one sort (its funnel, its project list).
Address = Callable[[Scope], str]
Crumbs = tuple[tuple[str, Callable[[View], str]], ...]

_WHOSE = frozenset({"team", "person"})
#: Of more teams or more people than this, a page leads to those of its own team only; all are a step away, on the page of
#: the company. Were each named on the page of each, a site would grow with the square of the people.
ROOM = 60


class Choices(Struct, frozen=True):
    """Links of the scope switch, as list items, that stand under one label."""

    label: str
    links: Markup


@per_book
def by_kind(book: Book) -> dict[str, tuple[Scope, ...]]:
    """Return the scopes of each kind that has any; lists of values in their own order, months in time."""
    found: dict[str, list[Scope]] = {}
    for scope in all_scopes(book):
        found.setdefault(scope.kind, []).append(scope)
    lists = book.config.vocabularies
    for kind, scopes in found.items():
        if kind in lists:
            scopes.sort(key=lambda s, words=lists[kind]: (words.rank(s.id), s.id))  # type: ignore[misc]  # bound now
    return {kind: tuple(found[kind]) for kind in KINDS if kind in found}


def scope_name(view: View, scope: Scope) -> str:
    """Return what a scope is called on pages; months in words."""
    if scope.kind == "month":
        return view.words.month(MonthOf.of(date.fromisoformat(f"{scope.id}-01")))
    return scope.label(view.book, view.lang)


def kind_name(kind: str, view: View) -> str:
    """Return the label of a kind of scope."""
    return view.tr(KINDS[kind])


def scope_crumbs(scope: Scope, *, to_list: bool = False) -> Crumbs:
    """Return the crumbs of a scope's page: the pipeline, then the comparison of its kind."""
    crumbs: Crumbs = ((addresses.PIPELINE, _pipeline),)
    if scope.kind != "company":
        crumbs += ((addresses.COMPARE, partial(kind_name, scope.kind)),)
    if to_list and scope.kind != "company":
        crumbs += ((addresses.funnel(scope), partial(_name, scope)),)
    return crumbs


def switch(view: View, scope: Scope, address: Address) -> tuple[Choices, ...]:
    """Return the choices of the scope switch: every scope on the company's page, else kinds and siblings."""
    kinds = by_kind(view.book)
    other_views = view.tr(N_("Other views"))
    if scope == COMPANY:
        compared = choice(view.href(addresses.COMPARE), view.tr(N_("Pipelines compared")))
        below = (_all_of(view, kind, kinds[kind], address) for kind in kinds if kind != "company")
        return (*below, Choices(other_views, compared))
    first = choice(view.href(address(COMPANY)), scope_name(view, COMPANY))
    rest = (
        choice(view.href(f"{addresses.COMPARE}#{kind}"), kind_name(kind, view))
        for kind in kinds
        if kind not in {"company", scope.kind}
    )
    siblings = choices(view, scope.kind, kinds[scope.kind], address, scope)
    return (siblings, Choices(other_views, Markup("").join((first, *rest))))


def whose(view: View, page: Scope, scopes: Iterable[Scope], address: Address) -> list[Choices]:
    """Return links to the same page of the company, its teams and its people.

    Args:
        view: the page.
        page: its scope.
        scopes: the scopes that have such a page.
        address: makes their addresses.
    """
    known = view.site.once(("whose", address(COMPANY)), lambda: _grouped(scopes))
    return [choices(view, kind, found, address, page) for kind, found in known.items()]


def _grouped(scopes: Iterable[Scope]) -> dict[str, list[Scope]]:
    found: dict[str, list[Scope]] = {}
    for scope in scopes:
        found.setdefault(scope.kind, []).append(scope)
    return found


def choices(view: View, kind: str, scopes: Sequence[Scope], address: Address, page: Scope) -> Choices:
    """Return links to the pages of scopes of one kind, which lie equally deep and see each other the same way.

    Args:
        view: the page.
        kind: the kind.
        scopes: the scopes that have such a page.
        address: makes their addresses; the page at hand lies beside them.
        page: the scope of the page itself, marked among the links.
    """
    beside = address(Scope(kind, "-" if kind != "company" else ""))
    team = own_team(view.book, page) if len(scopes) > ROOM and kind in _WHOSE else ""
    links = view.site.once(
        ("switch", view.lang, beside, team),
        lambda: _links(view, in_team(view.book, scopes, team), address, partial(relative, beside)),
    )
    if page.kind == kind:
        plain, own = relative(beside, address(page)), view.href(address(page))
        links = current_choice(links, plain, own)
    return Choices(kind_name(kind, view), links)


def own_team(book: Book, scope: Scope) -> str:
    """Return the key of the team that a scope is or belongs to; empty for none."""
    match scope.kind:
        case "team":
            return scope.id
        case "person":
            return book.team_of(scope.id)
        case _:
            return ""


def in_team(book: Book, scopes: Iterable[Scope], team: str) -> Iterable[Scope]:
    """Return those of some teams or people that belong to a team; all when there is none."""
    return [scope for scope in scopes if own_team(book, scope) == team] if team else scopes


def choice(href: str, title: str, attribute: str = "") -> Markup:
    """Return one link of the scope switch."""
    return marked(f"{_start(href, attribute)}{shown(title)}</a></li>")


def current_choice(links: Markup, href: str, own: str = "") -> Markup:
    """Return links of the scope switch with the one to the page itself marked, which may be called `own` there."""
    marks = _start(own or href, ' aria-current="true"')
    # Of `str`: that of markup looks for what to escape, and all is escaped in `_start`.
    return marked(str.replace(links, _start(href), marks, 1))


def _start(href: str, attribute: str = "") -> str:
    return f'<li><a href="{shown(href)}"{attribute}>'


def _all_of(view: View, kind: str, scopes: Iterable[Scope], address: Address) -> Choices:
    return Choices(kind_name(kind, view), _links(view, scopes, address, view.href))


def _links(view: View, scopes: Iterable[Scope], address: Address, href: Callable[[str], str]) -> Markup:
    return marked("".join([choice(href(address(other)), scope_name(view, other)) for other in scopes]))


def _pipeline(view: View) -> str:
    return view.tr(N_("Pipeline"))


def _name(scope: Scope, view: View) -> str:
    return scope_name(view, scope)
