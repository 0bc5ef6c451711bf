"""Funnel, conversion, weight and losses as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.answers import CLEAR, FIRES, INFORMS, UNKNOWN, Diagnosis
from site_gen.measures.conversion import Conversion, Gaps, Step
from site_gen.measures.funnel import Funnel, Reached, SecondCurrency, Weighted
from site_gen.measures.loss import LossRate, LossReasons
from site_gen.render.figures.base import (
    AMOUNT,
    CASES,
    FEW,
    FIGURE,
    PROJECTS,
    SHARE,
    STAGE,
    Figures,
    Table,
    tables_of,
)
from site_gen.render.say import say
from site_gen.render.words import NOTHING


@tables_of(Funnel)
def _funnel(to: Figures, value: Funnel) -> list[Table]:
    rows = [(to.name("stage", s.stage), *to.tally(s.projects), str(s.model or NOTHING)) for s in value.stages]
    rows.append((to.words.tr(NC_("stage", "Open")), *to.tally(value.open), ""))
    rows.append((to.words.tr(NC_("stage", "Won")), *to.tally(value.won), ""))
    return [Table(to.head(STAGE, PROJECTS, AMOUNT, N_("Model")), tuple(rows), to.missing(value.total))]


@tables_of(Reached)
def _reached(to: Figures, value: Reached) -> list[Table]:
    rows = tuple((to.name("stage", s.stage), *to.tally(s.projects), str(s.model)) for s in value.stages)
    return [Table(to.head(STAGE, PROJECTS, AMOUNT, N_("Model")), rows)]


@tables_of(SecondCurrency)
def _second(to: Figures, value: SecondCurrency) -> list[Table]:
    if value.total is None:
        return [Table((), (), (to.words.tr(N_("The team has no second currency.")),))]
    rows = [(to.name("stage", s.stage), *to.tally(s.projects), to.words.num(s.second)) for s in value.stages]
    total = to.words.tr(N_("All but lost"))
    rows.append((total, *to.tally(value.total.projects), to.words.num(value.total.second)))
    head = (*to.head(STAGE, PROJECTS, AMOUNT), to.words.second_unit())
    return [Table(head, tuple(rows))]


@tables_of(Weighted)
def _weighted(to: Figures, value: Weighted) -> list[Table]:
    rows = [
        (to.name("stage", s.stage), *to.tally(s.projects), to.words.money(s.weighted)) for s in value.stages
    ]
    rows.append((to.words.tr(NC_("stage", "Open")), *to.tally(value.open), to.words.money(value.amount)))
    note = to.words.tr(N_("Weighted by the model’s win rate: {count} projects."), count=len(value.implied))
    head = to.head(STAGE, PROJECTS, AMOUNT, N_("Weighted ({unit})"))
    return [Table(head, tuple(rows), (note,) if value.implied else ())]


def _step(to: Figures, step: Step) -> tuple[str, ...]:
    few = to.words.tr(FEW) if step.few else ""
    names = (to.name("stage", step.from_stage), to.name("stage", step.to_stage))
    own = (to.percent(step.by_count), to.percent(step.by_amount), to.percent(step.model))
    return (*names, *own, to.words.num(step.entered.count), few)


@tables_of(Conversion)
def _conversion(to: Figures, value: Conversion) -> list[Table]:
    steps = dict.fromkeys((*value.steps, value.to_signed, value.to_last))
    head = to.head(
        NC_("column", "From"), NC_("column", "To"), N_("By number"), N_("By amount"), N_("Model"), CASES, ""
    )
    return [Table(head, tuple(_step(to, step) for step in steps))]


@tables_of(Gaps)
def _gaps(to: Figures, value: Gaps) -> list[Table]:
    rows = []
    for gap in dict.fromkeys((*value.steps, value.to_signed, value.to_last)):
        step = gap.step
        mark = to.words.tr(FEW) if step.few else to.words.tr(N_("too low")) if gap.flagged else ""
        names = (to.name("stage", step.from_stage), to.name("stage", step.to_stage))
        points = to.words.signed(gap.points, 1)
        rows.append((*names, to.percent(step.by_count), to.percent(step.model), points, mark))
    head = to.head(
        NC_("column", "From"), NC_("column", "To"), N_("By number"), N_("Model"), NC_("column", "Points"), ""
    )
    return [Table(head, tuple(rows))]


@tables_of(LossRate)
def _loss(to: Figures, value: LossRate) -> list[Table]:
    high = to.words.tr(N_("too high"))
    rows = [
        (N_("Lost"), value.by_count, value.model, value.flagged, value.few),
        (N_("Lost late"), value.late_rate, value.late_model, value.late_flagged, value.late_few),
    ]
    made = [
        (
            to.words.tr(label),
            to.words.num(own.numerator),
            to.words.num(own.denominator),
            to.percent(own),
            to.percent(model),
            to.words.tr(FEW) if few else high if flagged else "",
        )
        for label, own, model, flagged, few in rows
    ]
    won = (to.words.num(value.win_rate.numerator), to.words.num(value.win_rate.denominator))
    made.insert(0, (to.words.tr(NC_("stage", "Won")), *won, to.percent(value.win_rate), "", ""))
    head = to.head(FIGURE, PROJECTS, CASES, SHARE, N_("Model"), "")
    return [Table(head, tuple(made))]


@tables_of(LossReasons)
def _reasons(to: Figures, value: LossReasons) -> list[Table]:
    rows = tuple(
        (
            to.name("lost_reason", r.reason),
            *to.tally(r.projects),
            to.percent(r.by_count),
            to.percent(r.cumulative_count),
            to.percent(r.by_amount),
        )
        for r in value.reasons
    )
    head = to.head(N_("Reason for loss"), PROJECTS, AMOUNT, SHARE, N_("Added up"), N_("Share of the amount"))
    return [Table(head, rows)]


_STATUS = {
    FIRES: N_("pattern found"),
    CLEAR: N_("no pattern"),
    UNKNOWN: N_("cannot be told"),
    INFORMS: N_("for information"),
}


@tables_of(Diagnosis)
def _diagnosis(to: Figures, value: Diagnosis) -> list[Table]:
    tables = []
    for finding in value.findings:
        label = to.name("diagnosis", finding.question)
        notes = tuple(say(sentence, to.words, to.book) for sentence in finding.evidence)
        tables.append(
            Table((f"{finding.question}  {label}", to.words.tr(_STATUS[finding.status])), (), notes)
        )
    return tables
