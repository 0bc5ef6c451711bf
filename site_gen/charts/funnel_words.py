"""The words and figures around a funnel: its finding, its text alternative, its table, its tips."""

from __future__ import annotations

from decimal import Decimal

from site_gen.charts import figures
from site_gen.charts.chart import ChartTable
from site_gen.charts.funnel_input import FunnelInput, FunnelRow, FunnelStep
from site_gen.charts.said import said
from site_gen.charts.sheet import listed, sentences, with_unit
from site_gen.locale.text import N_, NC_

COUNT, AMOUNT = NC_("chart", "Projects"), NC_("chart", "Amount")


def sentence(given: FunnelInput, row: FunnelRow) -> str:
    """Return a stage with its figures, as read aloud."""
    return said(
        N_("{stage}: {count} projects, {amount} {unit}"),
        given.lang,
        stage=row.label,
        count=figures.count(row.count),
        amount=figures.exact(row.amount),
        unit=given.unit,
    )


def step_text(step: FunnelStep, lang: str) -> str:
    """Return a conversion beside the model's, alone where the model has none."""
    if step.model is None:
        return figures.percent(step.own)
    return said(
        N_("{own} / model {model}"),
        lang,
        own=figures.percent(step.own),
        model=figures.percent(step.model),
    )


def finding(given: FunnelInput) -> str:
    """Return the weakest flagged step that the diagnosis judges; without one, the size of the funnel."""
    flagged = [
        (step.own - step.model, number)
        for number, step in enumerate(given.steps)
        if step.low and step.judged and step.own is not None and step.model is not None
    ]
    if flagged:
        gap, number = min(flagged)
        return said(
            N_("{own} of the projects at {stage} reach {next}, {points} points below the model."),
            given.lang,
            own=figures.percent(given.steps[number].own),
            stage=given.stages[number].label,
            next=given.stages[number + 1].label,
            points=figures.points(-gap).removeprefix("+"),
        )
    return said(
        N_("{count} projects stand in the funnel, {amount} {unit} together."),
        given.lang,
        count=figures.count(sum(row.count for row in given.stages)),
        amount=figures.amount(sum((row.amount for row in given.stages), Decimal(0))),
        unit=given.unit,
    )


def alt(given: FunnelInput) -> str:
    """Return what the picture shows."""
    lang = given.lang
    stages = listed(lang, tuple(sentence(given, row) for row in given.rows()))
    texts = [
        said(N_("Funnel with the number of projects on the left and their amount on the right."), lang),
        said(N_("{list}."), lang, list=stages),
    ]
    if any(row.model for row in given.stages):
        texts.append(model_note(lang))
    return sentences(lang, *texts)


def model_note(lang: str) -> str:
    """Return what the thin line is."""
    return said(N_("Thin line: model funnel, its first stage as wide as the fullest stage."), lang)


def table(given: FunnelInput) -> ChartTable:
    """Return the figures of the funnel."""
    lang = given.lang
    head = [said(NC_("chart", "Stage"), lang), said(COUNT, lang), with_unit(AMOUNT, given.unit, lang)]
    if given.steps:
        head += [said(NC_("chart", "To next stage"), lang), said(NC_("chart", "Model"), lang)]
    rows = []
    for number, row in enumerate(given.rows()):
        cells = [row.label, figures.count(row.count), figures.exact(row.amount)]
        if given.steps:
            step = given.steps[number] if number < len(given.steps) else FunnelStep(None, None)
            cells += [figures.percent(step.own), figures.percent(step.model)]
        rows.append(tuple(cells))
    return ChartTable(tuple(head), tuple(rows), tuple(row.href for row in given.rows()))


def count_tip(given: FunnelInput, row: FunnelRow) -> str:
    """Return what the count bar says to a pointer."""
    counted = figures.count(row.count)
    if not row.model:
        return said(N_("{stage}: {count} projects"), given.lang, stage=row.label, count=counted)
    return said(
        N_("{stage}: {count} projects; model {model} of {first}"),
        given.lang,
        stage=row.label,
        count=counted,
        model=figures.count(row.model),
        first=figures.count(given.largest_model()),
    )


def amount_tip(given: FunnelInput, row: FunnelRow) -> str:
    """Return what the amount bar says to a pointer."""
    amount = figures.exact(row.amount)
    return said(N_("{stage}: {amount} {unit}"), given.lang, stage=row.label, amount=amount, unit=given.unit)
