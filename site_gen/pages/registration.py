"""The registration list: opportunities not yet registered with a vendor, and what moved this week (S9.3, S9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from site_gen.book import Book
from site_gen.book.competitors import key_of
from site_gen.locale.text import N_
from site_gen.measures.funnel import funnel
from site_gen.measures.movement import movement
from site_gen.measures.registration import registration
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.audience import may_show
from site_gen.pages.competitor_names import competitor_link
from site_gen.pages.facts import joined
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import FORMS, Project


def pages(book: Book) -> Iterator[Page]:
    """Yield the one page, unless its readers may not see what is registered."""
    if not may_show(book, FORMS["project"].specs["registered_on"]):
        return
    yield Page(
        url=addresses.REGISTRATION,
        template="registration.html",
        title=_title,
        build=_build,
        section="projects",
        crumbs=((addresses.PROJECTS, _projects),),
        paper="landscape",
    )


def _title(view: View) -> str:
    return view.tr(N_("Registration list"))


def _projects(view: View) -> str:
    return view.tr(N_("Projects"))


def _build(view: View) -> Mapping[str, Any]:
    found = registration(view.book, COMPANY)
    specs = FORMS["project"].specs
    return {
        "registration": found,
        "movement": movement(view.book, COMPANY),
        "open": funnel(view.book, COMPANY).open,
        "missing": lambda names: view.words.join([view.tr(specs[name].label) for name in names]),
        "competitors": partial(competitor_links, view),
        "finding": _finding(view),
        "data_url": view.asset(data.address(COMPANY)),
    }


def competitor_links(view: View, project: Project) -> Markup:
    """Return who competes in a project, each a link to what is known about them."""
    names = {key_of(row.name): row.name for row in reversed(project.competitors)}
    return joined(view, [competitor_link(view, name) for name in reversed(names.values())])


def _finding(view: View) -> str:
    words, found = view.words, registration(view.book, COMPANY)
    if not found.waiting:
        if found.registered.count:
            return view.tr(N_("Every open project is registered."))
        return view.tr(N_("There is no open project to register."))
    parts = [
        view.tr(
            N_(
                "Open projects not registered yet: {count}, {amount} {unit}; ready to be registered: {ready}."
            ),
            count=words.num(found.projects.count),
            amount=words.money(found.projects.amount),
            unit=words.money_unit(),
            ready=words.num(len(found.ready)),
        )
    ]
    oldest = found.waiting[0]
    if oldest.days is not None:
        name = view.book.projects[oldest.project].name
        text = N_("The oldest is {name}, entered {days} days ago.")
        parts.append(view.tr(text, name=name, days=words.num(oldest.days)))
    return ("" if words.chinese else " ").join(parts)
