"""Plans, reports and their figures as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.plan_done import Kept, PlanDone
from site_gen.measures.work_figures import Attained, WorkFigures
from site_gen.render.figures.base import FIGURE, VALUE, Figures, Table, tables_of

_PLANNED, _MADE = N_("Planned"), N_("Made as planned")
_MISSED, _CANCELLED = N_("Without a result"), NC_("visits", "Cancelled")
_AHEAD, _UNPLANNED = N_("Still to come"), N_("Made without a plan")
_RATE = N_("Plan kept")


@tables_of(PlanDone)
def _plan_done(to: Figures, value: PlanDone) -> list[Table]:
    words = to.words
    whole = (words.tr(N_("All")), *_cells(to, value.whole))
    rows, notes = to.cut([(to.name("person", row.key), *_cells(to, row)) for row in value.people])
    head = to.head(N_("Salesperson"), _PLANNED, _MADE, _RATE, _MISSED, _CANCELLED, _AHEAD, _UNPLANNED)
    text = N_("From {start} to before {end}.")
    period = words.tr(text, start=words.date(value.start), end=words.date(value.end))
    return [Table(head, (*rows, whole), (*notes, period))]


def _cells(to: Figures, row: Kept) -> tuple[str, ...]:
    num = to.words.num
    return (
        num(row.planned),
        num(len(row.made)),
        to.percent(row.rate),
        *(num(len(found)) for found in (row.missed, row.cancelled, row.ahead, row.unplanned)),
    )


@tables_of(WorkFigures)
def _work(to: Figures, value: WorkFigures) -> list[Table]:
    words = to.words
    counts = (
        (N_("Visits made"), value.effect.made),
        (N_("Effective visits"), value.effect.effective),
        (N_("Visits with a deal"), value.effect.deals),
        (N_("Further talks"), value.talks),
    )
    made = tuple((words.tr(text), words.num(len(found))) for text, found in counts)
    money = tuple(
        (words.tr(text), *_money(to, found))
        for text, found in (
            (N_("Ordered"), value.ordered),
            (N_("Ordered, month to date"), value.month_ordered),
            (N_("Collected"), value.collected),
            (N_("Collected, month to date"), value.month_collected),
        )
    )
    text = N_("From {start} to before {end}.")
    period = words.tr(text, start=words.date(value.start), end=words.date(value.end))
    head = to.head(FIGURE, N_("Actual ({unit})"), N_("Target ({unit})"), N_("Attained"))
    return [Table(to.head(FIGURE, VALUE), made), Table(head, money, (period,))]


def _money(to: Figures, found: Attained) -> tuple[str, str, str]:
    return to.words.money(found.actual), to.words.money(found.target), to.percent(found.ratio)
