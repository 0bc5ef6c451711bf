"""Conversion from stage to stage, and its distance from the model (M4, M6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from site_gen.book import Book
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.funnel import StageTally, reached, reached_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally


class Step(Struct, frozen=True):
    """Conversion between two stages.

    Attributes:
        from_stage: stage key.
        to_stage: stage key.
        entered: the projects that reached `from_stage` (the denominators).
        moved: those of them that reached `to_stage` (the numerators).
        by_count: moved over entered by number of projects.
        by_amount: the same by amount.
        model: the same in the model funnel (S1.2).
        few: whether `entered` is below the threshold `small_sample`.
    """

    from_stage: str
    to_stage: str
    entered: Tally
    moved: Tally
    by_count: Ratio
    by_amount: Ratio
    model: Ratio
    few: bool


class Conversion(Struct, frozen=True):
    """Conversion of a funnel (M4).

    Attributes:
        steps: one per pair of neighbouring pipeline stages, in order.
        to_signed: from the first stage to the first won stage.
        to_last: from the first stage to the last.
    """

    steps: tuple[Step, ...]
    to_signed: Step
    to_last: Step


class Gap(Struct, frozen=True):
    """A step's distance from the model.

    Attributes:
        step: the step.
        points: own conversion by count − model conversion, in percentage points; `None` when either is.
        flagged: whether it lies more than the threshold `conversion_gap` below the model.
    """

    step: Step
    points: Decimal | None
    flagged: bool


class Gaps(Struct, frozen=True):
    """Distances from the model (M6): each step, then both overall conversions."""

    steps: tuple[Gap, ...]
    to_signed: Gap
    to_last: Gap


def _step(book: Book, start: StageTally, end: StageTally) -> Step:
    entered, moved = start.projects, end.projects
    return Step(
        from_stage=start.stage,
        to_stage=end.stage,
        entered=entered,
        moved=moved,
        by_count=Ratio.of(moved.count, entered.count),
        by_amount=Ratio(moved.amount, entered.amount),
        model=Ratio.of(end.model, start.model),
        few=entered.count < book.config.thresholds.small_sample,
    )


@measure(
    "M4",
    "conversion",
    N_("Conversion"),
    N_(
        "From each stage to the next: the projects that reached the next stage divided by those that reached "
        "this one (cumulative funnel), by number and by amount. Overall: from “{first}” to “{signed}” and to "
        "“{last}”. Fewer than {small_sample} projects at the start are marked as few cases."
    ),
    unit="percent",
    source="S4.3",
)
def conversion(book: Book, scope: Scope) -> Conversion:
    """Divide neighbouring stages of the cumulative funnel (M4)."""
    return _conversion(book, reached(book, scope).stages)


def conversion_of(book: Book, states: Sequence[State]) -> Conversion:
    """Compute the conversion of a set of projects."""
    return _conversion(book, reached_of(book, states).stages)


def _conversion(book: Book, stages: tuple[StageTally, ...]) -> Conversion:
    signed = stages[book.config.gate_rank("signed") - 1]
    return Conversion(
        steps=tuple(_step(book, a, b) for a, b in pairwise(stages)),
        to_signed=_step(book, stages[0], signed),
        to_last=_step(book, stages[0], stages[-1]),
    )


def gap_of(book: Book, step: Step) -> Gap:
    """Compare one step with the model."""
    own, model = step.by_count, step.model
    if own.percent is None or model.percent is None:
        return Gap(step, None, flagged=False)
    # Exact cross-multiplication: 50 % against 60 % must not be flagged by a rounding of 66.666667.
    exact = (own.numerator * model.denominator - model.numerator * own.denominator) * 100
    limit = book.config.thresholds.conversion_gap * own.denominator * model.denominator
    return Gap(step, own.percent - model.percent, flagged=exact < -limit)


@measure(
    "M6",
    "gap",
    N_("Gap to the model funnel"),
    N_(
        "Own conversion by number of projects minus the model’s, in percentage points. A step more than "
        "{conversion_gap} points below the model is flagged. Few cases are marked, and no diagnosis rests on "
        "them."
    ),
    unit="percent",
    source="S1.2 S4.3",
)
def gaps(book: Book, scope: Scope) -> Gaps:
    """Compare conversion with the model (M6)."""
    own = conversion(book, scope)
    return Gaps(
        tuple(gap_of(book, s) for s in own.steps), gap_of(book, own.to_signed), gap_of(book, own.to_last)
    )
