"""The pipeline by probability: levels, phases, what is expected of them, how they grow (S33)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.probability import level_of
from site_gen.config import MonthOf
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.phases import Phases, entered_in, phases
from site_gen.measures.scope import COMPANY, Scope, states_now
from site_gen.pages import addresses, data
from site_gen.pages.commit_weeks import CRUMBS
from site_gen.pages.page import Page
from site_gen.pages.phase_words import phase_words
from site_gen.pages.view import View
from site_gen.render.figures.forecast import GRADES, PHASE_NAMES


class Part(Struct, frozen=True):
    """A team, or a person, in the table of scopes; `rest` stands for people without a team."""

    scope: Scope
    name: str
    href: str
    found: Phases


def pages(book: Book) -> Iterator[Page]:
    """Yield the one page."""
    del book
    yield Page(
        url=addresses.PHASES,
        template="phases.html",
        title=lambda view: view.tr(N_("Pipeline by probability")),
        build=_build,
        section="forecast",
        crumbs=CRUMBS,
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found = phases(book, COMPANY)
    month = MonthOf.named(found.lead_ins_month)
    lost = book.config.lost.key
    listed = {state.project.id: state for state in states_now(book) if state.stage != lost}
    return {
        "found": found,
        "words": phase_words(view),
        "groups": [(row, [_project(book, listed[one]) for one in row.projects.ids]) for row in found.levels],
        "undefined": [listed[one] for one in found.undefined.ids],
        "most": max((row.projects.amount for row in found.levels), default=0),
        "lead_ins": [
            (one, entered_in(book, COMPANY, one)) for one in (month.shift(1), month, month.shift(-1))
        ],
        "parts": _parts(view),
        "names": {key: view.tr(text) for key, text in PHASE_NAMES.items()},
        "grades": {key: view.tr(text) for key, text in GRADES.items()},
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _project(book: Book, state: State) -> tuple[State, bool]:
    """Return a project with whether its probability is its own."""
    level = level_of(book.config, state.project, state.stage)
    return state, level is not None and level.own


def _parts(view: View) -> list[Part]:
    """Return the teams and then the people, each with a page of its pipeline."""
    book = view.book
    scopes = [Scope("team", team.key) for team in book.config.teams]
    scopes += [
        Scope("person", person.id)
        for person in book.sellers
        if person.left is None or person.left >= book.as_of
    ]
    return [
        Part(scope, scope.label(book, view.lang), view.href(addresses.funnel(scope)), phases(book, scope))
        for scope in scopes
    ]


def _finding(view: View, found: Phases) -> str:
    words, limits = view.words, view.book.config.thresholds
    if not any(row.projects.count for row in found.phases):
        return view.tr(N_("No open project stands at a level of probability."))
    selling = found.phases[1].projects
    parts = [
        view.tr(
            N_("Projects in the selling phase: {count}, with {amount} {unit}."),
            count=words.num(selling.count),
            amount=words.money(selling.amount),
            unit=words.money_unit(),
        )
    ]
    if found.selling.percent is not None:
        if found.selling.at_least(limits.coverage_aim):
            text = N_("That is {share} of the quarter’s target, as aimed at.")
        elif found.selling.above(limits.coverage_minimum):
            text = N_("That is {share} of the quarter’s target: enough, below the aim of {aim}.")
        else:
            text = N_("That is {share} of the quarter’s target; more than {least} is required.")
        parts.append(
            view.tr(
                text,
                share=words.percent(found.selling.percent),
                aim=words.percent(limits.coverage_aim),
                least=words.percent(limits.coverage_minimum),
            )
        )
    elif found.target is None:
        parts.append(view.tr(N_("No target is set for the quarter.")))
    if found.undefined.count:
        text = N_("Projects at no defined probability: {count}.")
        parts.append(view.tr(text, count=words.num(found.undefined.count)))
    else:
        parts.append(view.tr(N_("Every open project is at a defined probability.")))
    return words.gap.join(parts)
