"""Market alerts and complaints as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.alerts import Alerts, AlertState
from site_gen.render.figures.base import Figures, Table, tables_of


@tables_of(Alerts)
def _alerts(to: Figures, value: Alerts) -> list[Table]:
    head = to.head(
        N_("Date"),
        N_("Subject"),
        N_("Severity"),
        NC_("field", "Customer"),
        N_("Handled by"),
        N_("Status"),
        N_("Days open"),
    )
    waiting, more = to.cut([_row(to, state) for state in value.open])
    closed, rest = to.cut([_row(to, state) for state in value.closed])
    return [Table(head, waiting, more), Table(head, closed, rest)]


def _row(to: Figures, state: AlertState) -> tuple[str, ...]:
    words = to.words
    return (
        words.date(state.day),
        words.label("market_subject", state.subject) if state.subject else words.tr(N_("Complaint")),
        words.label("level", state.severity),
        to.name("customer", state.customer),
        to.name("person", state.handler),
        words.label("handling", state.status),
        words.num(state.days),
    )
