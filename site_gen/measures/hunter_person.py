"""One salesperson's way from the target back to the leads (S3.1–S3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from site_gen.book import Book
from site_gen.book.hunting import ceiling, needed_by_model, plan_of
from site_gen.config import MonthOf
from site_gen.history.stages import State
from site_gen.measures.average_deal import NO_DEAL, average_deal, stand_ins
from site_gen.measures.funnel import reached
from site_gen.measures.hunter_parts import Hunter, HunterMonth, HunterStage, LeadChannel, LeadOrigin
from site_gen.measures.leads import entered_on, listed, spread, states_at, year_bounds
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import NO_RATIO, Ratio, tally
from site_gen.measures.wins import wins_between
from site_gen.records import HunterPlan

#: The months of a year.
MONTHS = range(1, 13)


def hunter_person(book: Book, scope: Scope, year: int) -> Hunter:
    """Plan one salesperson's year backwards."""
    start, end = year_bounds(year)
    plan = plan_of(book, scope.id, year)
    found, deal = goal(book, scope, start, end), average_deal(book, scope, year)
    typed = plan is not None and plan.target is not None
    target = plan.target if plan and typed else found.orders
    signed = wins_between(book, scope, start, end)
    remaining = None if target is None else max(target - signed.amount, Decimal(0))
    wins = None if remaining is None else deal.needed(remaining)
    year_wins = None if target is None else deal.needed(target)
    rates_from, rates = own_rates(book, scope)
    states = listed(book, scope, year)
    stages = _stages(book, scope, year, (wins, year_wins), rates)
    entered = [(state, entered_on(book, state.project)) for state in states]
    fresh = [state for state, day in entered if day is not None and start <= day < end]
    return Hunter(
        year=year,
        plans=(plan.id,) if plan else (),
        target=target,
        target_from="plan" if typed else "targets" if target is not None else "",
        targets=found.targets,
        won=signed,
        remaining=remaining,
        average=deal.amount,
        average_from=deal.source,
        average_of=deal.projects,
        year_wins=year_wins,
        wins=wins,
        met=bool(target) and remaining == 0,
        over=year < book.as_of.year,
        rates_from=rates_from,
        stages=stages,
        months=_months(book, scope, year, stages, fresh),
        leads=tally(fresh),
        undated=tally(state for state, day in entered if day is None),
        channels=channels(book, fresh, (plan,) if plan else ()),
        origins=origins(book, fresh),
        expected=sum(row.expected_leads for row in plan.lead_sources) if plan else None,
        people=(),
        reason=found.reason if target is None else NO_DEAL if deal.amount is None else None,
    )


def own_rates(book: Book, scope: Scope) -> tuple[str, dict[str, Ratio]]:
    """Return whose conversion there is, and from each stage to the first won one (M4).

    Where nothing was won, the team's stands in, then the company's; after the first won stage it is 1.
    """
    config = book.config
    signed = config.gate_rank("signed")
    for one in (scope, *stand_ins(book, scope)):
        counts = [row.projects.count for row in reached(book, one).stages]
        if counts[signed - 1]:
            return one.kind, {
                stage.key: Ratio.of(
                    counts[signed - 1], counts[stage.rank - 1] if stage.rank < signed else counts[signed - 1]
                )
                for stage in config.pipeline
            }
    return "", {stage.key: NO_RATIO for stage in config.pipeline}


def by_rate(wins: int, rate: Ratio) -> int | None:
    """Return how many projects are needed at a rate, rounded up; `None` without a rate."""
    return ceiling(Decimal(wins) * rate.denominator, rate.numerator) if rate.numerator else None


def _stages(
    book: Book, scope: Scope, year: int, wins: tuple[int | None, int | None], rates: dict[str, Ratio]
) -> tuple[HunterStage, ...]:
    config = book.config
    rest, whole = wins
    if rest is None or whole is None:
        return ()
    states = [s for s in states_at(book, scope, year) if s.stage in config.open_keys]
    on_list = listed(book, scope, year)
    rows = []
    for stage in config.pipeline:
        rate = rates[stage.key]
        existing = tally(s for s in states if s.reached >= stage.rank)
        passed = tally(s for s in on_list if s.reached >= stage.rank)
        by_model, by_own = needed_by_model(config, rest, stage.key), by_rate(rest, rate)
        year_by_model = needed_by_model(config, whole, stage.key)
        rows.append(
            HunterStage(
                stage=stage.key,
                by_model=by_model,
                by_own=by_own,
                own_rate=rate,
                few=rate.denominator < config.thresholds.small_sample,
                existing=existing,
                gap=less(by_model, existing.count),
                own_gap=less(by_own, existing.count),
                year_by_model=year_by_model,
                year_by_own=by_rate(whole, rate),
                listed=passed,
                year_gap=less(year_by_model, passed.count),
            )
        )
    return tuple(rows)


def less(needed: int | None, there: int) -> int | None:
    """Return needed − there; `None` when it is not known what is needed."""
    return None if needed is None else needed - there


def _months(
    book: Book, scope: Scope, year: int, stages: Sequence[HunterStage], fresh: Sequence[State]
) -> tuple[HunterMonth, ...]:
    months = [MonthOf(year, number) for number in MONTHS]
    targets = [goal(book, scope, month.start, month.end).orders for month in months]
    weights = [target or Decimal(0) for target in targets]
    left = [number for number, month in enumerate(months) if month.end > book.as_of]
    planned: dict[int, int] = {}
    to_find: dict[int, int] = {}
    first = stages[0] if stages else None
    if first:
        need = first.year_by_own if first.year_by_model is None else first.year_by_model
        missing = first.own_gap if first.gap is None else first.gap
        if need is not None:
            planned = dict(enumerate(spread(need, weights)))
        if missing is not None:
            to_find = dict(zip(left, spread(max(missing, 0), [weights[n] for n in left]), strict=True))
    entered: dict[tuple[int, int], list[State]] = {}
    for state in fresh:
        day = entered_on(book, state.project)
        if day is not None:
            entered.setdefault((day.year, day.month), []).append(state)
    rows = []
    for number, month in enumerate(months):
        own = tally(entered.get((month.year, month.month), ()))
        begun = month.start <= book.as_of
        rows.append(
            HunterMonth(
                month=month.id,
                target=targets[number],
                planned=planned.get(number),
                entered=own,
                gap=less(planned.get(number), own.count) if begun else None,
                to_find=to_find.get(number),
            )
        )
    return tuple(rows)


def channels(book: Book, fresh: Sequence[State], plans: Iterable[HunterPlan]) -> tuple[LeadChannel, ...]:
    """Return leads by channel in the order of the list, expected ones of all `plans` together."""
    expected: dict[str, int] = {}
    for plan in plans:
        for row in plan.lead_sources:
            expected[row.source] = expected.get(row.source, 0) + row.expected_leads
    used = expected.keys() | {state.project.lead_channel for state in fresh}
    keys = [entry.key for entry in book.config.vocabularies["lead_channel"] if entry.key in used]
    return tuple(
        LeadChannel(key, expected.get(key), tally(s for s in fresh if s.project.lead_channel == key))
        for key in (*keys, *([""] if "" in used else []))
    )


def origins(book: Book, fresh: Sequence[State]) -> tuple[LeadOrigin, ...]:
    """Return leads by lead source in the order of the list."""
    used = {state.project.source for state in fresh}
    return tuple(
        LeadOrigin(entry.key, tally(s for s in fresh if s.project.source == entry.key))
        for entry in book.config.vocabularies["source"]
        if entry.key in used
    )
