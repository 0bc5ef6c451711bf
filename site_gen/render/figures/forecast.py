"""Probability phases, the forecast of twelve months, growth, what was said before, submissions as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.forecast12 import Forecast12
from site_gen.measures.forecasts_owed import ForecastsOwed
from site_gen.measures.growth import Grown
from site_gen.measures.growth_rate import Growth
from site_gen.measures.phases import Phases
from site_gen.measures.said_before import SaidBefore
from site_gen.render.figures.base import FIGURE, PROJECTS, VALUE, Figures, Table, tables_of

#: What the phases of the process are called (S33.1).
PHASE_NAMES: dict[str, Msg] = {
    "lead_in": NC_("phase", "Lead-in"),
    "selling": NC_("phase", "Selling"),
    "closing": NC_("phase", "Closing"),
}
#: How growth is judged (M34, S33.5).
GRADES: dict[str, Msg] = {
    "good": NC_("growth", "good"),
    "least": NC_("growth", "enough"),
    "low": NC_("growth", "too low"),
    "": NC_("growth", "no ratio"),
}
#: How a forecast was handed in (S35.1).
HANDED_IN: dict[str, Msg] = {
    "on_time": N_("in time"),
    "late": N_("late"),
    "missing": N_("missing"),
    "not_due": N_("not due yet"),
    "undated": N_("there, day not written"),
}
_AMOUNT = N_("Amount ({unit})")


@tables_of(Phases)
def _phases(to: Figures, value: Phases) -> list[Table]:
    words = to.words
    rows = tuple(
        (words.label("probability", row.key), words.tr(PHASE_NAMES[row.phase]), *to.tally(row.projects))
        for row in value.levels
    )
    notes = []
    if value.undefined.count:
        notes.append(
            words.tr(N_("Projects at no defined probability: {count}."), count=value.undefined.count)
        )
    head = to.head(N_("Probability"), NC_("phase", "Phase"), PROJECTS, _AMOUNT)
    expected = (
        (words.tr(N_("Lead-ins, growth from month to month")), to.percent(value.lead_ins.change)),
        (words.tr(N_("Selling phase over target")), to.percent(value.selling)),
        (words.tr(N_("Commit over target")), to.percent(value.commit)),
        *(
            (words.tr(PHASE_NAMES[row.phase]) + ": " + words.tr(_QUARTERLY), to.percent(row.growth.change))
            for row in value.phases
        ),
    )
    return [
        Table(head, rows, tuple(notes)),
        Table(to.head(FIGURE, VALUE), expected, to.reason(value.reason)),
    ]


_QUARTERLY = N_("Growth from quarter to quarter")


@tables_of(Forecast12)
def _forecast12(to: Figures, value: Forecast12) -> list[Table]:
    words, money = to.words, to.words.money
    if not value.start:
        return [Table((), (), (words.tr(N_("No forecast has been handed in yet.")),))]
    rows = tuple(
        (
            row.month,
            money(row.forecast),
            money(row.commit),
            money(row.pipeline),
            money(row.target),
            money(row.stretch),
        )
        for row in value.months
    )
    head = to.head(
        N_("Month"),
        N_("Forecast ({unit})"),
        N_("Commit ({unit})"),
        N_("Pipeline due ({unit})"),
        N_("Order target ({unit})"),
        N_("Stretch target ({unit})"),
    )
    text = N_("Twelve months over the stretch target: {share}.")
    return [Table(head, rows, (words.tr(text, share=to.percent(value.attained)),))]


@tables_of(Grown)
def _growth(to: Figures, value: Grown) -> list[Table]:
    words = to.words

    def change(growth: Growth | None) -> str:
        return words.percent(growth.change.percent if growth else None, 1)

    rows = tuple(
        (
            row.month,
            words.num(row.lead_ins),
            change(row.lead_ins_growth),
            words.money(row.pipeline),
            change(row.pipeline_growth),
            words.money(row.commit),
            change(row.commit_growth),
        )
        for row in value.months
    )
    grown = NC_("column", "Growth")
    head = to.head(
        N_("Month"), N_("Lead-ins"), grown, N_("Pipeline ({unit})"), grown, N_("Commit ({unit})"), grown
    )
    return [Table(head, rows)]


@tables_of(SaidBefore)
def _said(to: Figures, value: SaidBefore) -> list[Table]:
    words = to.words
    rows = tuple(
        (
            words.num(row.lead),
            words.num(row.months),
            words.money(row.forecast),
            words.money(row.actual),
            to.percent(row.accuracy),
            to.percent(row.bias),
        )
        for row in value.leads
    )
    head = to.head(
        N_("Months ahead"),
        N_("Months over"),
        N_("Forecast ({unit})"),
        N_("Actual ({unit})"),
        N_("Accuracy"),
        N_("Bias"),
    )
    return [Table(head, rows)]


@tables_of(ForecastsOwed)
def _owed(to: Figures, value: ForecastsOwed) -> list[Table]:
    words = to.words
    rows = tuple(
        (month.month, to.name("person", one.person), words.date(one.due), words.tr(HANDED_IN[one.state]))
        for month in value.months
        for one in month.owed
    )
    shown, notes = to.cut(rows)
    return [Table(to.head(N_("Month"), N_("Salesperson"), N_("Due"), N_("State")), shown, notes)]
