"""The lost projects: why, from which stage, to whom, how much (S1.7, S1.15, M7, M8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.charts import draw
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.loss import loss_rate, loss_reasons
from site_gen.measures.scope import COMPANY, states_now
from site_gen.pages import addresses, data
from site_gen.pages.funnel import loss_cuts
from site_gen.pages.funnel_charts import losses_input, lost_anchor, reason_name
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the one page."""
    del book
    yield Page(
        url=addresses.LOST,
        template="lost.html",
        title=_title,
        build=_build,
        section="projects",
        crumbs=((addresses.PROJECTS, _projects),),
        paper="landscape",
    )


def _title(view: View) -> str:
    return view.tr(N_("Lost projects"))


def _projects(view: View) -> str:
    return view.tr(N_("Projects"))


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    losses = loss_reasons(book, COMPANY)
    lost = [state for state in states_now(book) if state.stage == book.config.lost.key]
    return {
        "scope": COMPANY,
        "finding": _finding(view),
        "losses": losses,
        "loss_rate": loss_rate(book, COMPANY),
        "losses_chart": draw(losses_input(view, COMPANY)) if lost else None,
        "cuts": loss_cuts(COMPANY, losses),
        "states": sorted(lost, key=_newest),
        "reason": partial(reason_name, view),
        "from_stage": partial(from_stage, book),
        "lost_anchor": lost_anchor,
        "data_url": view.asset(data.address(COMPANY)),
    }


def _newest(state: State) -> tuple[int, str]:
    day = state.since or state.project.lost_date
    return (-day.toordinal() if day else 0, state.project.id)


def from_stage(book: Book, state: State) -> str:
    """Return the key of the stage a lost project was lost from (M3)."""
    return next((stage.key for stage in book.config.pipeline if stage.rank == state.reached), "")


def _finding(view: View) -> str:
    """Say how much was lost, for which reason most, and how much of it late."""
    words = view.words
    losses, rate = loss_reasons(view.book, COMPANY), loss_rate(view.book, COMPANY)
    if not losses.lost.count:
        return view.tr(N_("No project has been lost yet."))
    first = losses.reasons[0]
    return view.tr(
        N_(
            "Lost projects: {count}, with {amount} {unit}; {share} of them for the reason {reason}. "
            "Lost late, from {stage} on: {late}."
        ),
        count=words.num(losses.lost.count),
        amount=words.money(losses.lost.amount),
        unit=words.money_unit(),
        share=words.percent(first.by_count.percent),
        reason=reason_name(view, first.reason),
        late=words.num(rate.late.count),
        stage=words.stage(view.book.config.gates.quoted),
    )
