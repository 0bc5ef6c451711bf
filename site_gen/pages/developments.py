"""Account developments: how far each is, go or stop, and what is missing for the next stage (S21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.development import STAGES
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.developments import (
    POINTS,
    Developments,
    DevelopmentState,
    development_state,
    developments,
)
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.facts import facts, prose
from site_gen.pages.names import record_name
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import FORMS, Development
from site_gen.render.figures.accounts import ENDS, GATES

_CONTACT = N_("First contact made")
_SHEET_1 = ("supplier_change_urgency", "years_in_business", "scale", "chance", "gate_on", "gate_by")
_SHEET_2 = ("samples", "samples_delivered_on", "insider", "decision_maker", "info_sufficient", "need_clear")
_SHEETS: tuple[tuple[Msg, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        N_("Stage 1 sheet"),
        _SHEET_1,
        ("supplier_change_reason", "operation", "profile", "business_plan", "specific_need"),
    ),
    (N_("Stage 2 sheet"), _SHEET_2, ()),
    (N_("Stage 3 sheet"), ("closing_likelihood", "expected_cost"), ("obstacles", "procedure")),
)


class Stage(Struct, frozen=True):
    """A stage with its points as pages show them: label and state.

    Attributes:
        key: of the stage.
        points: label and state (`done`, `no`, `open`) of each point.
        now: whether the development stands here.
        past: whether it has passed here.
    """

    key: str
    points: tuple[tuple[str, str], ...]
    now: bool
    past: bool

    @property
    def done(self) -> int:
        """How many points are done."""
        return sum(state == "done" for _, state in self.points)


def pages(book: Book) -> Iterator[Page]:
    """Yield the list, and one page per development."""
    yield Page(
        url=addresses.DEVELOPMENTS,
        template="developments.html",
        title=_list_title,
        build=_build_list,
        section="developments",
        paper="landscape",
    )
    yield from _each(book.developments)


def _page(development: Development) -> Page:
    return Page(
        url=addresses.record("development", development.id),
        template="development.html",
        title=partial(_title, development),
        build=partial(_build, development),
        section="developments",
        crumbs=((addresses.DEVELOPMENTS, _list_title),),
    )


_each = EachPage(_page)


def _list_title(view: View) -> str:
    return view.tr(N_("Account development"))


def _title(development: Development, view: View) -> str:
    name = record_name(development, view.book, view.words)
    return view.tr(N_("Account development: {name}"), name=name)


def stage_name(view: View, stage: str) -> str:
    """Return what a stage of a development is called, also where its project has ended it."""
    return view.tr(ENDS[stage]) if stage in ENDS else view.words.label("development_stage", stage)


def point_name(view: View, key: str) -> str:
    """Return what a point of the checklist is called."""
    return view.tr(_CONTACT if key == "contact" else FORMS["development"].specs[key].label)


def _build_list(view: View) -> Mapping[str, Any]:
    found = developments(view.book, COMPANY)
    return {
        "found": found,
        "stages": [(key, sum(_is_at(s, key) for s in found.developments)) for key in STAGES],
        "gates": GATES,
        "stage_name": partial(stage_name, view),
        "point_name": partial(point_name, view),
        "done_of": {key: len(points) for key, points in POINTS.items()},
        "finding": _list_finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _is_at(state: DevelopmentState, stage: str) -> bool:
    return state.running and state.stage == stage


def _list_finding(view: View, found: Developments) -> str:
    words = view.words
    if not found.developments:
        return view.tr(N_("No account is being developed yet."))
    text = N_(
        "{running} developments go on, {terminated} are terminated, {closed} closed with a win, {lost} lost."
    )
    names = ("running", "terminated", "closed", "lost")
    parts = [view.tr(text, **{name: words.num(len(getattr(found, name))) for name in names})]
    if found.undecided:
        parts.append(
            view.tr(N_("Whether to go on is not decided: {count}."), count=words.num(len(found.undecided)))
        )
    if found.goes_on:
        parts.append(
            view.tr(N_("Open work in spite of a “no”: {count}."), count=words.num(len(found.goes_on)))
        )
    return words.gap.join(parts)


def _build(development: Development, view: View) -> Mapping[str, Any]:
    book = view.book
    state = development_state(book, development.id)
    return {
        "development": development,
        "state": state,
        "customer": book.customers[development.customer],
        "project": book.projects.get(development.project),
        "stages": _stages(view, state),
        "sheets": [
            (
                view.tr(title),
                facts(view, development, _there(development, names)),
                prose(view, development, texts),
            )
            for title, names, texts in _SHEETS
        ],
        "missing": [point_name(view, key) for key in state.missing],
        "behind": [point_name(view, key) for key in state.behind],
        "open_visits": [
            ident for ident in state.goes_on if ident in book.visits and ident != development.project
        ],
        "gates": GATES,
        "stage_name": partial(stage_name, view),
        "warnings": problems_of(book, development),
        "finding": _finding(view, state),
    }


def _there(development: Development, names: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what is for managers only and not there: nobody should read it as missing."""
    return tuple(name for name in names if name != "expected_cost" or development.expected_cost is not None)


def _stages(view: View, state: DevelopmentState) -> list[Stage]:
    at = STAGES.index(state.stage) if state.stage in STAGES else len(STAGES)
    return [
        Stage(
            key,
            tuple((point_name(view, p.key), p.state) for p in state.points if p.stage == key),
            number == at,
            number < at,
        )
        for number, key in enumerate(STAGES)
    ]


def _finding(view: View, state: DevelopmentState) -> str:
    """Say go or stop, and what the next stage waits for."""
    words = view.words
    if state.terminated:
        if state.goes_on:
            return view.tr(N_("Terminated: no chance to close; yet work goes on."))
        return view.tr(N_("Terminated: no chance to close."))
    if not state.running:
        return view.tr(N_("The development has ended: {stage}."), stage=stage_name(view, state.stage))
    parts = [view.tr(NC_("development", "At the stage {stage}."), stage=stage_name(view, state.stage))]
    if state.missing:
        text = N_("Missing for the next stage: {list}.")
        parts.append(view.tr(text, list=words.join([point_name(view, key) for key in state.missing])))
    else:
        parts.append(view.tr(N_("Nothing of this stage is missing.")))
    if state.gate == "open":
        parts.append(view.tr(N_("Whether there is a chance to close is not decided.")))
    return words.gap.join(parts)
