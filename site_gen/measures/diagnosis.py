"""The ten diagnostic questions, asked of every scope (S4.3, S4.5)."""

from __future__ import annotations

from collections.abc import Callable

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures import regions, shape
from site_gen.measures.answers import Diagnosis, Finding, with_answer
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.verticals import slow_verticals

_QUESTIONS: tuple[Callable[[Book, Scope], Finding], ...] = (
    shape.stage_counts,
    shape.strength,
    shape.conversion_rates,
    shape.reserve,
    shape.losses,
    shape.big_deal,
    slow_verticals,
    regions.small_regions,
    regions.hidden_projects,
    regions.without_big_deals,
)


@measure(
    "DQ",
    "diagnosis",
    N_("Diagnosis"),
    N_(
        "Ten questions about the pipeline, asked of every scope; each says what fires it and with which "
        "numbers. DQ2 coverage of the year below {coverage_minimum}%. DQ3 a step more than {conversion_gap} "
        "points below the model, up to “{signed}”. DQ4 fewer open projects before “{complete}” than the required funnel. DQ5 "
        "losses or late losses {loss_over_model} points above the model. DQ6 one deal above {big_deal_share}% "
        "of the next {near_months} months. DQ7 a vertical market with a step as in DQ3. DQ8 a region with both "
        "number and amount of open projects below {region_share}% of the average region. DQ9 more than "
        "{unlinked_share}% of customers or visits without a project, or of open projects without a sign of "
        "work for more than {stale_days} days. DQ10 no open project of {big_deal_amount} {unit} or more. "
        "Ratios over fewer than {small_sample} cases are not judged, and the diagnosis says so."
    ),
    unit="mixed",
    source="S4.3 S4.5",
)
def diagnosis(book: Book, scope: Scope) -> Diagnosis:
    """Answer DQ1–DQ10 with evidence and the latest answer given in a review (S4.3, S4.5)."""
    return Diagnosis(tuple(with_answer(book, scope, ask(book, scope)) for ask in _QUESTIONS))
