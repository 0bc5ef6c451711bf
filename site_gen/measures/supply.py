"""Supply forecast: product category × month (S1.18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.history.stages import State
from site_gen.locale.text import N_
from site_gen.measures.funnel import weighted_amount
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Tally, tally
from site_gen.records import Project

_CENT = Decimal("0.01")


class SupplyCell(Struct, frozen=True):
    """One product category in one month (`month` is empty in totals).

    Attributes:
        month: `2026-11`.
        ids: ids of the projects.
        amount: their planned amounts, split among their products.
        weighted: the same weighted by win rate.
    """

    month: str
    ids: tuple[str, ...]
    amount: Decimal
    weighted: Decimal


class SupplyRow(Struct, frozen=True):
    """One product category; the key is empty for projects without products.

    Attributes:
        product: key in the list `product`, or empty.
        cells: one per month of the table.
        total: all months together, without undated projects.
    """

    product: str
    cells: tuple[SupplyCell, ...]
    total: SupplyCell


class SupplyTable(Struct, frozen=True):
    """Products × months by one date.

    Attributes:
        months: months of the table; from the current one on without gaps up to a year ahead.
        rows: one per product with projects, in the order of the list, without product last.
        totals: one cell per month; each project once.
        total: everything with a date; each project once.
        overdue: ids of projects whose date lies before the day of the figures (they are in the table).
        undated: projects without the date; not in the table.
    """

    months: tuple[str, ...]
    rows: tuple[SupplyRow, ...]
    totals: tuple[SupplyCell, ...]
    total: SupplyCell
    overdue: tuple[str, ...]
    undated: Tally


class Supply(Struct, frozen=True):
    """Supply forecast (S1.18).

    Attributes:
        by_purchase: by planned purchase month.
        by_bid: by planned bid month.
    """

    by_purchase: SupplyTable
    by_bid: SupplyTable


@measure(
    "S1.18",
    "supply",
    N_("Supply forecast"),
    N_(
        "Planned amount per product category and month of purchase (and of bid), over open projects and signed "
        "ones not yet ordered from {gf}. A project with several categories is split equally among them, to the "
        "cent, so that the total is right; its count stands under each. Dates that have passed stay in their "
        "month; projects without the date are listed apart."
    ),
    unit="money",
    source="S1.14 S1.18",
)
def supply(book: Book, scope: Scope) -> Supply:
    """Cross products with months (S1.18)."""
    ordered = book.config.gate_rank("ordered")
    lost = book.config.lost.key
    states = [s for s in scope.states(book) if s.stage != lost and book.config.rank(s.stage) < ordered]
    only = scope.id if scope.kind == "product" else ""
    return Supply(
        by_purchase=_table(book, [(s, s.project.purchase_date) for s in states], only),
        by_bid=_table(book, [(s, s.project.bid_date) for s in states], only),
    )


def split(amount: Decimal, parts: int) -> tuple[Decimal, ...]:
    """Split an amount equally to the cent; the first part takes what is left over."""
    if parts == 1:
        return (amount,)
    share = (amount / parts).quantize(_CENT, ROUND_DOWN)
    return (amount - share * (parts - 1), *([share] * (parts - 1)))


#: Product category, amount and weighted amount of a part of a project.
_Share = tuple[str, Decimal, Decimal]


class _Part(NamedTuple):
    """The share of one project in one product category and month."""

    product: str
    month: str
    id: str
    amount: Decimal
    weighted: Decimal


def _parts(book: Book, state: State, day: date, only: str) -> list[_Part]:
    known, project = _known_shares(book), state.project
    found = known.get(project.id)
    if found is None or found[0] is not project:
        found = known[project.id] = (project, _shares(book, state))
    month = MonthOf.of(day).id
    return [_Part(p, month, project.id, a, w) for p, a, w in found[1] if not only or p == only]


@per_book
def _known_shares(book: Book) -> dict[str, tuple[Project, list[_Share]]]:
    """The shares found so far with the record they are of, by project; whoever asks has its state already."""
    del book
    return {}


def _shares(book: Book, state: State) -> list[_Share]:
    products = tuple(dict.fromkeys(state.project.products)) or ("",)
    amounts = split(state.project.amount or Decimal(0), len(products))
    weights = split(weighted_amount(book, state), len(products))
    return list(zip(products, amounts, weights, strict=True))


def _table(book: Book, dated: list[tuple[State, date | None]], only: str) -> SupplyTable:
    parts = [part for state, day in dated if day for part in _parts(book, state, day, only)]
    months = _months(book, {part.month for part in parts})
    order = book.config.vocabularies["product"]
    products = sorted({part.product for part in parts}, key=lambda p: (p == "", order.rank(p), p))
    cells, of_product, of_month = _grouped(parts)
    rows = []
    for product in products:
        row = tuple(_cell(month, cells.get((product, month), ())) for month in months)
        rows.append(SupplyRow(product, row, _cell("", of_product[product])))
    return SupplyTable(
        months=months,
        rows=tuple(rows),
        totals=tuple(_cell(month, of_month.get(month, ())) for month in months),
        total=_cell("", parts),
        overdue=tuple(sorted(s.project.id for s, day in dated if day and day < book.as_of)),
        undated=tally(s for s, day in dated if day is None),
    )


def _grouped(
    parts: list[_Part],
) -> tuple[dict[tuple[str, str], list[_Part]], dict[str, list[_Part]], dict[str, list[_Part]]]:
    """Return the parts by product and month, by product, and by month."""
    cells: dict[tuple[str, str], list[_Part]] = {}
    of_product: dict[str, list[_Part]] = {}
    of_month: dict[str, list[_Part]] = {}
    for part in parts:
        cells.setdefault((part.product, part.month), []).append(part)
        of_product.setdefault(part.product, []).append(part)
        of_month.setdefault(part.month, []).append(part)
    return cells, of_product, of_month


def _months(book: Book, found: set[str]) -> tuple[str, ...]:
    """Fill the gaps between the current month and the last one, up to a year ahead."""
    now = MonthOf.of(book.as_of)
    ahead = [now.shift(n).id for n in range(12)]
    last = max(found, default="")
    return tuple(sorted(found | {month for month in ahead if month <= last}))


def _cell(month: str, parts: Sequence[_Part]) -> SupplyCell:
    return SupplyCell(
        month,
        tuple(sorted({part.id for part in parts})),
        sum([part.amount for part in parts], Decimal(0)),
        sum([part.weighted for part in parts], Decimal(0)),
    )
