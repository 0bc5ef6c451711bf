"""Targets to date, collection, new customers and the cost of selling as tables."""

from __future__ import annotations

from datetime import timedelta

from site_gen.config import Week
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.collection import Collection
from site_gen.measures.efficiency import Efficiency
from site_gen.measures.new_customers import NewCustomers
from site_gen.measures.progress import Progress, ToDate
from site_gen.measures.sales_per_person import SalesPerPerson
from site_gen.render.figures.base import AMOUNT, FIGURE, VALUE, Figures, Table, tables_of

#: What the three quantities of S27.1 are called, everywhere.
QUANTITY_NAMES: dict[str, Msg] = {
    "orders": N_("Orders signed"),
    "collection": N_("Collection"),
    "new_customers": N_("New customers"),
}
_DAY = N_("Day")


@tables_of(ToDate)
def _to_date(to: Figures, value: ToDate) -> list[Table]:
    rows = tuple(_quantity(to, progress) for progress in value)
    head = to.head(
        NC_("column", "Target"),
        N_("This month"),
        N_("Target of the month"),
        N_("Expected by now"),
        N_("Attained"),
        N_("On pace"),
        N_("Since January"),
        N_("Targets since January"),
        N_("Attained since January"),
    )
    text = N_("Working days gone by {date}: {gone} of {all}. Amounts in {unit}.")
    date, unit = to.words.date(value.day), to.words.money_unit()
    return [
        Table(head, rows, (to.words.tr(text, date=date, gone=value.gone, all=value.workdays, unit=unit),))
    ]


def _quantity(to: Figures, progress: Progress) -> tuple[str, ...]:
    shown = to.words.money
    return (
        to.words.tr(QUANTITY_NAMES[progress.quantity]),
        shown(progress.actual),
        shown(progress.target),
        shown(progress.expected),
        to.percent(progress.attained),
        to.percent(progress.pace),
        shown(progress.year_actual),
        shown(progress.year_target),
        to.percent(progress.year_attained),
    )


@tables_of(Collection)
def _collection(to: Figures, value: Collection) -> list[Table]:
    words = to.words
    paid = [
        (words.date(r.day), to.name("order", r.order), to.name("project", r.project), words.money(r.amount))
        for r in value.receipts
    ]
    late = [
        (words.date(r.due), to.name("order", r.order), words.money(r.amount), words.num(r.late))
        for r in value.overdue
    ]
    sums = words.tr(
        N_("Collected {amount}, overdue {overdue} {unit}."),
        amount=words.money(value.amount),
        overdue=words.money(value.overdue_amount),
        unit=words.money_unit(),
    )
    rows, notes = to.cut(paid)
    owed, more = to.cut(late)
    order = NC_("record", "Order")
    return [
        Table(
            to.head(N_("Paid on"), order, N_("Project"), AMOUNT), rows, (*notes, sums, *_period(to, value))
        ),
        Table(to.head(N_("Due"), order, AMOUNT, N_("Days late")), owed, more),
    ]


@tables_of(NewCustomers)
def _new_customers(to: Figures, value: NewCustomers) -> list[Table]:
    words = to.words
    rows, notes = to.cut(
        [
            (
                words.date(c.day),
                to.name("customer", c.customer),
                to.name("project", c.project),
                to.name("person", c.owner),
                words.money(c.amount),
            )
            for c in value.customers
        ]
    )
    if value.undated:
        text = N_("Customers with a deal of unknown day: {count}.")
        notes += (words.tr(text, count=len(value.undated)),)
    head = to.head(_DAY, NC_("field", "Customer"), N_("Project"), N_("Salesperson"), AMOUNT)
    return [Table(head, rows, (*notes, *_period(to, value)))]


@tables_of(Efficiency)
def _efficiency(to: Figures, value: Efficiency) -> list[Table]:
    words, currency = to.words, to.book.config.money.currency
    rows = [
        (N_("Visits made"), words.num(len(value.made))),
        (N_("Effective visits"), words.num(len(value.effective))),
        (N_("Visits with a deal"), words.num(len(value.deals))),
        (N_("Expenses ({currency})"), words.num(value.expense)),
        (N_("Per visit ({currency})"), words.num(value.per_visit.value)),
        (N_("Per effective visit ({currency})"), words.num(value.per_effective.value)),
        (N_("Per deal ({currency})"), words.num(value.per_deal.value)),
        (N_("Expenses of sales"), words.percent(value.of_sales.percent, 2)),
        (N_("Days with visits and no expense known"), words.num(value.unknown_days)),
    ]
    made = tuple((words.tr(text, currency=currency), shown) for text, shown in rows)
    return [Table(to.head(FIGURE, VALUE), made, _period(to, value))]


@tables_of(SalesPerPerson)
def _sales(to: Figures, value: SalesPerPerson) -> list[Table]:
    words = to.words
    rows = tuple(
        (
            words.week(Week.named(week.week)),
            words.money(week.amount),
            words.num(len(week.people)),
            words.money(week.average.value),
        )
        for week in value.weeks
    )
    text = N_("Average of a person’s week: {amount} {unit}.")
    note = words.tr(text, amount=words.money(value.average.value), unit=words.money_unit())
    return [Table(to.head(N_("Week"), AMOUNT, N_("Salespeople"), N_("Per person")), rows, (note,))]


def _period(to: Figures, value: Collection | NewCustomers | Efficiency) -> tuple[str, ...]:
    text = N_("From {start} to {end}, both days included.")
    last = value.end - timedelta(days=1)
    return (to.words.tr(text, start=to.words.date(value.start), end=to.words.date(last)),)
