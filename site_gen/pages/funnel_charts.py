"""The figures of a funnel page as inputs of charts, labels in the page's language, links relative to it."""

from __future__ import annotations

from datetime import date

from site_gen.charts import (
    MOST_DOTS,
    AgedProject,
    AgeingInput,
    AgeingStage,
    FunnelInput,
    FunnelRow,
    FunnelStep,
    LossesInput,
    LossReason,
    Slot,
    TargetMonth,
    TargetsInput,
)
from site_gen.config import MonthOf
from site_gen.locale.text import N_, NC_
from site_gen.measures.ageing import ageing
from site_gen.measures.attainment import attainment
from site_gen.measures.conversion import gaps
from site_gen.measures.funnel import StageTally, funnel
from site_gen.measures.loss import loss_reasons
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.view import View


def funnel_input(view: View, scope: Scope) -> FunnelInput:
    """Return the butterfly chart of a scope: M2 with the model funnel, M4 and M6 between the rows."""
    rows = {row.stage: row for row in funnel(view.book, scope).stages}
    config = view.book.config
    steps = gaps(view.book, scope).steps
    return FunnelInput(
        lang=view.lang,
        unit=view.words.money_unit(),
        stages=tuple(_row(view, scope, rows[stage.key]) for stage in config.pipeline),
        lost=_row(view, scope, rows[config.lost.key]),
        steps=tuple(
            FunnelStep(
                g.step.by_count.value,
                g.step.model.value,
                g.flagged,
                not g.step.few and config.rank(g.step.to_stage) <= config.gate_rank("signed"),
            )
            for g in steps
        ),
    )


def _row(view: View, scope: Scope, row: StageTally) -> FunnelRow:
    stage = view.book.config.stage(row.stage)
    return FunnelRow(
        label=view.words.stage(row.stage),
        rank=0 if stage.counts_as == "lost" else stage.rank,
        count=row.projects.count,
        amount=row.projects.amount,
        model=row.model,
        href=view.href(addresses.projects_of(scope, f"stage-{row.stage}")) if row.projects.count else "",
    )


def losses_input(view: View, scope: Scope) -> LossesInput:
    """Return the Pareto chart of the reasons for loss (M8)."""
    return LossesInput(
        lang=view.lang,
        unit=view.words.money_unit(),
        by="count",
        reasons=tuple(
            LossReason(
                label=reason_name(view, row.reason),
                count=row.projects.count,
                amount=row.projects.amount,
                href=view.href(addresses.projects_of(scope, lost_anchor(row.reason))),
            )
            for row in loss_reasons(view.book, scope).reasons
        ),
    )


def reason_name(view: View, reason: str) -> str:
    """Return the label of a reason for loss; words of its own for none."""
    return view.words.label("lost_reason", reason) if reason else view.tr(N_("No reason written"))


def lost_anchor(reason: str) -> str:
    """Return the anchor of a reason for loss on a project list."""
    return f"lost-{reason or 'none'}"


def ageing_input(view: View, scope: Scope) -> AgeingInput:
    """Return the days in stage of the projects under way."""
    config, projects = view.book.config, view.book.projects
    return AgeingInput(
        lang=view.lang,
        stages=tuple(
            AgeingStage(
                label=view.words.stage(row.stage),
                rank=config.rank(row.stage),
                days=tuple([age.days for age in row.projects]),
                oldest=tuple(
                    AgedProject(
                        projects[age.project].name,
                        age.days,
                        view.href(addresses.record("project", age.project)),
                    )
                    for age in row.projects[:MOST_DOTS]
                ),
                href=view.href(addresses.projects_of(scope, f"stage-{row.stage}")),
            )
            for row in ageing(view.book, scope).stages
        ),
    )


def targets_input(view: View, scope: Scope) -> TargetsInput:
    """Return target and signed amount per month of the year (M18)."""
    return TargetsInput(
        lang=view.lang,
        unit=view.words.money_unit(),
        months=tuple(
            TargetMonth(month_slot(view, row.month), row.target, row.won.amount, future=row.future)
            for row in attainment(view.book, scope).months
        ),
    )


def month_slot(view: View, month: str) -> Slot:
    """Return a month (`2026-11`) as a column of a chart."""
    of = MonthOf.of(date.fromisoformat(f"{month}-01"))
    short = view.tr(_MONTHS[of.month - 1])
    return Slot(short, view.words.month(of), str(of.year))


_MONTHS = (
    NC_("month", "Jan"),
    NC_("month", "Feb"),
    NC_("month", "Mar"),
    NC_("month", "Apr"),
    NC_("month", "May"),
    NC_("month", "Jun"),
    NC_("month", "Jul"),
    NC_("month", "Aug"),
    NC_("month", "Sep"),
    NC_("month", "Oct"),
    NC_("month", "Nov"),
    NC_("month", "Dec"),
)
