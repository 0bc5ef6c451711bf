"""The focus lists: who answers for which projects this month, against the caps (S2, M9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.forms.vocabulary import Entry
from site_gen.locale.text import N_, Msg
from site_gen.measures.focus import Focus, FocusLoad, focus
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses, data
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import Project

#: The cap of a level in words, by whose focus it is (S2.1).
_CAPS: dict[object, Msg] = {
    "gf_sales": N_("At most {cap} projects per salesperson of the manufacturer."),
    "dealer_head": N_("At most {cap} projects for the dealer’s sales head."),
    "owner": N_("At most {cap} projects per salesperson."),
}


class Row(Struct, frozen=True):
    """A project on a focus list.

    Attributes:
        project: the record.
        confirmed: whether its importance was confirmed this month.
        plan: whether the project plan is there; `None` when the level needs none.
        resources: the same of the resource allocation plan.
    """

    project: Project
    confirmed: bool
    plan: bool | None
    resources: bool | None


class List(Struct, frozen=True):
    """The list of one person at one level; `anchor` is the place links lead to."""

    anchor: str
    load: FocusLoad
    rows: tuple[Row, ...]


class Level(Struct, frozen=True):
    """An importance level with its lists."""

    key: str
    title: str
    description: str
    advice: str
    cap: int | None
    lists: tuple[List, ...]
    url: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the one page."""
    del book
    yield Page(
        url=addresses.FOCUS,
        template="focus.html",
        title=_title,
        build=_build,
        section="focus",
        crumbs=((addresses.PIPELINE, _pipeline),),
        paper="landscape",
    )


def _title(view: View) -> str:
    return view.tr(N_("Focus lists"))


def _pipeline(view: View) -> str:
    return view.tr(N_("Pipeline"))


def _build(view: View) -> Mapping[str, Any]:
    found = focus(view.book, COMPANY)
    levels = view.book.config.vocabularies["importance"]
    return {
        "focus": found,
        "month_name": view.words.month(MonthOf.of(date.fromisoformat(f"{found.month}-01"))),
        "finding": _finding(view, found),
        "levels": [_level(view, entry, found) for entry in levels if entry.fact("focus")],
        "others": [_level(view, entry, found) for entry in levels if not entry.fact("focus")],
        "data_url": view.asset(data.address(COMPANY)),
    }


def _level(view: View, entry: Entry, found: Focus) -> Level:
    description, cap = entry.fact("description"), entry.fact("cap")
    whose = _CAPS.get(entry.fact("focus"))
    return Level(
        key=entry.key,
        title=view.tr(entry.label),
        description=view.tr(description) if description else "",  # type: ignore[arg-type]  # a Label, by the form
        advice=view.tr(whose, cap=cap) if whose and cap else "",
        cap=cap if isinstance(cap, int) else None,
        lists=tuple(_list(view.book, load, entry) for load in found.loads if load.level == entry.key),
        url=addresses.projects_of(Scope("importance", entry.key)),
    )


def _list(book: Book, load: FocusLoad, entry: Entry) -> List:
    needs = entry.fact("needs", ())
    wanted = needs if isinstance(needs, tuple) else ()
    projects = sorted(
        (book.projects[ident] for ident in load.load.ids), key=lambda p: (-(p.amount or -1), p.id)
    )
    return List(
        anchor=f"{load.level}-{load.person or 'nobody'}",
        load=load,
        rows=tuple(
            Row(
                project,
                project.id not in load.unconfirmed,
                project.id not in load.without_plan if "project_plan" in wanted else None,
                project.id not in load.without_resources if "resource_plan" in wanted else None,
            )
            for project in projects
        ),
    )


def _finding(view: View, found: Focus) -> str:
    """Say who is over the cap, and how many focus projects lack confirmation, plan or resources."""
    words = view.words
    over = [view.book.name_of(load.person) for load in found.loads if load.over]
    lacking = {ident for load in found.loads for ident in (*load.without_plan, *load.without_resources)}
    old = {ident for load in found.loads for ident in load.unconfirmed}
    args: dict[str, object] = {"lacking": words.num(len(lacking)), "old": words.num(len(old))}
    if not found.loads:
        return view.tr(N_("No open project is on a focus list this month."))
    if over:
        text = N_(
            "Over the cap: {names}. Focus projects without a plan or resources: {lacking}; not confirmed this "
            "month: {old}."
        )
        return view.tr(text, names=words.join(tuple(dict.fromkeys(over))), **args)
    text = N_(
        "Nobody is over the cap. Focus projects without a plan or resources: {lacking}; not confirmed this "
        "month: {old}."
    )
    return view.tr(text, **args)
