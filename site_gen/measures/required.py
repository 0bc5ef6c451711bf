"""The funnel that is needed for the rest of the target (M12, S3.2, S3.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.hunting import ceiling, needed_by_model, plan_of
from site_gen.locale.text import N_, Msg
from site_gen.measures.average_deal import NO_DEAL, average_deal
from site_gen.measures.funnel import reached
from site_gen.measures.period import default_period
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import Ratio, Tally, tally
from site_gen.measures.wins import Won, wins_against


class RequiredStage(Struct, frozen=True):
    """What is needed and what is there at one stage.

    Attributes:
        stage: stage key.
        by_model: projects needed at this stage or further, by the model funnel; `None` when the team's
            stages have no model numbers.
        by_own: the same by the scope's own conversion from here to the first won stage; `None` when
            nothing was won from here yet.
        own_rate: that own conversion.
        existing: open projects at this stage or further.
        gap: by_model − existing count; negative when there are more than needed.
        own_gap: by_own − existing count.
    """

    stage: str
    by_model: int | None
    by_own: int | None
    own_rate: Ratio
    existing: Tally
    gap: int | None
    own_gap: int | None


class Required(Struct, frozen=True):
    """The required funnel of the current year, of a `month` scope that of the month (M12).

    Attributes:
        year: the calendar year of the target.
        target: order target of the year (of the month in a `month` scope), a salesperson's own from the
            hunter plan where it says one; `None` when there is none.
        won: what was signed against it.
        remaining: target − won, at least 0.
        average: amount of an average deal; `None` when nothing with an amount was won yet.
        average_of: the won projects it is the average of; empty when the hunter plan says it.
        average_from: whose it is: `plan`, `person`, `team`, `own` (of another cut), `company`, `ever`
            (of all years of the company), empty for none.
        average_from_company: whether the company's average stands in for a scope without own wins.
        wins: deals still needed; `None` when target or average is missing.
        stages: one row per open stage, in order; empty when `wins` is `None`.
        reason: why it cannot be computed, else `None`.
    """

    year: int
    target: Decimal | None
    won: Won
    remaining: Decimal | None
    average: Decimal | None
    average_of: tuple[str, ...]
    average_from: str
    average_from_company: bool
    wins: int | None
    stages: tuple[RequiredStage, ...]
    reason: Msg | None


@measure(
    "M12",
    "required",
    N_("Required funnel"),
    N_(
        "Deals still needed: (order target of the year − signed this year) ÷ average deal, rounded up. The "
        "average is over the deals won this and last year with an amount; where the scope has none, its team’s, "
        "then the company’s, then the company’s of all years. A salesperson’s hunter plan may say target and "
        "average itself. A purchase month is planned against the target of that month. Projects "
        "needed at a stage or further: deals needed × model number of the stage ÷ model number of "
        "“{signed}”, rounded up; also with the own conversion from the stage to “{signed}”. The gap is "
        "needed − open projects at this stage or further; won and lost projects do not count as existing, "
        "because they cannot close the rest of the target."
    ),
    unit="count",
    source="S3.2 S3.3 S4.3",
)
def required(book: Book, scope: Scope) -> Required:
    """Plan backwards from the target to the number of leads (M12)."""
    config = book.config
    start, end = _period(book, scope)
    found = goal(book, scope, start, end)
    signed = wins_against(book, scope, start, end)
    plan = plan_of(book, scope.id, start.year) if scope.kind == "person" else None
    target = plan.target if plan and plan.target is not None else found.orders
    deal = average_deal(book, scope, start.year)
    remaining = None if target is None else max(target - signed.amount, Decimal(0))
    wins = None if remaining is None else deal.needed(remaining)
    states = scope.open_states(book)
    signed_rank = config.gate_rank("signed")
    passed = reached(book, scope).stages
    rows = []
    for stage in config.stages:
        if wins is None or stage.counts_as != "open":
            continue
        own = Ratio.of(passed[signed_rank - 1].projects.count, passed[stage.rank - 1].projects.count)
        by_model = needed_by_model(config, wins, stage.key)
        by_own = ceiling(Decimal(wins) * own.denominator, own.numerator) if own.numerator else None
        existing = tally(s for s in states if s.reached >= stage.rank)
        rows.append(
            RequiredStage(
                stage=stage.key,
                by_model=by_model,
                by_own=by_own,
                own_rate=own,
                existing=existing,
                gap=None if by_model is None else by_model - existing.count,
                own_gap=None if by_own is None else by_own - existing.count,
            )
        )
    return Required(
        year=start.year,
        target=target,
        won=signed,
        remaining=remaining,
        average=deal.amount,
        average_of=deal.projects,
        average_from=deal.source,
        average_from_company=scope.kind != "company" and deal.source in {"company", "ever"},
        wins=wins,
        stages=tuple(rows),
        reason=found.reason if target is None else NO_DEAL if deal.amount is None else None,
    )


def _period(book: Book, scope: Scope) -> tuple[date, date]:
    """The year of the day of the figures; of a `month` scope that month."""
    if scope.kind == "month":
        return default_period(book, scope)
    return date(book.as_of.year, 1, 1), date(book.as_of.year + 1, 1, 1)
