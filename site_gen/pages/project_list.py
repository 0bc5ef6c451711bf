"""The list of a scope's projects, grouped by stage, in the column order of the pipeline table (S1.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.config.forms import HEADER
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.funnel import funnel, second_currency, weighted
from site_gen.measures.loss import loss_reasons
from site_gen.measures.scope import COMPANY, Scope, all_scopes
from site_gen.measures.values import Tally
from site_gen.pages import addresses, data
from site_gen.pages.funnel_charts import lost_anchor, reason_name
from site_gen.pages.page import Page
from site_gen.pages.scopes import scope_crumbs, scope_name, switch
from site_gen.pages.view import View
from site_gen.records import FORMS

#: Columns in the order of S1.4: field of the project, or `second` for the converted amount.
COLUMNS = (
    "customer",
    "name",
    "stage",
    "importance",
    "source",
    "win_rate",
    "products",
    "bid_date",
    "purchase_date",
    "amount",
    "second",
    "vertical",
    "lost_reason",
    "province",
    "city",
    "owner",
)


class Part(Struct, frozen=True):
    """Projects of one stage, or of one reason within the lost ones.

    Attributes:
        anchor: the place links lead to.
        title: stage or reason.
        projects: what they add up to.
        second: their amount in the second currency; `None` when the team has none.
        weighted: their weighted amount; `None` when they are not open.
        states: the rows, the largest amount first.
        above: anchor and title of the group this part opens (the lost ones), else `None`.
    """

    anchor: str
    title: str
    projects: Tally
    second: int | None
    weighted: object
    states: tuple[State, ...]
    above: tuple[str, str, Tally] | None = None


def pages(book: Book) -> Iterator[Page]:
    """Yield the list of each scope."""
    for scope in all_scopes(book):
        company = scope.kind == "company"
        yield Page(
            url=addresses.projects_of(scope),
            template="projects.html",
            title=partial(_title, scope),
            build=partial(_build, scope),
            section="projects" if company else "pipeline",
            crumbs=() if company else scope_crumbs(scope, to_list=True),
            paper="landscape",
        )


_KINDS = {
    "win_rate": "num",
    "bid_date": "date",
    "purchase_date": "date",
    "amount": "money",
}
_CHOICES = frozenset(
    ["stage", "importance", "source", "win_rate", "products", "vertical", "lost_reason", "province", "owner"]
)


def columns(view: View) -> list[dict[str, object]]:
    """Return the heads of the list; the converted amount only where the team has a second currency."""
    specs = FORMS["project"].specs
    heads: list[dict[str, object]] = []
    for name in COLUMNS:
        if name == "second":
            if view.book.config.money.second_currency:
                unit = view.words.second_unit()
                label = view.tr(specs["amount"].label)
                heads.append({"label": label, "kind": "num", "unit": unit, "definition": "M1"})
            continue
        head: dict[str, object] = {"label": view.tr(specs[name].label), "kind": _KINDS.get(name, "text")}
        if name in _CHOICES:
            head["filter"] = True
        if name in {"customer", "name"}:
            head["key"] = True
        heads.append(head)
    return heads


def _title(scope: Scope, view: View) -> str:
    if scope == COMPANY:
        return view.tr(N_("Projects"))
    return view.tr(N_("Projects: {scope}"), scope=scope_name(view, scope))


def _build(scope: Scope, view: View) -> Mapping[str, Any]:
    found = funnel(view.book, scope)
    return {
        "scope": scope,
        "switch": switch(view, scope, addresses.projects_of),
        "finding": _finding(view, scope),
        "columns": columns(view),
        "parts": _parts(view, scope),
        "total": found.total,
        "open": found.open,
        "header": _header(view) if scope.kind == "company" else [],
        "second_total": second_currency(view.book, scope).total,
        "remembered": partial(remembered, view, "project-row"),
        "funnel_url": addresses.funnel(scope),
        "data_url": view.asset(data.address(scope)),
    }


def _header(view: View) -> list[tuple[str, str]]:
    """Return the dealer's header as label and value, without what is not filled in (S1.3)."""
    header = view.book.config.header
    found = [(view.tr(spec.label), str(getattr(header, name))) for name, spec in HEADER.specs.items()]
    return [(label, value) for label, value in found if value]


def _finding(view: View, scope: Scope) -> str:
    words, found = view.words, funnel(view.book, scope)
    if not found.total.count:
        return view.tr(N_("There are no projects in this selection yet."))
    return view.tr(
        N_(
            "Projects: {total}. Open: {open}, with {amount} {unit} (weighted {weighted}); won: {won}; lost: {lost}."
        ),
        total=words.num(found.total.count),
        open=words.num(found.open.count),
        amount=words.money(found.open.amount),
        unit=words.money_unit(),
        weighted=words.money(weighted(view.book, scope).amount),
        won=words.num(found.won.count),
        lost=words.num(found.lost.count),
    )


def _sorted(states: Mapping[str, State], ids: Iterable[str]) -> tuple[State, ...]:
    """Return states by amount, the largest first, unknown amounts last."""
    return tuple(sorted((states[i] for i in ids), key=lambda s: (-(s.project.amount or -1), s.project.id)))


def _parts(view: View, scope: Scope) -> tuple[Part, ...]:
    book, words = view.book, view.words
    seconds = {row.stage: row.second for row in second_currency(book, scope).stages}
    weights = {row.stage: row.weighted for row in weighted(book, scope).stages}
    states = {state.project.id: state for state in scope.states(book)}
    parts = [
        Part(
            f"stage-{row.stage}",
            words.stage(row.stage),
            row.projects,
            seconds.get(row.stage),
            weights.get(row.stage),
            _sorted(states, row.projects.ids),
        )
        for row in funnel(book, scope).stages
        if row.stage != book.config.lost.key
    ]
    return (*parts, *_lost_parts(view, scope, states))


def _lost_parts(view: View, scope: Scope, states: Mapping[str, State]) -> tuple[Part, ...]:
    """Return the lost projects, a part per reason; the first one opens the group."""
    book, words = view.book, view.words
    losses = loss_reasons(book, scope)
    key = book.config.lost.key
    above = (f"stage-{key}", words.stage(key), losses.lost)
    if not losses.reasons:
        return (Part(f"stage-{key}", words.stage(key), losses.lost, None, None, ()),)
    money = book.config.money
    return tuple(
        Part(
            lost_anchor(row.reason),
            reason_name(view, row.reason),
            row.projects,
            money.convert(row.projects.amount) if money.second_currency else None,
            None,
            _sorted(states, row.projects.ids),
            above if position == 0 else None,
        )
        for position, row in enumerate(losses.reasons)
    )


def remembered(view: View, name: str, render: Callable[[Any], Markup], state: State) -> Markup:
    """Return a project's row, rendered once for all lists that stand equally deep in the site.

    A row differs between pages only in its relative links, so a list of two thousand projects costs
    rendering once, not once per scope it belongs to.
    """
    key = (name, view.lang, _place(view), state.project.id)
    return view.site.once(key, lambda: render(state))


def _place(view: View) -> str:
    """Return what relative links to the roots of the site look like from a page."""
    return view.href(addresses.record("project", "-"))
