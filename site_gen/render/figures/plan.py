"""Focus, coverage, attainment, required funnel, big deals, supply as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.attainment import Attainment
from site_gen.measures.contracts import Contracts
from site_gen.measures.coverage import Coverage
from site_gen.measures.deals import BiggestDeals, Dependence
from site_gen.measures.focus import Focus
from site_gen.measures.required import Required
from site_gen.measures.supply import Supply, SupplyTable
from site_gen.render.figures.base import AMOUNT, PROJECTS, SHARE, STAGE, Figures, Table, tables_of
from site_gen.render.words import NOTHING


@tables_of(Focus)
def _focus(to: Figures, value: Focus) -> list[Table]:
    rows = tuple(
        (
            to.name("importance", r.level),
            to.name("person", r.person),
            to.words.num(r.load.count),
            str(NOTHING if r.cap is None else r.cap),
            to.words.tr(N_("over the cap")) if r.over else "",
        )
        for r in value.loads
    )
    return [Table(to.head(N_("Importance"), N_("Person"), PROJECTS, N_("Cap"), ""), rows)]


@tables_of(Coverage)
def _coverage(to: Figures, value: Coverage) -> list[Table]:
    money, rows = to.words.money, []
    periods = dict.fromkeys((value.year, value.quarter, value.month))
    for p in periods:
        amounts = (money(p.target), money(p.won.amount), money(p.remaining), money(p.open.amount))
        rows.append((p.period, *amounts, *(to.percent(r) for r in (p.gross, p.net, p.planned_net))))
    head = to.head(
        N_("Period"),
        N_("Target ({unit})"),
        N_("Signed ({unit})"),
        N_("Remaining ({unit})"),
        N_("Open ({unit})"),
        N_("Coverage"),
        N_("Of the remaining"),
        N_("Planned in time"),
    )
    reasons = dict.fromkeys(note for p in periods for note in to.reason(p.reason))
    return [Table(head, tuple(rows), tuple(reasons))]


@tables_of(Dependence)
def _dependence(to: Figures, value: Dependence) -> list[Table]:
    if not value.biggest:
        note = to.words.tr(N_("No open project with an amount falls into the next months."))
        return [Table((), (), (note,))]
    mark = to.words.tr(N_("too high")) if value.flagged else ""
    row = (
        to.name("project", value.biggest),
        to.words.money(value.amount),
        to.words.num(value.near.count),
        to.words.money(value.near.amount),
        to.percent(value.share),
        mark,
    )
    head = to.head(N_("Project"), AMOUNT, PROJECTS, N_("Sum ({unit})"), SHARE, "")
    return [Table(head, (row,))]


@tables_of(BiggestDeals)
def _biggest(to: Figures, value: BiggestDeals) -> list[Table]:
    made = [
        (
            to.name("project", d.project),
            to.name("stage", d.stage),
            to.words.money(d.amount),
            to.percent(d.share),
        )
        for d in value.deals
    ]
    rows, notes = to.cut(made)
    return [Table(to.head(N_("Project"), STAGE, AMOUNT, SHARE), rows, notes)]


@tables_of(Required)
def _required(to: Figures, value: Required) -> list[Table]:
    words = to.words
    rows = tuple(
        (
            to.name("stage", r.stage),
            words.num(r.by_model),
            words.num(r.by_own),
            to.words.num(r.existing.count),
            words.signed(r.gap),
        )
        for r in value.stages
    )
    notes = to.reason(value.reason)
    if value.wins is not None:
        text = N_("Still to be signed: {remaining}; average deal {average}; deals needed: {wins}.")
        average, remaining = words.money(value.average), words.money(value.remaining)
        notes = (words.tr(text, remaining=remaining, average=average, wins=value.wins),)
    head = to.head(STAGE, N_("By the model"), N_("By own rates"), N_("There are"), N_("Gap"))
    return [Table(head, rows, notes)]


@tables_of(Attainment)
def _attainment(to: Figures, value: Attainment) -> list[Table]:
    money = to.words.money
    rows = [
        (m.month, money(m.target), money(m.won.amount), to.percent(m.attained), to.percent(m.attained_so_far))
        for m in value.months
        if not m.future
    ]
    rows.append(
        (str(value.year), money(value.target), money(value.won.amount), to.percent(value.attained), "")
    )
    notes = to.reason(value.reason)
    if value.undated.count:
        text = N_("Won on an unknown day: {count} projects with {amount}.")
        notes += (to.words.tr(text, count=value.undated.count, amount=money(value.undated.amount)),)
    head = to.head(N_("Month"), N_("Target ({unit})"), N_("Signed ({unit})"), N_("Attained"), N_("So far"))
    return [Table(head, tuple(rows), notes)]


@tables_of(Supply)
def _supply(to: Figures, value: Supply) -> list[Table]:
    return [
        _supply_table(to, N_("Product category, by purchase month"), value.by_purchase),
        _supply_table(to, N_("Product category, by bid month"), value.by_bid),
    ]


def _supply_table(to: Figures, title: Msg, table: SupplyTable) -> Table:
    money = to.words.money
    rows = [
        (to.name("product", r.product), *(money(c.amount or None) for c in r.cells), money(r.total.amount))
        for r in table.rows
    ]
    total = to.words.tr(NC_("table", "Total"))
    rows.append((total, *(money(c.amount or None) for c in table.totals), money(table.total.amount)))
    text = N_("Without the date: {count} projects with {amount}.")
    undated = table.undated
    notes = (to.words.tr(text, count=undated.count, amount=money(undated.amount)),) if undated.count else ()
    return Table((to.words.tr(title), *table.months, total), tuple(rows), notes)


@tables_of(Contracts)
def _contracts(to: Figures, value: Contracts) -> list[Table]:
    money = to.words.money
    made = [
        (
            to.name("project", c.project),
            money(c.amount),
            money(c.paid),
            money(c.unpaid),
            money(c.overdue or None),
            to.words.date(c.next_payment),
            f"{c.delivered}/{c.deliveries}",
        )
        for c in value.contracts
    ]
    rows, notes = to.cut(made)
    total = (money(value.amount), money(value.paid), money(value.unpaid), money(value.overdue), "", "")
    head = to.head(
        N_("Project"),
        AMOUNT,
        N_("Paid ({unit})"),
        N_("Unpaid ({unit})"),
        N_("Overdue ({unit})"),
        N_("Next payment"),
        N_("Delivered"),
    )
    return [Table(head, (*rows, (to.words.tr(NC_("table", "Total")), *total)), notes)]
