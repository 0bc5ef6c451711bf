"""Targets by person and month beside what was signed (S7.7, S34.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.charts import draw
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.attainment import Attainment, MonthAttainment, attainment
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses
from site_gen.pages.funnel_charts import targets_input
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import Target
from site_gen.records.rows import MonthTarget


class Year(Struct, frozen=True):
    """The targets of one person for one year, month by month beside what was signed.

    Attributes:
        collection: collection targets of the year together, money units; `None` when no month has one.
        new_customers: new-customer targets of the year together; `None` when no month has one.
    """

    target: Target
    found: Attainment
    months: tuple[tuple[MonthOf, MonthAttainment, MonthTarget | None], ...]
    collection: Decimal | None
    new_customers: int | None


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of targets."""
    del book
    yield Page(
        url=addresses.TARGETS,
        template="targets.html",
        title=lambda view: view.tr(N_("Targets")),
        build=_build,
        section="people",
        crumbs=((addresses.PEOPLE, lambda view: view.tr(N_("Our people"))),),
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    # The running year stands first, then the next ones and those before it.
    years = sorted({t.year for t in book.targets.values()}, key=lambda year: (year != book.as_of.year, -year))
    records = sorted(book.targets.values(), key=lambda t: (-t.year, t.owner, t.id))
    now = attainment(book, COMPANY)
    return {
        "years": [(year, [_year(book, t) for t in records if t.year == year]) for year in years],
        "company": {year: attainment(book, COMPANY, year) for year in years},
        "chart": draw(targets_input(view, COMPANY)) if now.target is not None else None,
        "now": now,
        "finding": _finding(view, now),
        "month_of": month_of,
    }


def _year(book: Book, target: Target) -> Year:
    found = attainment(book, Scope("person", target.owner), target.year)
    rows = {row.month: row for row in target.months}
    months = tuple((month_of(m.month), m, rows.get(month_of(m.month).month)) for m in found.months)
    collection = [row.collection for row in target.months if row.collection is not None]
    customers = [row.new_customers for row in target.months if row.new_customers is not None]
    return Year(
        target,
        found,
        months,
        sum(collection, Decimal(0)) if collection else None,
        sum(customers) if customers else None,
    )


def month_of(ident: str) -> MonthOf:
    """Return the month of an id such as `2026-11`."""
    year, _, month = ident.partition("-")
    return MonthOf(int(year), int(month))


def _finding(view: View, found: Attainment) -> str:
    words = view.words
    if found.target is None:
        return view.tr(N_("No target is written for {year}."), year=found.year)
    return view.tr(
        N_("{year}: signed {won} of {target} {unit}, {percent} of the year; to date {to_date}."),
        year=found.year,
        won=words.money(found.won.amount),
        target=words.money(found.target),
        unit=words.money_unit(),
        percent=words.percent(found.attained.percent),
        to_date=words.percent(found.to_date.percent),
    )
