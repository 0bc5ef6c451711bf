"""Which vertical markets convert badly, and why: DQ7 (S4.3)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.answers import CLEAR, FIRES, Finding
from site_gen.measures.conversion import Gap, conversion_of, gap_of
from site_gen.measures.loss import reasons_of
from site_gen.measures.scope import COMPANY, Scope, states_by
from site_gen.measures.shape import selling, slowest, step_sentence, stuck, unknown, urgency
from site_gen.measures.values import Name, Points, Sentence, sentence


class _Market(Struct, frozen=True):
    """One vertical market: its projects, its slow steps, whether it could be judged."""

    vertical: str
    states: tuple[State, ...]
    slow: list[Gap]
    judged: bool


def slow_verticals(book: Book, scope: Scope) -> Finding:
    """Answer DQ7: conversion by vertical market (M4) with the reasons for loss (M8)."""
    groups = states_by(book, scope, "vertical")
    markets = [
        _of_company(book, key) if key and scope == COMPANY else _market(book, key, states)
        for key, states in groups.items()
    ]
    judged, limits = [m for m in markets if m.judged], book.config.thresholds
    if not judged:
        said = sentence(
            N_("No vertical market has {limit} projects that entered a stage: too few to judge conversion."),
            limit=limits.small_sample,
        )
        return unknown("DQ7", said)
    slow = sorted((m for m in judged if m.slow), key=lambda m: m.slow[0].points or Decimal(0))
    if not slow:
        said = sentence(
            N_("In no vertical market does a step lie more than {limit} points below the model."),
            limit=Points(limits.conversion_gap),
        )
        return Finding("DQ7", CLEAR, evidence=(said,))
    evidence = [said for market in slow for said in _evidence(book, market)]
    ids = dict.fromkeys(ident for market in slow for ident in stuck(market.slow[0].step))
    worst = -(slow[0].slow[0].points or Decimal(0))
    return Finding("DQ7", FIRES, urgency(worst, Decimal(100)), tuple(evidence), tuple(ids))


@per_book
def _of_company(book: Book, vertical: str) -> _Market:
    return _market(book, vertical, Scope("vertical", vertical).states(book))


def _market(book: Book, vertical: str, states: tuple[State, ...]) -> _Market:
    found = selling(book, tuple(gap_of(book, step) for step in conversion_of(book, states).steps))
    judged = any(not gap.step.few for gap in found)
    return _Market(vertical, states, slowest(found), judged)


def _evidence(book: Book, market: _Market) -> list[Sentence]:
    name = Name("vertical", market.vertical) if market.vertical else N_("no vertical market written")
    said = step_sentence(market.slow[0].step, name)
    reasons = reasons_of(book, [s for s in market.states if s.stage == book.config.lost.key])
    if not reasons:
        return [said]
    first = reasons[0]
    why = sentence(
        N_("Most frequent reason for loss there: {reason} ({count} of {lost})."),
        reason=Name("lost_reason", first.reason) if first.reason else N_("no reason written"),
        count=first.projects.count,
        lost=int(first.by_count.denominator),
    )
    return [said, why]
