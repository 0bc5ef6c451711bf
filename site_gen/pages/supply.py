"""The supply forecast: planned amounts by product category and month of purchase and of bid (S1.18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.charts import Chart, SupplyInput, SupplyProduct, draw
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.supply import SupplyTable, split, supply
from site_gen.pages import addresses, data
from site_gen.pages.funnel_charts import month_slot
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import Project


class Line(Struct, frozen=True):
    """A project in one product's row of one month, with its part of the amount."""

    project: Project
    product: str
    amount: Decimal
    day: date | None
    anchor: str


class Month(Struct, frozen=True):
    """The records behind one column of a table."""

    anchor: str
    title: str
    amount: Decimal
    lines: tuple[Line, ...]


class Face(Struct, frozen=True):
    """One of the two tables.

    Attributes:
        key: `purchase` or `bid`.
        table: the figures.
        months: months of its columns.
        names: their short names, and the year where it begins.
        chart: the same as a picture; `None` when nothing has a date.
        records: the records behind each column.
    """

    key: str
    table: SupplyTable
    names: tuple[tuple[str, str], ...]
    chart: Chart | None
    records: tuple[Month, ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the one page."""
    del book
    yield Page(
        url=addresses.SUPPLY,
        template="supply.html",
        title=_title,
        build=_build,
        section="projects",
        crumbs=((addresses.PROJECTS, _projects),),
        paper="landscape",
    )


def _title(view: View) -> str:
    return view.tr(N_("Supply plan"))


def _projects(view: View) -> str:
    return view.tr(N_("Projects"))


def _build(view: View) -> Mapping[str, Any]:
    found = supply(view.book, COMPANY)
    return {
        "faces": (
            _face(view, "purchase", found.by_purchase),
            _face(view, "bid", found.by_bid),
        ),
        "finding": _finding(view, found.by_purchase),
        "product_name": lambda key: product_name(view, key),
        "product_url": lambda key: product_url(view, key),
        "data_url": view.asset(data.address(COMPANY)),
    }


def product_name(view: View, product: str) -> str:
    """Return the label of a product category; words of its own for none."""
    return view.words.label("product", product) if product else view.tr(N_("No product written"))


def product_url(view: View, product: str) -> str:
    """Return the href of a product's funnel, empty when it has none."""
    url = addresses.funnel(Scope("product", product))
    return view.href(url) if product and url in view.site.urls else ""


def _finding(view: View, table: SupplyTable) -> str:
    """Name the strongest month and product, and how much has no date."""
    words = view.words
    if not table.total.ids:
        return view.tr(N_("No open project has a planned purchase date yet."))
    month = max(table.totals, key=lambda cell: (cell.amount, cell.month))
    product = max(table.rows, key=lambda row: row.total.amount)
    text = N_(
        "{amount} {unit} are planned to be bought, most in {month} ({most} {unit}); the largest category is "
        "{product}. Without a purchase date: {undated} projects."
    )
    return view.tr(
        text,
        amount=words.money(table.total.amount),
        unit=words.money_unit(),
        month=words.month(_month(month.month)),
        most=words.money(month.amount),
        product=product_name(view, product.product),
        undated=words.num(table.undated.count),
    )


def _month(ident: str) -> MonthOf:
    return MonthOf.of(date.fromisoformat(f"{ident}-01"))


def _face(view: View, key: str, table: SupplyTable) -> Face:
    slots = [month_slot(view, month) for month in table.months]
    names = tuple(
        (slot.short, slot.group if position == 0 or slots[position - 1].group != slot.group else "")
        for position, slot in enumerate(slots)
    )
    return Face(key, table, names, _chart(view, key, table), _records(view, key, table))


def _chart(view: View, key: str, table: SupplyTable) -> Chart | None:
    if not table.total.amount:
        return None
    return draw(
        SupplyInput(
            lang=view.lang,
            unit=view.words.money_unit(),
            slots=tuple(month_slot(view, month) for month in table.months),
            products=tuple(
                SupplyProduct(
                    product_name(view, row.product),
                    tuple(cell.amount for cell in row.cells),
                    tuple(f"#{cell_anchor(key, row.product, c.month)}" if c.ids else "" for c in row.cells),
                )
                for row in table.rows
            ),
            title=_bid_title(view, table) if key == "bid" else "",
        )
    )


def _bid_title(view: View, table: SupplyTable) -> str:
    words = view.words
    month = max(table.totals, key=lambda cell: (cell.amount, cell.month))
    return view.tr(
        N_("Most is to be bid for in {month}: {most} {unit} of {amount} {unit}."),
        month=words.month(_month(month.month)),
        most=words.money(month.amount),
        amount=words.money(table.total.amount),
        unit=words.money_unit(),
    )


def cell_anchor(key: str, product: str, month: str) -> str:
    """Return the anchor of the records behind a cell."""
    return f"{key}-{month}-{product or 'none'}"


def _records(view: View, key: str, table: SupplyTable) -> tuple[Month, ...]:
    """Return the projects behind the table, by month, then in the order of its rows."""
    projects, words = view.book.projects, view.words
    found = []
    for position, month in enumerate(table.months):
        lines: list[Line] = []
        for row in table.rows:
            anchor = cell_anchor(key, row.product, month)
            for ident in row.cells[position].ids:
                lines.append(_line(projects[ident], row.product, key, anchor))
                anchor = ""
        if lines:
            title = words.month(_month(month))
            found.append(Month(f"{key}-{month}", title, table.totals[position].amount, tuple(lines)))
    return tuple(found)


def _line(project: Project, product: str, key: str, anchor: str) -> Line:
    products = tuple(dict.fromkeys(project.products)) or ("",)
    amount = split(project.amount or Decimal(0), len(products))[products.index(product)]
    day = project.purchase_date if key == "purchase" else project.bid_date
    return Line(project, product, amount, day, anchor)
