"""Velocity, time left, win and loss, cohorts, concentration of customers as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.cohorts import Cohort, Cohorts
from site_gen.measures.customer_share import CustomerConcentration
from site_gen.measures.remaining import Remaining
from site_gen.measures.velocity import Velocity
from site_gen.measures.win_loss import Rate, WinLoss
from site_gen.render.figures.base import (
    AMOUNT,
    CASES,
    FIGURE,
    SHARE,
    STAGE,
    VALUE,
    Figures,
    Table,
    tables_of,
)

_WIN_RATE, _BY_AMOUNT = N_("Win rate"), N_("by amount")


@tables_of(Velocity)
def _velocity(to: Figures, value: Velocity) -> list[Table]:
    num, money = to.words.num, to.words.money
    rows: list[tuple[Msg, str, str]] = [
        (N_("Open deals"), num(value.open.count), ""),
        (_WIN_RATE, to.percent(value.rate.by_count), num(value.rate.by_count.denominator)),
        (N_("Average deal"), money(value.deal.value), num(len(value.deals))),
        (N_("Cycle (days)"), num(value.cycle, 1), num(len(value.cycle_of))),
        (N_("Velocity per day"), money(value.per_day.value), ""),
        (N_("Velocity per 30 days"), money(value.per_month.value), ""),
        (N_("Needed coverage"), to.percent(value.needed), ""),
    ]
    return [Table(to.head(FIGURE, VALUE, CASES), tuple((to.words.tr(text), one, n) for text, one, n in rows))]


@tables_of(Remaining)
def _remaining(to: Figures, value: Remaining) -> list[Table]:
    num = to.words.num
    usual = tuple(
        (to.name("stage", one.stage), num(len(one.projects)), num(one.median, 1), num(one.slow))
        for one in value.usual
    )
    made = [
        (
            to.name("project", one.project),
            to.name("stage", one.stage),
            to.words.date(one.day),
            num(one.left),
            num(one.usual, 1),
        )
        for one in value.tight
    ]
    rows, notes = to.cut(made)
    days = to.head(STAGE, CASES, N_("Usual days to signing"), N_("90th percentile (days)"))
    head = to.head(N_("Project"), STAGE, N_("Expected"), N_("Days left"), N_("Usual days"))
    return [Table(days, usual), Table(head, rows, notes)]


@tables_of(WinLoss)
def _win_loss(to: Figures, value: WinLoss) -> list[Table]:
    period = to.words.tr(
        N_("From {start} to before {end}."),
        start=to.words.date(value.start),
        end=to.words.date(value.end),
    )
    whole = to.ratios(
        [
            (_WIN_RATE, value.whole.by_count),
            (N_("Win rate by amount"), value.whole.by_amount),
            (N_("Honest win rate"), value.honest_count),
            (N_("Honest win rate by amount"), value.honest_amount),
        ]
    )[0]
    stages = tuple(
        (to.name("stage", one.stage), *_rate(to, one.rate), to.words.num(len(one.lost_here)))
        for one in value.stages
    )
    head = to.head(N_("From stage"), CASES, _WIN_RATE, _BY_AMOUNT, N_("Lost from here"))
    cuts: list[tuple[Msg, str, tuple[Rate, ...]]] = [
        (N_("Vertical market"), "vertical", value.by_vertical),
        (NC_("page", "Competitors"), "", value.by_competitor),
        (N_("Lead source"), "source", value.by_source),
        (N_("Product category"), "product", value.by_product),
        (N_("Salesperson"), "person", value.by_person),
    ]
    made = [
        Table(
            to.head(text, CASES, _WIN_RATE, _BY_AMOUNT),
            tuple((to.name(kind, one.key) if kind else one.key or "–", *_rate(to, one)) for one in found),
        )
        for text, kind, found in cuts
    ]
    return [Table(whole.head, whole.rows, (period,)), Table(head, stages), *made]


def _rate(to: Figures, one: Rate) -> tuple[str, str, str]:
    return to.words.num(one.by_count.denominator), to.percent(one.by_count), to.percent(one.by_amount)


@tables_of(Cohorts)
def _cohorts(to: Figures, value: Cohorts) -> list[Table]:
    rows = [_cohort(to, one.month, one) for one in value.months]
    rows.append(_cohort(to, to.words.tr(N_("earlier")), value.before))
    rows.append(_cohort(to, to.words.tr(N_("All")), value.whole))
    head = to.head(
        N_("Month of entry"), NC_("cohort", "Entered"), N_("Signed"), NC_("cohort", "Lost"), N_("still open")
    )
    text = N_("Conversion of the funnel as it stands today (M4), not of cohorts: {share}.")
    return [Table(head, tuple(rows), (to.words.tr(text, share=to.percent(value.snapshot)),))]


def _cohort(to: Figures, name: str, one: Cohort) -> tuple[str, ...]:
    shares = (to.percent(one.signed_share), to.percent(one.lost_share), to.percent(one.open_share))
    return (name, to.words.num(len(one.entered)), *shares)


@tables_of(CustomerConcentration)
def _customers(to: Figures, value: CustomerConcentration) -> list[Table]:
    found = []
    for text, one in ((N_("Open pipeline"), value.open), (N_("Signed this year"), value.won)):
        rows = tuple(
            (to.name("customer", row.customer), to.words.money(row.amount), to.percent(row.share))
            for row in one.customers
        )
        note = to.words.tr(
            N_("Top five {share}; without the largest deal ({deal}) {other}. HHI {hhi}."),
            share=to.percent(one.top_share),
            deal=to.name("project", one.biggest),
            other=to.percent(one.top_share_without),
            hhi=to.words.num(one.hhi),
        )
        found.append(Table(to.head(text, AMOUNT, SHARE), rows, (note,)))
    return found
