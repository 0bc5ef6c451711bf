"""Scopes on pages: their names, their crumbs, and the switch from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.registry import per_book
from site_gen.measures.scope import COMPANY, KINDS, Scope, all_scopes
from site_gen.pages import addresses
from site_gen.pages.view import View

#: Makes the address of a scope's page of one sort (its funnel, its project list).
Address = Callable[[Scope], str]
Crumbs = tuple[tuple[str, Callable[[View], str]], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of the scope switch."""

    title: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Links of the scope switch that stand under one label."""

    label: str
    items_: tuple[Choice, ...]


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
    if scope == COMPANY:
        compared = Choice(view.tr(N_("Pipelines compared")), view.href(addresses.COMPARE))
        siblings = (_siblings(view, kind, scope, address) for kind in kinds if kind != "company")
        return (*siblings, Choices(view.tr(N_("Other views")), (compared,)))
    first = Choice(scope_name(view, COMPANY), view.href(address(COMPANY)))
    rest = tuple(
        Choice(kind_name(kind, view), view.href(f"{addresses.COMPARE}#{kind}"))
        for kind in kinds
        if kind not in {"company", scope.kind}
    )
    return (
        _siblings(view, scope.kind, scope, address),
        Choices(view.tr(N_("Other views")), (first, *rest)),
    )


def _siblings(view: View, kind: str, scope: Scope, address: Address) -> Choices:
    return Choices(
        kind_name(kind, view),
        tuple(
            Choice(scope_name(view, other), view.href(address(other)), other == scope)
            for other in by_kind(view.book)[kind]
        ),
    )


def _pipeline(view: View) -> str:
    return view.tr(N_("Pipeline"))


def _name(scope: Scope, view: View) -> str:
    return scope_name(view, scope)
