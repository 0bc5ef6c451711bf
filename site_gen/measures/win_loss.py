"""Win and loss: the win rate by number and amount, in cuts, and from each stage on (S1.15; crm A2.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.decisions import Decision, decided_between, decisions, last_year, total
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio, Tally, tally
from site_gen.records import Project


class Rate(Struct, frozen=True):
    """A win rate with the deals behind it.

    Attributes:
        key: key of the stage, person or value; empty for none, and of the whole.
        won: ids of the won deals.
        lost: ids of the lost ones.
        by_count: won over won and lost, by number.
        by_amount: the same by amount.
        few: whether fewer than `small_sample` deals were decided.
    """

    key: str
    won: tuple[str, ...]
    lost: tuple[str, ...]
    by_count: Ratio
    by_amount: Ratio
    few: bool


class StageRate(Struct, frozen=True):
    """The win rate of the deals that ever reached a stage.

    Attributes:
        stage: stage key.
        rate: their win rate.
        lost_here: ids of the deals that were lost from this stage.
        lost_share: these over all lost deals.
    """

    stage: str
    rate: Rate
    lost_here: tuple[str, ...]
    lost_share: Ratio


class WinLoss(Struct, frozen=True):
    """What became of the deals decided in a period.

    Attributes:
        start: first day.
        end: day after the last.
        decided: the deals, the newest first.
        undated: ids of deals that were won or lost on an unknown day; they count nowhere here.
        whole: the win rate.
        overdue: open deals whose expected signing date (else planned purchase date) has passed.
        honest_count: won over won, lost and overdue, by number.
        honest_amount: the same by amount.
        stages: from each open stage on, in order.
        by_vertical: by vertical market.
        by_competitor: by competitor; a deal counts with each that it names.
        by_source: by lead source.
        by_product: by product category; a deal counts with each that it lists.
        by_person: by salesperson.
    """

    start: date
    end: date
    decided: tuple[Decision, ...]
    undated: tuple[str, ...]
    whole: Rate
    overdue: Tally
    honest_count: Ratio
    honest_amount: Ratio
    stages: tuple[StageRate, ...]
    by_vertical: tuple[Rate, ...]
    by_competitor: tuple[Rate, ...]
    by_source: tuple[Rate, ...]
    by_product: tuple[Rate, ...]
    by_person: tuple[Rate, ...]


@measure(
    "WIN-LOSS",
    "win-loss",
    N_("Win and loss"),
    N_(
        "Deals by the day they were decided, in the period (where none is named: the twelve months up to the day of the "
        "figures). Win rate: won divided by won and lost, by number and by amount; won deals with the amount signed, "
        "lost ones with the amount planned. Honest win rate: open deals whose expected signing date (else planned "
        "purchase date) has passed count as not won, too. Win rate from a stage on: of the decided deals that ever "
        "reached the stage, or passed over it, the share that was won. A deal with several products or competitors "
        "counts with each. Deals decided on an unknown day are left out and named. Fewer than {small_sample} deals are "
        "marked as few cases."
    ),
    unit="percent",
    source="S1.15 S4.4",
)
def win_loss(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> WinLoss:
    """Compute the win rate of what was decided in `[start, end)`, whole and in cuts."""
    first, last = last_year(book)
    first, last = start or first, end or last
    found = decided_between(book, scope, first, last)
    whole = rate(book, "", found)
    overdue = tally(state for state in scope.states(book) if is_overdue(book, state))
    decided, amount = len(found), total(found)
    deals = [(book.projects[one.project], one) for one in found]
    return WinLoss(
        start=first,
        end=last,
        decided=found,
        undated=tuple(sorted(one.project for one in decisions(book, scope) if one.day is None)),
        whole=whole,
        overdue=overdue,
        honest_count=Ratio.of(len(whole.won), decided + overdue.count),
        honest_amount=Ratio(whole.by_amount.numerator, amount + overdue.amount),
        stages=_stages(book, found),
        by_vertical=_cut(book, deals, lambda project, _: [book.vertical(project)]),
        by_competitor=_cut(book, deals, lambda _, one: one.rivals),
        by_source=_cut(book, deals, lambda project, _: [project.source]),
        by_product=_cut(book, deals, lambda project, _: dict.fromkeys(project.products)),
        by_person=_cut(book, deals, lambda project, _: [project.owner]),
    )


def rate(book: Book, key: str, found: Sequence[Decision]) -> Rate:
    """Return the win rate of some decided deals."""
    won, lost = [one for one in found if one.won], [one for one in found if not one.won]
    return Rate(
        key=key,
        won=tuple(sorted(one.project for one in won)),
        lost=tuple(sorted(one.project for one in lost)),
        by_count=Ratio.of(len(won), len(found)),
        by_amount=Ratio(total(won), total(found)),
        few=len(found) < book.config.thresholds.small_sample,
    )


def expected_day(project: Project) -> date | None:
    """Return the day a project is expected to be signed, else planned to be bought."""
    return project.expected_close or project.purchase_date


def is_overdue(book: Book, state: State) -> bool:
    """Whether a deal is open although the day it is expected to be signed has passed."""
    day = expected_day(state.project)
    return state.stage in book.config.open_keys and day is not None and day < book.as_of


def _stages(book: Book, found: Sequence[Decision]) -> tuple[StageRate, ...]:
    lost, rows = sum(1 for one in found if not one.won), []
    for stage in book.config.pipeline:
        if stage.key not in book.config.open_keys:
            continue
        reached = [one for one in found if one.won or one.highest >= stage.rank]
        here = tuple(sorted(one.project for one in found if one.lost_from == stage.key))
        rows.append(StageRate(stage.key, rate(book, stage.key, reached), here, Ratio.of(len(here), lost)))
    return tuple(rows)


def _cut(
    book: Book,
    deals: Sequence[tuple[Project, Decision]],
    keys_of: Callable[[Project, Decision], Iterable[str]],
) -> tuple[Rate, ...]:
    """Return the rates by key: most deals first, then the larger amount."""
    groups: dict[str, list[Decision]] = {}
    for project, one in deals:
        for key in tuple(keys_of(project, one)) or ("",):
            groups.setdefault(key, []).append(one)
    made = [rate(book, key, group) for key, group in groups.items()]
    return tuple(sorted(made, key=_most))


def _most(one: Rate) -> tuple[bool, Decimal, Decimal, str]:
    return not one.key, -one.by_count.denominator, -one.by_amount.denominator, one.key
