"""The indicators of key accounts as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.key_account_kpis import KeyAccountKpis, KpiQuarter
from site_gen.measures.values import Ratio
from site_gen.render.figures.base import Figures, Table, tables_of


@tables_of(KeyAccountKpis)
def _kpis(to: Figures, value: KeyAccountKpis) -> list[Table]:
    words = to.words
    head = to.head(
        N_("Salesperson"),
        N_("Signed ({unit})"),
        N_("Plan completion"),
        N_("File completeness"),
        N_("Churn of key accounts"),
        N_("New of planned"),
        NC_("score", "Points"),
    )
    rows = [
        (to.name("person", one.person), *_cells(to, one.now, one.file), words.num(one.points, 1))
        for one in value.specialists
    ]
    all_ = (words.tr(N_("All")), *_cells(to, value.now, value.file), words.num(None))
    quarters = [
        (one.id, words.money(one.signed), to.percent(one.completion), to.percent(one.churn), _new(to, one))
        for one in value.quarters
    ]
    times = to.head(
        NC_("column", "Quarter"),
        N_("Signed ({unit})"),
        N_("Plan completion"),
        N_("Churn of key accounts"),
        N_("New of planned"),
    )
    return [Table(head, (*rows, all_), (value.quarter,)), Table(times, tuple(quarters))]


def _cells(to: Figures, quarter: KpiQuarter, file: Ratio) -> tuple[str, ...]:
    return (
        to.words.money(quarter.signed),
        to.percent(quarter.completion),
        to.percent(file),
        to.percent(quarter.churn),
        _new(to, quarter),
    )


def _new(to: Figures, quarter: KpiQuarter) -> str:
    return f"{to.words.num(len(quarter.new))} / {to.words.num(quarter.planned)}"
