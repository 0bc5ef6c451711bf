"""The finding of a funnel page: what the figures of a scope say, in one or two sentences."""

from __future__ import annotations

from markupsafe import Markup, escape

from site_gen.locale.text import N_, Text
from site_gen.measures.conversion import Gap, gaps
from site_gen.measures.coverage import coverage
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.funnel import funnel
from site_gen.measures.required import required
from site_gen.measures.scope import Scope
from site_gen.pages.view import View


def funnel_finding(view: View, scope: Scope) -> Markup:
    """Say how strong the pipeline is, where it is weakest, and how many questions wait for an answer."""
    found = funnel(view.book, scope)
    if not found.total.count:
        return escape(view.tr(N_("There are no projects in this selection yet.")))
    if not found.open.count:
        text = N_("No project is open here; {won} were won and {lost} lost.")
        return escape(view.tr(text, won=found.won.count, lost=found.lost.count))
    parts = [*_strength(view, scope), _questions(view, scope)]
    return escape(("" if view.words.chinese else " ").join(part for part in parts if part))


def _strength(view: View, scope: Scope) -> list[str]:
    """Say what the pipeline holds, against the target where there is one, and where it is weakest."""
    words, book = view.words, view.book
    year = coverage(book, scope).year
    found = funnel(book, scope)
    if year.gross.percent is None:
        args = {"count": words.num(found.open.count), "amount": words.money(found.open.amount)}
        text = N_("Open projects: {count}, with {amount} {unit}.")
        return [view.tr(text, unit=words.money_unit(), **args), _weakest(view, scope)]
    shares: dict[str, object] = {
        "coverage": words.percent(year.gross.percent),
        "minimum": words.percent(book.config.thresholds.coverage_minimum),
    }
    if not year.short:
        text = N_("The pipeline covers {coverage} of the target; more than {minimum} are asked for.")
        return [view.tr(text, **shares), _weakest(view, scope)]
    missing = _missing(view, scope)
    if missing is None:
        return [
            view.tr(N_("The pipeline covers {coverage} of the target, not more than {minimum}."), **shares)
        ]
    text = N_(
        "The pipeline covers {coverage} of the target, not more than {minimum}; most is missing from the "
        "stage {stage} on, {count} projects."
    )
    return [view.tr(text, **shares, stage=missing[0], count=missing[1])]


def _missing(view: View, scope: Scope) -> tuple[str, int] | None:
    """Return the stage that lacks most against the required funnel, measured by what it needs (M12)."""
    found = [row for row in required(view.book, scope).stages if row.gap and row.gap > 0 and row.by_model]
    if not found:
        return None
    worst = max(
        found, key=lambda row: ((row.gap or 0) / (row.by_model or 1), -view.book.config.rank(row.stage))
    )
    return view.words.stage(worst.stage), worst.gap or 0


def _weakest(view: View, scope: Scope) -> str:
    """Name the step furthest below the model; empty when none is flagged on enough cases."""
    config = view.book.config
    signed = config.gate_rank("signed")
    flagged = [
        gap
        for gap in gaps(view.book, scope).steps
        if gap.flagged and not gap.step.few and config.rank(gap.step.to_stage) <= signed
    ]
    if not flagged:
        return ""
    worst: Gap = min(flagged, key=lambda gap: gap.points or 0)
    words = view.words
    text: Text = N_("From {start} to {end} only {own} move on, {points} points below the model.")
    return view.tr(
        text,
        start=words.stage(worst.step.from_stage),
        end=words.stage(worst.step.to_stage),
        own=words.percent(worst.step.by_count.percent),
        points=words.num(-(worst.points or 0)),
    )


def _questions(view: View, scope: Scope) -> str:
    firing = diagnosis(view.book, scope).firing
    if not firing:
        return view.tr(N_("None of the diagnostic questions asks for attention."))
    if len(firing) == 1:
        return view.tr(N_("1 of the 10 diagnostic questions asks for attention."))
    return view.tr(N_("{count} of the 10 diagnostic questions ask for attention."), count=len(firing))
