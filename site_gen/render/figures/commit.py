"""Commit, accuracy, linearity, stretch, unfulfilled orders as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.accuracy import Accuracy, Hits
from site_gen.measures.commits import CommitWeek
from site_gen.measures.concentration import Concentration
from site_gen.measures.key_indicators import Indicator, KeyIndicators
from site_gen.measures.linearity import Linearity
from site_gen.measures.stretch import Stretch
from site_gen.measures.submissions import Submissions
from site_gen.measures.unfulfilled import Unfulfilled
from site_gen.render.figures.base import AMOUNT, FIGURE, SHARE, VALUE, Figures, Table, tables_of

#: What states of figures and outcomes of committed projects are called.
STATES: dict[str, Msg] = {
    "miss": N_("commit missed"),
    "kept": N_("commit kept"),
    "sandbag": N_("committed too little"),
    "running": N_("week still running"),
    "behind": N_("behind the line"),
    "linear": N_("on the line"),
    "ahead": N_("ahead of the line"),
    "": N_("no ratio"),
}
OUTCOMES: dict[str, Msg] = {
    "won": NC_("commit", "won"),
    "shrank": NC_("commit", "signed for less"),
    "slipped": NC_("commit", "slipped"),
    "lost": NC_("commit", "lost"),
    "before": NC_("commit", "signed before the week"),
    "open": NC_("commit", "open"),
}
#: What the key indicators are called (S34.10).
INDICATORS: dict[str, Msg] = {
    "accuracy": N_("Forecast accuracy"),
    "stretch_month": N_("Stretch target of the month reached"),
    "stretch_quarter": N_("Stretch target of the quarter reached"),
    "prepared": N_("Prepared action"),
    "surprises": N_("No surprise"),
    "orders": N_("Orderly order management"),
}
_COMMIT, _ACTUAL = N_("Commit ({unit})"), N_("Actual ({unit})")


@tables_of(CommitWeek)
def _commit(to: Figures, value: CommitWeek) -> list[Table]:
    money = to.words.money
    made = [
        (
            to.name("person", row.person),
            to.name("project", row.project),
            to.name("commit_class", row.kind),
            money(row.amount),
            to.words.tr(OUTCOMES[row.outcome]),
        )
        for row in value.lines
    ]
    rows, notes = to.cut(made)
    text = N_("{week}: commit {commit}, upside {upside}, signed {signed}.")
    said = {
        "commit": money(value.commit),
        "upside": money(value.upside),
        "signed": money(value.actual.amount),
    }
    head = to.head(N_("Salesperson"), N_("Project"), N_("Commit or upside"), AMOUNT, N_("Outcome"))
    return [Table(head, rows, (*notes, to.words.tr(text, week=value.week, **said)))]


@tables_of(Accuracy)
def _accuracy(to: Figures, value: Accuracy) -> list[Table]:
    money = to.words.money
    rows = tuple(
        (
            row.week,
            money(row.commit),
            money(row.actual.amount),
            to.percent(row.ratio),
            to.words.tr(STATES[row.state]),
        )
        for row in value.weeks
    )
    head = to.head(N_("Week"), _COMMIT, _ACTUAL, N_("Accuracy"), "")
    return [Table(head, rows)]


@tables_of(Hits)
def _hits(to: Figures, value: Hits) -> list[Table]:
    counts = tuple(
        (to.words.tr(OUTCOMES[key]), to.words.num(getattr(value, key)))
        for key in ("won", "shrank", "slipped", "lost")
    )
    rates = (
        (to.words.tr(N_("Hit rate")), to.percent(value.rate)),
        (to.words.tr(N_("Hit rate by amount")), to.percent(value.amount_rate)),
    )
    return [Table(to.head(N_("Outcome"), VALUE), (*counts, *rates))]


@tables_of(Linearity)
def _linearity(to: Figures, value: Linearity) -> list[Table]:
    money = to.words.money
    rows = tuple(
        (
            row.period,
            money(row.target),
            money(row.planned),
            money(row.signed.amount),
            money(row.commit),
            to.percent(row.ratio),
            to.percent(row.with_upside),
            to.words.tr(STATES[row.state]),
        )
        for row in (value.month, value.quarter)
    )
    head = to.head(
        N_("Period"),
        N_("Target ({unit})"),
        N_("Straight line ({unit})"),
        N_("Signed ({unit})"),
        _COMMIT,
        N_("Linearity"),
        N_("With upside"),
        "",
    )
    text = N_("Variation coefficient of the weekly amounts: {value}.")
    return [Table(head, rows, (to.words.tr(text, value=to.words.percent(value.variation)),))]


@tables_of(Stretch)
def _stretch(to: Figures, value: Stretch) -> list[Table]:
    money = to.words.money
    rows = tuple(
        (
            row.period,
            money(row.stretch),
            money(row.signed.amount),
            money(row.forecast),
            money(row.upside),
            to.percent(row.attained),
            to.percent(row.with_upside),
        )
        for row in (value.month, value.quarter)
    )
    head = to.head(
        N_("Period"),
        N_("Stretch target ({unit})"),
        N_("Signed ({unit})"),
        N_("Forecast ({unit})"),
        N_("Upside ({unit})"),
        N_("Attained"),
        N_("With upside"),
    )
    return [Table(head, rows)]


@tables_of(Unfulfilled)
def _unfulfilled(to: Figures, value: Unfulfilled) -> list[Table]:
    money = to.words.money
    made = [
        (
            to.name("project", row.project),
            to.name("person", row.owner),
            money(row.amount),
            money(row.unpaid),
            money(row.overdue or None),
            to.words.date(row.next_payment),
        )
        for row in value.orders
    ]
    rows, notes = to.cut(made)
    total = (
        to.words.tr(NC_("table", "Total")),
        "",
        money(value.amount),
        money(value.unpaid),
        money(value.overdue),
        "",
    )
    text = N_("Unfulfilled: {share} of all orders.")
    head = to.head(
        N_("Project"),
        N_("Salesperson"),
        AMOUNT,
        N_("Unpaid ({unit})"),
        N_("Overdue ({unit})"),
        N_("Next payment"),
    )
    return [Table(head, (*rows, total), (*notes, to.words.tr(text, share=to.percent(value.share))))]


@tables_of(Concentration)
def _concentration(to: Figures, value: Concentration) -> list[Table]:
    money = to.words.money
    rows = tuple(
        (to.name("customer", row.customer), money(row.amount), to.percent(row.share))
        for row in value.customers
    )
    notes: tuple[str, ...] = ()
    if value.biggest:
        text = N_(
            "Commit {whole}; without {project}, the largest deal, {rest}. The largest customers have {share}."
        )
        name = to.name("project", value.biggest)
        said = {
            "whole": money(value.listed),
            "rest": money(value.without_biggest),
            "share": to.percent(value.top_share),
        }
        notes = (to.words.tr(text, project=name, **said),)
    return [Table(to.head(NC_("field", "Customer"), AMOUNT, SHARE), rows, notes)]


@tables_of(Submissions)
def _submissions(to: Figures, value: Submissions) -> list[Table]:
    late = {row.person: row.on for row in value.late}
    rows = []
    for one in value.owing:
        state = (
            N_("handed in")
            if one in value.handed_in
            else N_("missing")
            if value.is_due
            else N_("not handed in")
        )
        said = (
            to.words.tr(N_("late, on {date}"), date=to.words.date(late[one]))
            if one in late
            else to.words.tr(state)
        )
        rows.append((to.name("person", one), said))
    note = to.words.tr(N_("{week}, due {date}."), week=value.week, date=to.words.date(value.due))
    return [Table(to.head(N_("Salesperson"), N_("Status")), tuple(rows), (note,))]


@tables_of(KeyIndicators)
def _indicators(to: Figures, value: KeyIndicators) -> list[Table]:
    rows = []
    for row in value.rows:
        state = "" if row.ok is None else to.words.tr(N_("good") if row.ok else N_("not good"))
        rows.append((to.words.tr(INDICATORS[row.key]), indicator_value(to, row), state))
    return [Table(to.head(FIGURE, VALUE, ""), tuple(rows))]


def indicator_value(to: Figures, row: Indicator) -> str:
    """Return the value of an indicator in its unit."""
    return to.words.percent(row.value, 1) if row.unit == "percent" else to.words.num(row.value)
