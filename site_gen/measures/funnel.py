"""The funnel as it stands (M2) and as it was reached (M3), and the weight of what is open (M1, M5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally


class StageTally(Struct, frozen=True):
    """One bucket of the funnel.

    Attributes:
        stage: stage key.
        projects: the projects in it (M2), or that reached it (M3).
        model: the model funnel's number for the stage, per 100 in the first (S1.2); 0 for lost.
    """

    stage: str
    projects: Tally
    model: int


class Funnel(Struct, frozen=True):
    """Projects per stage now (M2).

    Attributes:
        stages: one bucket per stage in order, lost last; empty ones too.
        total: all of them, lost included.
        open: those in open stages.
        won: those in won stages.
        lost: those lost.
    """

    stages: tuple[StageTally, ...]
    total: Tally
    open: Tally
    won: Tally
    lost: Tally


class Reached(Struct, frozen=True):
    """Projects that reached each stage or went further (M3).

    Attributes:
        stages: one bucket per pipeline stage in order (lost is not a stage to reach).
    """

    stages: tuple[StageTally, ...]


class WeightedStage(Struct, frozen=True):
    """An open stage with its weighted amount."""

    stage: str
    projects: Tally
    weighted: Decimal


class Weighted(Struct, frozen=True):
    """The open amount weighted by win rate (M5).

    Attributes:
        amount: the weighted amount, money units.
        open: the open projects with their full amount.
        share: weighted over full amount.
        stages: the same per open stage.
        implied: ids of projects without a win rate, weighted by the model's (S3.5).
    """

    amount: Decimal
    open: Tally
    share: Ratio
    stages: tuple[WeightedStage, ...]
    implied: tuple[str, ...]


class SecondAmount(Struct, frozen=True):
    """An amount in both currencies."""

    stage: str
    projects: Tally
    second: int


class SecondCurrency(Struct, frozen=True):
    """The funnel's amounts in the second currency (M1).

    Attributes:
        currency: ISO code of the second currency; empty when the team has none (`stages` is then empty).
        stages: one row per stage in order, lost last.
        total: amount of all projects that are not lost, and its conversion.
        projects: per project with an amount, its converted amount, by id.
    """

    currency: str
    stages: tuple[SecondAmount, ...]
    total: SecondAmount | None
    projects: tuple[tuple[str, int], ...]


def by_stage(states: tuple[State, ...]) -> dict[str, list[State]]:
    """Group states by stage key."""
    found: dict[str, list[State]] = {}
    for state in states:
        found.setdefault(state.stage, []).append(state)
    return found


@measure(
    "M2",
    "funnel",
    N_("Projects and amount per stage"),
    N_(
        "The number of projects in each stage on the day of the figures, and the sum of their planned order "
        "amounts. Lost projects form the last group. A project without an amount counts as one project with "
        "the amount 0, and the funnel says how many there are."
    ),
    unit="mixed",
    source="S4.1",
)
def funnel(book: Book, scope: Scope) -> Funnel:
    """Count and sum the projects of each stage (M2)."""
    config = book.config
    states = scope.states(book)
    groups = by_stage(states)
    return Funnel(
        stages=tuple(StageTally(s.key, tally(groups.get(s.key, ())), s.model) for s in config.stages),
        total=tally(states),
        open=tally(s for s in states if s.stage in config.open_keys),
        won=tally(s for s in states if s.stage in config.won_keys),
        lost=tally(groups.get(config.lost.key, ())),
    )


@measure(
    "M3",
    "reached",
    N_("Cumulative funnel"),
    N_(
        "For each stage, the projects that stand in it or further. One that moved back counts up to the stage "
        "it stands in now, a lost one up to the stage it was lost from; where that is not written, up to the last stage in its history, else only "
        "as “{first}”. This funnel serves for conversion only; the chart shows the projects per stage."
    ),
    unit="mixed",
    source="S4.3",
)
def reached(book: Book, scope: Scope) -> Reached:
    """Count and sum the projects that reached each stage (M3)."""
    return reached_of(book, scope.states(book))


def reached_of(book: Book, states: Sequence[State]) -> Reached:
    """Count and sum those of `states` that reached each stage."""
    found = []
    for stage in book.config.pipeline:
        # Who reached a stage reached those before it.
        states = [s for s in states if s.reached >= stage.rank]
        found.append(StageTally(stage.key, tally(states), stage.model))
    return Reached(tuple(found))


def implied_win_rate(book: Book, stage: str) -> Ratio:
    """Return the model's chance of an open stage to be won: last stage over this one (S3.5)."""
    config = book.config
    return Ratio.of(config.pipeline[-1].model, config.stage(stage).model)


def weighted_amount(book: Book, state: State) -> Decimal:
    """Return amount × win rate of one project; without a win rate the model's chance (S3.5)."""
    project = state.project
    if not project.amount:
        return Decimal(0)
    if project.win_rate is not None:
        return project.amount * project.win_rate / 100
    implied = implied_win_rate(book, state.stage)
    if implied.denominator <= 0:
        return Decimal(0)
    chance = project.amount * implied.numerator / implied.denominator
    return chance.quantize(Decimal("0.01"), ROUND_HALF_UP)


@measure(
    "M5",
    "weighted",
    N_("Weighted amount"),
    N_(
        "The sum of planned amount × win rate over the open projects. A project without a win rate takes the "
        "one the model funnel implies for its stage: the model number of “{last}” divided by that of its "
        "stage."
    ),
    unit="money",
    source="S3.5",
)
def weighted(book: Book, scope: Scope) -> Weighted:
    """Weigh the open projects by their win rate (M5)."""
    open_states = scope.open_states(book)
    groups = by_stage(open_states)
    stages = tuple(
        WeightedStage(
            stage.key,
            tally(groups.get(stage.key, ())),
            sum((weighted_amount(book, s) for s in groups.get(stage.key, ())), Decimal(0)),
        )
        for stage in book.config.stages
        if stage.counts_as == "open"
    )
    amount = sum((row.weighted for row in stages), Decimal(0))
    full = funnel(book, scope).open
    implied = tuple(sorted(s.project.id for s in open_states if s.project.win_rate is None))
    return Weighted(amount, full, Ratio(amount, full.amount), stages, implied)


@per_book
def _converted(book: Book) -> dict[Decimal, int]:
    """The amounts converted so far."""
    del book
    return {}


@measure(
    "M1",
    "second-currency",
    N_("Amount in the second currency"),
    N_(
        "Amount in {unit} × {factor} ÷ {rate} ÷ {second_factor}, rounded half up to whole {second_unit}. A "
        "sum is added up in {unit} first and converted once, so it can differ by a little from the sum of "
        "converted amounts."
    ),
    unit="money",
    source="S1.9",
)
def second_currency(book: Book, scope: Scope) -> SecondCurrency:
    """Convert the amounts of the funnel (M1)."""
    money = book.config.money
    if not money.second_currency:
        return SecondCurrency("", (), None, ())
    states = scope.states(book)
    rows = [
        SecondAmount(row.stage, row.projects, money.convert(row.projects.amount))
        for row in funnel(book, scope).stages
    ]
    alive = tally(s for s in states if s.stage != book.config.lost.key)
    known = _converted(book)
    each = []
    for state in states:
        amount = state.project.amount
        if amount is not None:
            if amount not in known:
                known[amount] = money.convert(amount)
            each.append((state.project.id, known[amount]))
    each.sort()
    total = SecondAmount("", alive, money.convert(alive.amount))
    return SecondCurrency(money.second_currency, tuple(rows), total, tuple(each))
