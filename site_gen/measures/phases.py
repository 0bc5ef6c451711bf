"""Probability phases: levels and phases of the pipeline, what is expected of each, how they grow (S33, M34)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.probability import level_of, level_of_stage
from site_gen.config import MonthOf
from site_gen.config.level import PHASES, Level, Phase
from site_gen.history.stages import State, crossed_on, moves_of, state_on
from site_gen.locale.text import N_, Msg
from site_gen.measures.growth_rate import Growth, by_month, by_quarter
from site_gen.measures.leads import entered_on
from site_gen.measures.quarters import Span, quarter_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import NO_RATIO, Ratio, Tally, tally
from site_gen.measures.wins import Won, wins_between
from site_gen.records import Project

_DAY = timedelta(days=1)
_HUNDRED = Decimal(100)
#: Quarters that are over and shown, besides the current one.
QUARTERS = 4


class LevelRow(Struct, frozen=True):
    """The projects at one level of probability.

    Attributes:
        key: key of the level.
        percent: its percentage.
        phase: its phase.
        projects: the projects.
        own: ids of those of them that say their probability themselves; the others have that of their stage.
    """

    key: str
    percent: int
    phase: str
    projects: Tally
    own: tuple[str, ...]


class PhaseRow(Struct, frozen=True):
    """The projects of one phase.

    Attributes:
        phase: `lead_in`, `selling` or `closing`.
        projects: the projects.
        weighted: their amounts times their probability.
        growth: growth of their amount from the last but one to the last quarter that is over.
        count_growth: the same of their number.
    """

    phase: str
    projects: Tally
    weighted: Decimal
    growth: Growth
    count_growth: Growth


class PhaseQuarter(Struct, frozen=True):
    """The phases at the end of a quarter, or on the day of the figures.

    Attributes:
        quarter: `2026-Q3`.
        day: the last day of the quarter; of the current one the day of the figures.
        whole: whether the quarter is over.
        lead_in: the projects that were in the lead-in phase then, by their stage.
        selling: those in the selling phase.
        closing: those in the closing phase: open ones, and those signed in the quarter.
    """

    quarter: str
    day: date
    whole: bool
    lead_in: Tally
    selling: Tally
    closing: Tally

    def of(self, phase: str) -> Tally:
        """Return the projects of a phase."""
        found: Tally = getattr(self, phase)
        return found


class Phases(Struct, frozen=True):
    """The pipeline by probability (S33).

    Attributes:
        quarter: the quarter of the day of the figures.
        levels: a row per level, the lowest first.
        phases: a row per phase, in order.
        undefined: projects that are neither lost nor at a level.
        signed_before: projects signed before the quarter, or on an unknown day; at no level.
        lead_ins: leads entered in the last whole month, against the month before.
        lead_ins_month: that month.
        lead_ins_now: leads entered in the current month so far.
        target: order target of the quarter; `None` when there is none.
        selling: amount in the selling phase over the target of the quarter.
        signed: what was signed in the quarter.
        committed: open projects marked commit that are expected to be signed before the quarter ends.
        commit: amount signed and committed over the target of the quarter.
        quarters: the quarters that are over and the current one, the oldest first.
        unknown: projects without any dated move, left out of `quarters`.
        reason: why there is no target, else `None`.
    """

    quarter: str
    levels: tuple[LevelRow, ...]
    phases: tuple[PhaseRow, ...]
    undefined: Tally
    signed_before: Tally
    lead_ins: Growth
    lead_ins_month: str
    lead_ins_now: int
    target: Decimal | None
    selling: Ratio
    signed: Won
    committed: Tally
    commit: Ratio
    quarters: tuple[PhaseQuarter, ...]
    unknown: tuple[str, ...]
    reason: Msg | None


@measure(
    "S33.1",
    "phases",
    N_("Probability phases"),
    N_(
        "Projects that are not lost, at their level of probability: their own, else that of their stage; what is won "
        "has at least the level of its stage. Lead-in is below 50%, selling 50 to below 90%, closing from 90% on. Won "
        "projects count in the closing phase in the quarter in which they were signed, later no more; those signed "
        "before, or on an unknown day, are told apart. Expected (S33.4): leads entered grow by {growth_good}% from one "
        "whole month to the next, at least {growth_least}%; the amount in the selling phase is {coverage_aim}% of the "
        "order target of the quarter, more than {coverage_minimum}%; commit is {commit_share}% of it: what was signed in "
        "the quarter and the open projects marked commit whose expected signing date (else purchase date) lies before "
        "the quarter’s end; upside never counts. Each phase grows by {growth_quarter}% in amount from one whole quarter "
        "to the next (S33.5). For that, projects count at their stage on the last day of the quarter with the "
        "probability of the stage and today’s amount, since earlier probabilities and amounts are not kept; projects "
        "without a dated move are left out. Quarters follow the fiscal year of the team. A project belongs to its "
        "owner and the owner’s present team."
    ),
    unit="mixed",
    source="S33.1 S33.4 S33.5",
)
def phases(book: Book, scope: Scope) -> Phases:
    """Sort the projects by probability and compare the phases with what is expected of them (S33)."""
    span = quarter_of(book.as_of, book.config.fiscal_month)
    counted: list[State] = []
    before: list[State] = []
    for state in scope.states(book):
        if state.stage == book.config.lost.key:
            continue
        is_won = state.stage in book.config.won_keys
        gone = is_won and not _signed_in(book, state.project, span, book.as_of)
        (before if gone else counted).append(state)
    placed = [(state, level_of(book.config, state.project, state.stage)) for state in counted]
    at_level: dict[str, list[tuple[State, Level]]] = {level.key: [] for level in book.config.levels}
    by_phase: dict[str, list[State]] = {name: [] for name in PHASES}
    for state, level in placed:
        if level is not None:
            at_level[level.key].append((state, level))
            by_phase[level.phase].append(state)
    rows = tuple(
        LevelRow(
            level.key,
            level.percent,
            level.phase,
            tally(state for state, _ in at_level[level.key]),
            tuple(state.project.id for state, found in at_level[level.key] if found.own),
        )
        for level in book.config.levels
    )
    sums = {name: tally(states) for name, states in by_phase.items()}
    quarters = _quarters(book, scope)
    found = goal(book, scope, span.start, span.end)
    signed = wins_between(book, scope, span.start, span.end)
    committed = tally(
        s for s in counted if s.stage in book.config.open_keys and _is_committed(s.project, span)
    )
    last = MonthOf.of(book.as_of + _DAY).shift(-1)
    return Phases(
        quarter=span.id,
        levels=rows,
        phases=tuple(_phase(book, name, sums[name], rows, quarters) for name in PHASES),
        undefined=tally(state for state, at in placed if at is None),
        signed_before=tally(before),
        lead_ins=by_month(
            len(entered_in(book, scope, last.shift(-1))),
            len(entered_in(book, scope, last)),
            book.config.thresholds,
        ),
        lead_ins_month=last.id,
        lead_ins_now=len(entered_in(book, scope, last.shift(1))),
        target=found.orders,
        selling=_over(sums["selling"].amount, found.orders),
        signed=signed,
        committed=committed,
        commit=_over(signed.amount + committed.amount, found.orders),
        quarters=quarters,
        unknown=tuple(s.project.id for s in scope.states(book) if not moves_of(book, s.project)),
        reason=found.reason,
    )


def _phase(
    book: Book, name: Phase, projects: Tally, rows: tuple[LevelRow, ...], quarters: tuple[PhaseQuarter, ...]
) -> PhaseRow:
    weighted = sum((r.projects.amount * r.percent / _HUNDRED for r in rows if r.phase == name), Decimal(0))
    whole = [quarter.of(name) for quarter in quarters if quarter.whole][-2:]
    first, second = whole
    limits = book.config.thresholds
    return PhaseRow(
        name,
        projects,
        weighted,
        by_quarter(first.amount, second.amount, limits),
        by_quarter(first.count, second.count, limits),
    )


def entered_in(book: Book, scope: Scope, month: MonthOf) -> tuple[str, ...]:
    """Return the projects entered as leads in a month, up to the day of the figures, by id."""
    return tuple(_entered(book, scope).get((month.year, month.month), ()))


@per_book
def _entered(book: Book, scope: Scope) -> dict[tuple[int, int], list[str]]:
    """The projects entered as leads up to the day of the figures, by id, by year and month."""
    found: dict[tuple[int, int], list[str]] = {}
    for project in scope.projects(book):
        day = entered_on(book, project)
        if day is not None and day <= book.as_of:
            found.setdefault((day.year, day.month), []).append(project.id)
    return found


def _is_committed(project: Project, span: Span) -> bool:
    day = project.expected_close or project.purchase_date
    return project.commit and not project.upside and day is not None and day < span.end


def _quarters(book: Book, scope: Scope) -> tuple[PhaseQuarter, ...]:
    spans = _spans(book)
    found: list[dict[str, list[State]]] = [{name: [] for name in PHASES} for _ in spans]
    for project in scope.projects(book):
        for place, at in zip(found, _past(book, project.id), strict=True):
            if at is not None:
                place[at[0]].append(at[1])
    return tuple(
        PhaseQuarter(
            span.id,
            min(span.last, book.as_of),
            span.end <= book.as_of + _DAY,
            *(tally(place[name]) for name in PHASES),
        )
        for span, place in zip(spans, found, strict=True)
    )


@per_book
def _spans(book: Book) -> tuple[Span, ...]:
    """Return the last quarters that are over, and the current one unless it is over, the oldest first."""
    fiscal = book.config.fiscal_month
    found = [quarter_of(book.as_of, fiscal)]
    while len(found) <= QUARTERS:
        found.append(quarter_of(found[-1].start - _DAY, fiscal))
    return tuple(reversed(found))


@per_book
def _past(book: Book, ident: str) -> tuple[tuple[Phase, State] | None, ...]:
    """Return for each of the quarters the phase a project was in at its end; `None` for none or not known."""
    project = book.projects[ident]
    if not moves_of(book, project):
        return (None,) * len(_spans(book))
    return tuple(_at(book, project, span) for span in _spans(book))


def _at(book: Book, project: Project, span: Span) -> tuple[Phase, State] | None:
    day = min(span.last, book.as_of)
    state = state_on(book, project, day)
    if state is None:
        return None
    level = level_of_stage(book.config, state.stage)
    if level is None or (state.stage in book.config.won_keys and not _signed_in(book, project, span, day)):
        return None
    return level.phase, state


def _signed_in(book: Book, project: Project, span: Span, day: date) -> bool:
    """Whether a won project was signed in a quarter, by its orders, else by the day it came into a won stage."""
    orders = book.orders_of_project.get(project.id, ())
    days = [order.signed_on for order in orders if order.signed_on is not None]
    entered = crossed_on(book, project, day, book.config.won_keys)
    if not days and entered is not None:
        days = [entered]
    return any(span.start <= one < span.end and one <= day for one in days)


def _over(amount: Decimal, target: Decimal | None) -> Ratio:
    return NO_RATIO if target is None else Ratio(amount, target)
