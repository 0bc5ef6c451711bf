"""Points, fines, punctuality and quality of reports as tables."""

from __future__ import annotations

from datetime import date

from site_gen.locale.text import N_, NC_
from site_gen.measures.obligations import NAMES
from site_gen.measures.points import Discipline
from site_gen.measures.punctuality import Punctuality, Quality
from site_gen.render.figures.base import Figures, Table, tables_of


@tables_of(Discipline)
def _points(to: Figures, value: Discipline) -> list[Table]:
    num = to.words.num
    rows, notes = to.cut(
        [
            (
                to.words.month(date.fromisoformat(f"{one.month}-01")),
                to.name("person", one.person),
                num(one.due),
                num(len(one.missing)),
                num(len(one.flawed)),
                num(one.points),
                num(one.fine),
            )
            for one in value.scores
        ]
    )
    head = to.head(
        N_("Month"),
        N_("Person"),
        NC_("reports", "Due"),
        NC_("reports", "Missing"),
        NC_("reports", "Late or incomplete"),
        NC_("score", "Points"),
        N_("Fine"),
    )
    return [Table(head, rows, notes)]


@tables_of(Punctuality)
def _punctuality(to: Figures, value: Punctuality) -> list[Table]:
    head = (NC_("reports", "Due"), NC_("reports", "In time"), NC_("reports", "Required fields filled"))
    types = tuple((to.words.tr(NAMES[row.type]), *_ratios(to, row)) for row in value.types)
    rows, notes = to.cut(
        [
            (to.name("person", row.person), to.words.tr(NAMES[row.type]), *_ratios(to, row))
            for row in value.rows
        ]
    )
    return [
        Table(to.head(N_("Type of report"), *head), types),
        Table(to.head(N_("Person"), N_("Type of report"), *head), rows, notes),
    ]


def _ratios(to: Figures, row: Quality) -> tuple[str, str, str]:
    return to.words.num(row.due), to.percent(row.on_time), to.percent(row.complete)
