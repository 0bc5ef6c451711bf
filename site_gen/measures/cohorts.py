"""Cohorts: of the deals that entered a stage in a month, how many were signed, lost, are still open (crm A1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.history.stages import State, crossed_on
from site_gen.locale.text import N_
from site_gen.measures.ageing import stays_of
from site_gen.measures.conversion import conversion
from site_gen.measures.funnel import reached
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio

#: Months of entry that have a row of their own, the present one included.
MONTHS = 12


class Cohort(Struct, frozen=True):
    """The deals that entered in one month, or before the months shown.

    Attributes:
        month: `2026-11`; empty for those before and for all together.
        entered: ids of the deals.
        signed: ids of those that stand signed today.
        lost: ids of those that are lost.
        open: ids of those that are open.
        signed_share: signed over entered, by number.
        lost_share: lost over entered.
        open_share: open over entered: not decided yet, so the signed share can still grow.
        by_month: signed by the end of the month of entry, of the month after it, and so on to the present one,
            over entered; empty where `month` is.
        undated: ids of signed deals whose day of signing is not known; they are in no figure of `by_month`.
    """

    month: str
    entered: tuple[str, ...]
    signed: tuple[str, ...]
    lost: tuple[str, ...]
    open: tuple[str, ...]
    signed_share: Ratio
    lost_share: Ratio
    open_share: Ratio
    by_month: tuple[Ratio, ...]
    undated: tuple[str, ...]


class Cohorts(Struct, frozen=True):
    """Cohorts of deals from one stage to signing.

    Attributes:
        stage: key of the stage of entry.
        months: a cohort per month, the oldest first.
        before: those that entered earlier.
        whole: all together.
        unknown: ids of deals that reached the stage on a day not known; they are in no cohort.
        snapshot: conversion from the same stage to the first won one in the cumulative funnel (M4), to compare.
    """

    stage: str
    months: tuple[Cohort, ...]
    before: Cohort
    whole: Cohort
    unknown: tuple[str, ...]
    snapshot: Ratio


@measure(
    "COHORTS",
    "cohorts",
    N_("Cohort conversion"),
    N_(
        "Deals by the month in which they first stood in the stage of entry or beyond it (where none is named, the month "
        "they were entered), and the share of each month’s deals that is signed, lost or still open on the day of the "
        "figures. By month: share signed by the end of the month of entry, of the next, and so on. A deal that passed "
        "over the stage counts from the day it came beyond it. Young cohorts look bad because many deals are still "
        "open; their open share stands beside. Not to be mistaken for conversion (M4), which divides all deals that "
        "stand in or beyond a stage today, whenever they entered, lost ones with the stage they were lost from."
    ),
    unit="percent",
    source="S4.3",
)
def cohorts(book: Book, scope: Scope, stage: str = "") -> Cohorts:
    """Follow the deals that entered a stage; default the first of the pipeline."""
    start = book.config.stage(stage) if stage else book.config.pipeline[0]
    groups: dict[tuple[int, int], list[State]] = {}
    unknown = []
    for state in scope.states(book):
        day = entered_on(book, state, start.rank)
        if day is not None:
            groups.setdefault((day.year, day.month), []).append(state)
        elif state.reached >= start.rank:
            unknown.append(state.project.id)
    now = MonthOf.of(book.as_of)
    shown = [now.shift(-number) for number in range(MONTHS - 1, -1, -1)]
    first = (shown[0].year, shown[0].month)
    return Cohorts(
        stage=start.key,
        months=tuple(
            _cohort(book, groups.get((month.year, month.month), []), shown[number:])
            for number, month in enumerate(shown)
        ),
        before=_cohort(book, [one for month in groups if month < first for one in groups[month]]),
        whole=_cohort(book, [one for found in groups.values() for one in found]),
        unknown=tuple(sorted(unknown)),
        snapshot=_snapshot(book, scope, start.rank),
    )


def entered_on(book: Book, state: State, rank: int) -> date | None:
    """Return the first day a deal stood in the stage with a rank or beyond it, when known."""
    lost = book.config.lost.key
    return next(
        (
            stay.start
            for stay in stays_of(book, state.project)
            if stay.stage != lost and book.config.rank(stay.stage) >= rank
        ),
        None,
    )


def _snapshot(book: Book, scope: Scope, rank: int) -> Ratio:
    if rank == 1:
        return conversion(book, scope).to_signed.by_count
    stages = reached(book, scope).stages
    signed = stages[book.config.gate_rank("signed") - 1]
    return Ratio.of(signed.projects.count, stages[rank - 1].projects.count)


def _cohort(book: Book, states: list[State], months: Sequence[MonthOf] = ()) -> Cohort:
    """Follow some deals; `months` are that of their entry, if they have one in common, and those after it."""
    config = book.config
    won = [state for state in states if state.stage in config.won_keys]
    lost = [state for state in states if state.stage == config.lost.key]
    open_ = [state for state in states if state.stage in config.open_keys]
    days = {s.project.id: crossed_on(book, s.project, book.as_of, config.won_keys) for s in won}
    count = len(states)
    return Cohort(
        month=months[0].id if months else "",
        entered=_ids(states),
        signed=_ids(won),
        lost=_ids(lost),
        open=_ids(open_),
        signed_share=Ratio.of(len(won), count),
        lost_share=Ratio.of(len(lost), count),
        open_share=Ratio.of(len(open_), count),
        by_month=_by_month(months, [day for day in days.values() if day], count),
        undated=tuple(sorted(ident for ident, day in days.items() if day is None)),
    )


def _by_month(months: Sequence[MonthOf], signed: list[date], count: int) -> tuple[Ratio, ...]:
    days = sorted(signed)
    return tuple(Ratio.of(bisect_left(days, month.end), count) for month in months)


def _ids(states: list[State]) -> tuple[str, ...]:
    return tuple(sorted(state.project.id for state in states))
