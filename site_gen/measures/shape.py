"""Questions about strength and shape of one funnel: DQ1–DQ6 (S4.3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.answers import CLEAR, FIRES, INFORMS, UNKNOWN, Finding
from site_gen.measures.conversion import Gap, Step, gaps
from site_gen.measures.coverage import coverage
from site_gen.measures.deals import dependence
from site_gen.measures.funnel import funnel
from site_gen.measures.loss import loss_rate
from site_gen.measures.required import Required, RequiredStage, required
from site_gen.measures.scope import Scope
from site_gen.measures.values import Amount, Name, Percent, Points, Ratio, Sentence, sentence

_HUNDRED = Decimal(100)
MONTH_OVER = N_("This month is over; its target can no longer be planned for.")


def urgency(part: Decimal, whole: Decimal) -> int:
    """Return how far beyond a threshold something is: `part` of `whole` as 1–100."""
    return max(1, min(100, int(part * 100 / whole))) if whole > 0 else 100


def unknown(question: str, reason: Sentence) -> Finding:
    """Return a finding that says why the question cannot be answered."""
    return Finding(question, UNKNOWN, evidence=(reason,))


def stage_counts(book: Book, scope: Scope) -> Finding:
    """Answer DQ1: projects and money per stage (M2)."""
    found = funnel(book, scope)
    if not found.open.count:
        return unknown("DQ1", sentence(N_("There is no open project here.")))
    rows = [row for row in found.stages if row.stage in book.config.open_keys]
    fullest = max(rows, key=lambda row: row.projects.count)
    richest = max(rows, key=lambda row: row.projects.amount)
    said = sentence(
        N_(
            "Open projects: {count}, with {amount} in all. Most of them stand in “{stage}” ({most}); the most "
            "money stands in “{rich}” ({money})."
        ),
        count=found.open.count,
        amount=Amount(found.open.amount),
        stage=Name("stage", fullest.stage),
        most=fullest.projects.count,
        rich=Name("stage", richest.stage),
        money=Amount(richest.projects.amount),
    )
    more: tuple[Sentence, ...] = ()
    if found.open.without_amount:
        missing = len(found.open.without_amount)
        more = (sentence(N_("Open projects without an amount: {count}."), count=missing),)
    return Finding("DQ1", INFORMS, evidence=(said, *more), projects=found.open.ids)


def strength(book: Book, scope: Scope) -> Finding:
    """Answer DQ2: coverage of the year's target (M10)."""
    year, limits = coverage(book, scope).year, book.config.thresholds
    if year.end <= book.as_of:
        return unknown("DQ2", sentence(MONTH_OVER))
    if year.target is None or year.gross.percent is None:
        reason = year.reason or N_("The order target of this period is zero.")
        return unknown("DQ2", sentence(reason))
    text = N_(
        "The open projects of {open} are {coverage} of the target for the year {period} ({target}); at least "
        "{minimum} is required, {aim} is the aim."
    )
    if scope.kind == "month":
        text = N_(
            "The open projects of {open} are {coverage} of the target for {period} ({target}); at least "
            "{minimum} is required, {aim} is the aim."
        )
    said = sentence(
        text,
        open=Amount(year.open.amount),
        coverage=Percent(year.gross.percent),
        period=Name("month", year.period) if scope.kind == "month" else year.period,
        target=Amount(year.target),
        minimum=Percent(limits.coverage_minimum),
        aim=Percent(limits.coverage_aim),
    )
    rest = (
        sentence(
            N_("Still to be signed: {remaining}; the open projects are {net} of that."),
            remaining=Amount(year.remaining or Decimal(0)),
            net=Percent(year.net.percent),
        )
        if year.remaining
        else sentence(N_("The target of this period has been reached."))
    )
    # Exactly the minimum is too little for S35.5, but DQ2 asks for less than it.
    thin = year.short and year.gross.below(limits.coverage_minimum)
    below = limits.coverage_minimum - year.gross.percent
    return Finding(
        "DQ2",
        FIRES if thin else CLEAR,
        urgency(below, limits.coverage_minimum) if thin else 0,
        (said, rest),
        year.open.ids,
    )


def step_sentence(step: Step, vertical: object = None) -> Sentence:
    """Say a step's conversion beside the model's, of one vertical market when given."""
    text = N_(
        "From “{start}” to “{end}”: {own} against {model} in the model ({moved} of {entered} projects moved on)."
    )
    if vertical is not None:
        text = N_(
            "{vertical}, from “{start}” to “{end}”: {own} against {model} in the model ({moved} of {entered} "
            "projects moved on)."
        )
    return sentence(
        text,
        start=Name("stage", step.from_stage),
        end=Name("stage", step.to_stage),
        own=Percent(step.by_count.percent),
        model=Percent(step.model.percent),
        moved=step.moved.count,
        entered=step.entered.count,
        vertical=vertical,
    )


def stuck(step: Step) -> tuple[str, ...]:
    """Return ids of the projects that entered a step and have not moved on."""
    moved = set(step.moved.ids)
    return tuple(ident for ident in step.entered.ids if ident not in moved)


def selling(book: Book, found: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Return the steps up to the first won stage; after it projects wait for delivery, they do not drop."""
    signed = book.config.gate_rank("signed")
    return tuple(gap for gap in found if book.config.rank(gap.step.to_stage) <= signed)


def slowest(found: tuple[Gap, ...]) -> list[Gap]:
    """Return the flagged steps that rest on enough cases, the furthest below the model first."""
    flagged = [gap for gap in found if gap.flagged and not gap.step.few]
    return sorted(flagged, key=lambda gap: gap.points or Decimal(0))


def conversion_rates(book: Book, scope: Scope) -> Finding:
    """Answer DQ3: conversion against the model (M4, M6)."""
    found, limits = gaps(book, scope), book.config.thresholds
    steps = selling(book, found.steps)
    few = [gap.step for gap in steps if gap.step.few]
    if len(few) == len(steps):
        said = sentence(
            N_("Fewer than {limit} projects entered each stage: too few to judge conversion."),
            limit=limits.small_sample,
        )
        return unknown("DQ3", said)
    flagged = slowest(steps)
    evidence = [step_sentence(gap.step) for gap in flagged]
    if not flagged:
        limit = Points(limits.conversion_gap)
        evidence.append(sentence(N_("No step lies more than {limit} points below the model."), limit=limit))
    if not found.to_signed.step.few:
        evidence.append(step_sentence(found.to_signed.step))
    if few:
        names = tuple(Name("stage", step.from_stage) for step in few)
        said = sentence(
            N_("Not judged, because fewer than {limit} projects got there: {stages}."),
            limit=limits.small_sample,
            stages=names,
        )
        evidence.append(said)
    worst = -(flagged[0].points or Decimal(0)) if flagged else Decimal(0)
    return Finding(
        "DQ3",
        FIRES if flagged else CLEAR,
        urgency(worst, _HUNDRED) if flagged else 0,
        tuple(evidence),
        stuck(flagged[0].step) if flagged else (),
    )


def reserve(book: Book, scope: Scope) -> Finding:
    """Answer DQ4: early-stage projects against the required funnel (M12)."""
    if coverage(book, scope).year.end <= book.as_of:
        return unknown("DQ4", sentence(MONTH_OVER))
    found = required(book, scope)
    if found.wins is None:
        return unknown("DQ4", sentence(found.reason or N_("The required funnel cannot be computed.")))
    if not found.target:
        return unknown("DQ4", sentence(N_("The order target of this period is zero.")))
    if found.wins == 0:
        text = N_("The target of the year has been reached.")
        if scope.kind == "month":
            text = N_("The target of this period has been reached.")
        return Finding("DQ4", CLEAR, evidence=(sentence(text),))
    gate = book.config.gate_rank("complete")
    early = [row for row in found.stages if book.config.rank(row.stage) < gate]
    if not early or any(row.gap is None for row in early):
        return unknown("DQ4", sentence(N_("The stages have no model numbers to plan with.")))
    short = [row for row in early if (row.gap or 0) > 0]
    worst = max((urgency(Decimal(row.gap or 0), Decimal(row.by_model or 0)) for row in short), default=0)
    ids = dict.fromkeys(ident for row in early for ident in row.existing.ids)
    evidence = (*(_reserve_sentence(row) for row in (short or early)), _deals_sentence(found))
    return Finding("DQ4", FIRES if short else CLEAR, worst, evidence, tuple(sorted(ids)))


def _reserve_sentence(row: RequiredStage) -> Sentence:
    return sentence(
        N_("Open projects at “{stage}” or further: {needed} needed by the model, {existing} at hand."),
        stage=Name("stage", row.stage),
        needed=row.by_model or 0,
        existing=row.existing.count,
    )


def _deals_sentence(found: Required) -> Sentence:
    text = N_("Still to be signed: {remaining}. At an average of {average} a deal, deals needed: {wins}.")
    if found.average_from_company:
        text = N_(
            "Still to be signed: {remaining}. At the company’s average of {average} a deal, deals needed: {wins}."
        )
    elif found.average_from == "team":
        text = N_(
            "Still to be signed: {remaining}. At the team’s average of {average} a deal, deals needed: {wins}."
        )
    return sentence(
        text,
        remaining=Amount(found.remaining or Decimal(0)),
        average=Amount((found.average or Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)),
        wins=found.wins or 0,
    )


def losses(book: Book, scope: Scope) -> Finding:
    """Answer DQ5: loss rate and late loss (M7)."""
    found, limits = loss_rate(book, scope), book.config.thresholds
    # A team may say that nothing is ever quoted; then there is no late loss to speak of.
    no_late = found.late_few or book.config.gates.quoted not in book.config.open_keys
    if found.few and no_late:
        said = sentence(
            N_("Fewer than {limit} projects were decided: too few to judge losses."),
            limit=limits.small_sample,
        )
        return unknown("DQ5", said)
    evidence = []
    if not found.few:
        said = sentence(
            N_("Projects lost: {lost} of {decided} decided, {own} against {model} in the model."),
            lost=found.lost.count,
            decided=found.lost.count + found.won.count,
            own=Percent(found.by_count.percent),
            model=Percent(found.model.percent),
        )
        evidence.append(said)
    if not no_late:
        said = sentence(
            N_(
                "Late losses: {late} of {quoted} projects that reached “{stage}”, {own} against {model} in the model."
            ),
            late=found.late.count,
            quoted=found.quoted.count,
            stage=Name("stage", book.config.gates.quoted),
            own=Percent(found.late_rate.percent),
            model=Percent(found.late_model.percent),
        )
        evidence.append(said)
    whole, late = found.flagged and not found.few, found.late_flagged and not no_late
    if late and not whole:
        evidence.reverse()
    above = max(
        _above(found.by_count, found.model) if whole else Decimal(0),
        _above(found.late_rate, found.late_model) if late else Decimal(0),
    )
    fires = whole or late
    concerned = found.late.ids if late and not whole else found.lost.ids
    return Finding(
        "DQ5", FIRES if fires else CLEAR, urgency(above, _HUNDRED) if fires else 0, tuple(evidence), concerned
    )


def _above(own: Ratio, model: Ratio) -> Decimal:
    return (own.percent or Decimal(0)) - (model.percent or Decimal(0))


def big_deal(book: Book, scope: Scope) -> Finding:
    """Answer DQ6: dependence of the near term on one deal (M11)."""
    found, limits = dependence(book, scope), book.config.thresholds
    stage, last = Name("stage", book.config.gates.complete), found.end - timedelta(days=1)
    if stage.id not in book.config.open_keys:
        said = sentence(
            N_("No open stage is near to signing: “complete” among the gates of site.yaml is “{stage}”."),
            stage=stage,
        )
        return unknown("DQ6", said)
    if not found.biggest or found.share.percent is None:
        said = sentence(
            N_("No open project with an amount, from “{stage}” on, is planned to be bought by {end}."),
            stage=stage,
            end=last,
        )
        return unknown("DQ6", said)
    said = sentence(
        N_(
            "{project} with {amount} is {share} of the {total} planned to be bought by {end} from “{stage}” on "
            "(projects: {count})."
        ),
        project=Name("project", found.biggest),
        amount=Amount(found.amount),
        share=Percent(found.share.percent),
        total=Amount(found.near.amount),
        end=last,
        stage=stage,
        count=found.near.count,
    )
    more: tuple[Sentence, ...] = ()
    if found.overdue.count:
        text = N_("Not counted, because their purchase date has passed: {count} projects with {amount}.")
        more = (sentence(text, count=found.overdue.count, amount=Amount(found.overdue.amount)),)
    others = tuple(ident for ident in found.near.ids if ident != found.biggest)
    beyond = found.share.percent - limits.big_deal_share
    return Finding(
        "DQ6",
        FIRES if found.flagged else CLEAR,
        urgency(beyond, _HUNDRED - limits.big_deal_share) if found.flagged else 0,
        (said, *more),
        (found.biggest, *others),
    )
