"""The context of a scope's funnel page: chart, table, diagnosis, losses, ageing, deals, movement, targets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.charts import Chart, draw
from site_gen.measures.ageing import ageing
from site_gen.measures.attainment import attainment
from site_gen.measures.conversion import Gap, Gaps, gaps
from site_gen.measures.coverage import coverage
from site_gen.measures.deals import biggest_deals, dependence
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.funnel import funnel, second_currency, weighted
from site_gen.measures.loss import LossGroup, LossReasons, loss_rate, loss_reasons
from site_gen.measures.movement import ChangeList, movement
from site_gen.measures.scope import Scope
from site_gen.pages import addresses, data
from site_gen.pages.funnel_charts import ageing_input, funnel_input, losses_input, lost_anchor, targets_input
from site_gen.pages.funnel_finding import funnel_finding
from site_gen.pages.scopes import scope_name, switch
from site_gen.pages.sentences import finding_rows
from site_gen.pages.view import View

#: How many of the biggest deals a page lists.
DEALS = 10
#: The scopes the source draws its funnels for (S4.2); the others show losses and ages as tables only.
_DRAWN = frozenset({"company", "team", "person", "vertical", "province"})


class StageLine(Struct, frozen=True):
    """A row of the funnel's table.

    Attributes:
        stage: stage key.
        count: projects in it.
        amount: their amount, money units.
        second: the same in the second currency; `None` when the team has none.
        weighted: weighted amount; `None` for stages that are not open.
        url: address of the list of these projects.
        gap: conversion to the next stage against the model; `None` for the last stage and lost.
    """

    stage: str
    count: int
    amount: Decimal
    second: int | None
    weighted: Decimal | None
    url: str
    gap: Gap | None


class Cut(Struct, frozen=True):
    """The losses by one dimension (S4.4): kind of scope (or `stage`) and its groups."""

    kind: str
    groups: tuple[LossGroup, ...]


def stage_lines(view: View, scope: Scope) -> tuple[StageLine, ...]:
    """Return the rows of the funnel's table, lost last (M2, M1, M5, M4, M6)."""
    book = view.book
    second = {row.stage: row.second for row in second_currency(book, scope).stages}
    weights = {row.stage: row.weighted for row in weighted(book, scope).stages}
    steps = {gap.step.from_stage: gap for gap in gaps(book, scope).steps}
    return tuple(
        StageLine(
            row.stage,
            row.projects.count,
            row.projects.amount,
            second.get(row.stage),
            weights.get(row.stage),
            addresses.projects_of(scope, f"stage-{row.stage}"),
            steps.get(row.stage),
        )
        for row in funnel(book, scope).stages
    )


def build(scope: Scope, view: View) -> Mapping[str, Any]:
    """Return everything the template `funnel.html` shows."""
    book = view.book
    losses, found = loss_reasons(book, scope), funnel(book, scope)
    aged = ageing(book, scope)
    attained = attainment(book, scope)
    drawn = scope.kind in _DRAWN
    enough = losses.lost.count >= book.config.thresholds.small_sample
    moved = movement(book, scope)
    return {
        "scope": scope,
        "scope_name": scope_name(view, scope),
        "switch": switch(view, scope, addresses.funnel),
        "finding": funnel_finding(view, scope),
        "chart": draw(funnel_input(view, scope)),
        "lines": stage_lines(view, scope),
        "funnel": found,
        "weighted": weighted(book, scope),
        "second": second_currency(book, scope),
        "gaps": gaps(book, scope),
        "overall": _overall(gaps(book, scope)),
        "coverage": coverage(book, scope),
        "loss_rate": loss_rate(book, scope),
        "losses": losses,
        "cuts": loss_cuts(scope, losses),
        "losses_chart": draw(losses_input(view, scope)) if drawn and enough else None,
        "findings": finding_rows(view, diagnosis(book, scope)),
        "ageing": aged,
        "ageing_chart": draw(ageing_input(view, scope)) if drawn and _aged(aged.stages) else None,
        "deals": biggest_deals(book, scope),
        "shown_deals": DEALS,
        "dependence": dependence(book, scope),
        "movement": moved,
        "moves": _moves(moved),
        "attainment": attained,
        "targets_chart": _targets(view, scope) if attained.target is not None else None,
        "list_url": addresses.projects_of(scope),
        "hunter_url": addresses.hunter(scope.id) if scope.kind == "person" else addresses.HUNTER,
        "data_url": view.asset(data.address(scope)),
        "lost_anchor": lost_anchor,
    }


def _overall(found: Gaps) -> tuple[Gap, ...]:
    """Return the conversions over several stages; one where the first won stage is the last."""
    same = found.to_signed.step.to_stage == found.to_last.step.to_stage
    return (found.to_signed,) if same else (found.to_signed, found.to_last)


def _aged(stages: tuple[Any, ...]) -> bool:
    return sum(len(stage.projects) for stage in stages) > 1


def _targets(view: View, scope: Scope) -> Chart:
    return draw(targets_input(view, scope))


def loss_cuts(scope: Scope, losses: LossReasons) -> tuple[Cut, ...]:
    """Return the cuts that tell something: not the one the scope itself is made by (S4.4)."""
    groups = {
        "stage": losses.by_stage,
        "person": losses.by_person,
        "vertical": losses.by_vertical,
        "province": losses.by_province,
    }
    return tuple(Cut(kind, found) for kind, found in groups.items() if found and kind != scope.kind)


def _moves(moved: Any) -> tuple[tuple[str, ChangeList], ...]:
    kinds = ("new", "forward", "won", "back", "lost", "reopened")
    return tuple((kind, getattr(moved, kind)) for kind in kinds)
