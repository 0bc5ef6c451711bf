"""Selling efficiency: what a visit, an effective visit and a deal cost (M20, S27.3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.effect import effect
from site_gen.measures.period import is_done, visits_between
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import wins_between
from site_gen.records import DailyReport

_DAY = timedelta(days=1)


class Efficiency(Struct, frozen=True):
    """What selling cost and brought in a period.

    Attributes:
        start: first day of the period.
        end: day after its last.
        made: ids of visits made.
        effective: ids of the effective ones.
        deals: ids of those on which a deal was closed.
        reports: ids of the daily reports that name an expense.
        expense: sum of these, whole units of the currency; `None` when no expense is known.
        unknown_days: days of a person with a visit made and no expense known.
        sales: amount signed in the period, money units.
        projects: ids of the projects signed.
        per_visit: expense over visits made.
        per_effective: expense over effective visits.
        per_deal: expense over visits with a deal.
        of_sales: expense over sales, both in whole units of the currency.
    """

    start: date
    end: date
    made: tuple[str, ...]
    effective: tuple[str, ...]
    deals: tuple[str, ...]
    reports: tuple[str, ...]
    expense: Decimal | None
    unknown_days: int
    sales: Decimal
    projects: tuple[str, ...]
    per_visit: Ratio
    per_effective: Ratio
    per_deal: Ratio
    of_sales: Ratio


@measure(
    "M20",
    "efficiency",
    N_("Selling efficiency"),
    N_(
        "Over the period (where none is named: the month up to the day of the figures). The expenses of the daily "
        "reports, in whole units of the currency, divided by visits made, by effective visits, by visits on which a "
        "deal was closed (M19), and by the amount signed (M18), which is converted from the team’s unit. The "
        "expense of a day without a visit counts too. Days of a salesperson with a visit made but no expense known "
        "are counted beside the figures, since costs are then too low. Without any expense known there is no "
        "ratio. Expenses belong to a person, so only the company, teams and salespeople have them."
    ),
    unit="mixed",
    source="S27.3",
)
def efficiency(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Efficiency:
    """Compute the cost of selling over `[start, end)`; by default the month up to `as_of` (M20)."""
    first = start or MonthOf.of(book.as_of).start
    last = end or book.as_of + _DAY
    found = effect(book, scope, first, last)
    spent = _reports(book, scope, first, last)
    expense = sum((r.expense for r in spent if r.expense is not None), Decimal(0)) if spent else None
    signed = wins_between(book, scope, first, last)
    return Efficiency(
        start=first,
        end=last,
        made=found.made,
        effective=found.effective,
        deals=found.deals,
        reports=tuple(sorted(report.id for report in spent)),
        expense=expense,
        unknown_days=_unknown(book, scope, first, last, spent),
        sales=signed.amount,
        projects=signed.ids,
        per_visit=_each(expense, len(found.made)),
        per_effective=_each(expense, len(found.effective)),
        per_deal=_each(expense, len(found.deals)),
        of_sales=_each(expense, signed.amount * book.config.money.factor),
    )


def _reports(book: Book, scope: Scope, start: date, end: date) -> tuple[DailyReport, ...]:
    """Return the daily reports of the scope's people that name an expense, known at `book.as_of`."""
    if scope.kind not in {"company", "team", "person"}:
        return ()
    return tuple(
        report
        for person in scope.people(book)
        for report in book.daily_reports_of_owner.get(person.id, ())
        if start <= report.date < end and report.expense is not None and _is_known(book, report)
    )


def _is_known(book: Book, report: DailyReport) -> bool:
    """Whether the day of a report has come, and the report was not handed in later than the day of the figures."""
    return max(report.date, report.submitted_on or report.date) <= book.as_of


def _unknown(book: Book, scope: Scope, start: date, end: date, spent: tuple[DailyReport, ...]) -> int:
    known = {(report.owner, report.date) for report in spent}
    visits = visits_between(book, scope, start, end)
    days = {(v.owner, v.date) for v in visits if v.channel == "visit" and is_done(book, v)}
    return len(days - known)


def _each(expense: Decimal | None, number: Decimal | int) -> Ratio:
    return NO_RATIO if expense is None else Ratio.of(expense, number)
