"""Losses: how many, how late, and why (M7, M8, S4.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, state_on
from site_gen.locale.text import N_
from site_gen.measures.funnel import funnel
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally


class LossRate(Struct, frozen=True):
    """Loss rate and late loss (M7).

    Attributes:
        lost: the lost projects.
        won: the won projects.
        by_count: lost over lost and won, by number.
        by_amount: the same by amount.
        model: loss of the model funnel from the first to the first won stage (90 of 100).
        flagged: whether `by_count` is at least the model's plus the threshold `loss_over_model`.
        late: lost projects that had reached the gate `quoted`.
        quoted: all projects that reached the gate `quoted`, open ones included.
        late_rate: late over quoted, by number.
        late_model: loss of the model funnel from the gate `quoted` to the first won stage.
        late_flagged: whether `late_rate` is at least the model's plus the threshold.
        few: whether fewer than `small_sample` projects are decided.
        late_few: whether fewer than `small_sample` projects reached the gate `quoted`.
    """

    lost: Tally
    won: Tally
    by_count: Ratio
    by_amount: Ratio
    model: Ratio
    flagged: bool
    late: Tally
    quoted: Tally
    late_rate: Ratio
    late_model: Ratio
    late_flagged: bool
    few: bool
    late_few: bool

    @property
    def win_rate(self) -> Ratio:
        """Won over lost and won, by number: what the loss rate leaves."""
        return Ratio.of(self.won.count, self.lost.count + self.won.count)


class Reason(Struct, frozen=True):
    """One reason for loss; the key is empty for projects without one.

    Attributes:
        reason: key in the list `lost_reason`, or empty.
        projects: the projects lost for it.
        by_count: share of all losses by number.
        by_amount: share of all losses by amount.
        cumulative_count: share by number of this reason and all before it.
        cumulative_amount: share by amount of this reason and all before it.
    """

    reason: str
    projects: Tally
    by_count: Ratio
    by_amount: Ratio
    cumulative_count: Ratio
    cumulative_amount: Ratio


class LossGroup(Struct, frozen=True):
    """The losses of one stage, salesperson, vertical market or province.

    Attributes:
        key: key of the stage lost from, person, vertical or province; empty when not known.
        lost: the losses.
        reasons: their reasons, most frequent first.
    """

    key: str
    lost: Tally
    reasons: tuple[Reason, ...]


class LossReasons(Struct, frozen=True):
    """Why projects were lost (M8), as a Pareto list and in four cuts (S4.4).

    Attributes:
        lost: all losses.
        reasons: Pareto list, most frequent first, then largest amount.
        by_stage: per stage lost from, in stage order.
        by_person: per salesperson, most losses first.
        by_vertical: per vertical market, most losses first.
        by_province: per province, most losses first.
    """

    lost: Tally
    reasons: tuple[Reason, ...]
    by_stage: tuple[LossGroup, ...]
    by_person: tuple[LossGroup, ...]
    by_vertical: tuple[LossGroup, ...]
    by_province: tuple[LossGroup, ...]


@measure(
    "M7",
    "loss-rate",
    N_("Loss rate"),
    N_(
        "Lost projects divided by lost and won ones; the rest is the win rate. Late loss: lost projects that had reached “{quoted}”, "
        "divided by all projects that reached it. The model funnel itself lets most leads drop, so both are "
        "compared with the model and flagged from {loss_over_model} points above it on; where the model "
        "plus this margin would pass 100%, only 100% is flagged."
    ),
    unit="percent",
    source="S4.3",
)
def loss_rate(book: Book, scope: Scope) -> LossRate:
    """Compute loss rate and late loss (M7)."""
    config, states = book.config, scope.states(book)
    limits = config.thresholds
    lost, won = funnel(book, scope).lost, funnel(book, scope).won
    gate = config.gate_rank("quoted")
    quoted = tally(s for s in states if s.reached >= gate)
    late = tally(s for s in states if s.stage == config.lost.key and s.reached >= gate)
    by_count = Ratio.of(lost.count, lost.count + won.count)
    late_rate = Ratio.of(late.count, quoted.count)
    model = _model_loss(book, config.pipeline[0].key)
    late_model = _model_loss(book, config.gates.quoted)
    return LossRate(
        lost=lost,
        won=won,
        by_count=by_count,
        by_amount=Ratio(lost.amount, lost.amount + won.amount),
        model=model,
        flagged=_too_high(by_count, model, limits.loss_over_model),
        late=late,
        quoted=quoted,
        late_rate=late_rate,
        late_model=late_model,
        late_flagged=_too_high(late_rate, late_model, limits.loss_over_model),
        few=lost.count + won.count < limits.small_sample,
        late_few=quoted.count < limits.small_sample,
    )


def _model_loss(book: Book, stage: str) -> Ratio:
    start, signed = book.config.stage(stage).model, book.config.stage(book.config.gates.signed).model
    return Ratio.of(start - signed, start)


def _too_high(own: Ratio, model: Ratio, margin: Decimal) -> bool:
    if model.percent is None:
        return False
    return own.at_least(min(model.percent + margin, Decimal(100)))


@measure(
    "M8",
    "loss-reasons",
    N_("Reasons for loss"),
    N_(
        "Lost projects by reason, most frequent first, with their share by number and by amount and the share "
        "added up from the top. Lost projects without a reason form a group of their own. The same by stage "
        "lost from, by salesperson, by vertical market and by province."
    ),
    unit="mixed",
    source="S4.4 S1.7",
)
def loss_reasons(book: Book, scope: Scope) -> LossReasons:
    """Group the losses by reason (M8, S4.4)."""
    key = book.config.lost.key
    lost = [s for s in scope.states(book) if s.stage == key]
    return _reasons_of(book, tuple([s.project.id for s in lost]))


@per_book
def _reasons_of(book: Book, idents: tuple[str, ...]) -> LossReasons:
    """Group some lost projects; the same ones, as long as nothing is written in them."""
    config = book.config
    states = (state_on(book, book.projects[ident], book.as_of) for ident in idents)
    lost = [state for state in states if state is not None]
    stages = {stage.rank: stage.key for stage in config.pipeline}
    by_stage = _groups(book, lost, lambda s: stages.get(s.reached, ""))
    return LossReasons(
        lost=tally(lost),
        reasons=reasons_of(book, lost),
        by_stage=tuple(sorted(by_stage, key=lambda g: config.rank(g.key) if g.key else 0)),
        by_person=_groups(book, lost, lambda s: s.project.owner),
        by_vertical=_groups(book, lost, lambda s: book.vertical(s.project)),
        by_province=_groups(book, lost, lambda s: book.province(s.project)),
    )


def reasons_of(book: Book, lost: Iterable[State]) -> tuple[Reason, ...]:
    """Return the reasons of `lost`, most frequent first."""
    groups: dict[str, list[State]] = {}
    for state in lost:
        groups.setdefault(state.project.lost_reason, []).append(state)
    order = book.config.vocabularies["lost_reason"]
    tallies = {reason: tally(states) for reason, states in groups.items()}
    ranked = sorted(tallies.items(), key=lambda kv: (-kv[1].count, -kv[1].amount, order.rank(kv[0]), kv[0]))
    count, amount = sum(t.count for t in tallies.values()), sum(t.amount for t in tallies.values())
    rows, count_so_far, amount_so_far = [], 0, Decimal(0)
    for reason, found in ranked:
        count_so_far += found.count
        amount_so_far += found.amount
        rows.append(
            Reason(
                reason=reason,
                projects=found,
                by_count=Ratio.of(found.count, count),
                by_amount=Ratio.of(found.amount, amount),
                cumulative_count=Ratio.of(count_so_far, count),
                cumulative_amount=Ratio.of(amount_so_far, amount),
            )
        )
    return tuple(rows)


def _groups(book: Book, lost: Iterable[State], key_of: Callable[[State], str]) -> tuple[LossGroup, ...]:
    groups: dict[str, list[State]] = {}
    for state in lost:
        groups.setdefault(key_of(state), []).append(state)
    made = (LossGroup(key, tally(states), reasons_of(book, states)) for key, states in groups.items())
    return tuple(sorted(made, key=lambda g: (-g.lost.count, -g.lost.amount, g.key)))
