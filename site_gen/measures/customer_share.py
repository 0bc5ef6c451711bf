"""How much of the pipeline and of the year's orders hangs on few customers and one deal (crm A1: concentration)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from heapq import nlargest

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.concentration import TOP, CustomerShare, customer_shares
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.measures.wins import wins_between

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class Shares(Struct, frozen=True):
    """One sum of deals by customer.

    Attributes:
        amount: the sum, money units.
        deals: how many deals have an amount.
        customers: the five largest customers; a subsidiary counts with its parent company.
        count: how many customers there are.
        top_share: the part of the five in the sum.
        biggest: id of the largest deal; empty when there is none.
        biggest_amount: its amount.
        biggest_share: its part of the sum.
        without_biggest: the sum without it.
        top_share_without: the part of the then five largest customers in the sum without it.
        hhi: sum of the squared shares of all customers in percent, up to 10000; `None` of nothing.
    """

    amount: Decimal
    deals: int
    customers: tuple[CustomerShare, ...]
    count: int
    top_share: Ratio
    biggest: str
    biggest_amount: Decimal
    biggest_share: Ratio
    without_biggest: Decimal
    top_share_without: Ratio
    hhi: Decimal | None


class CustomerConcentration(Struct, frozen=True):
    """Concentration of the open pipeline and of what was won in the year.

    Attributes:
        year: the calendar year.
        open: the open deals by planned amount.
        won: the deals signed in the year by signed amount.
    """

    year: int
    open: Shares
    won: Shares


@measure(
    "CUSTOMER-SHARE",
    "customer-share",
    N_("Concentration of customers"),
    N_(
        "The part of the five largest customers in the planned amount of all open deals, and in the amount signed since "
        "the beginning of the calendar year, with and without the largest deal. A subsidiary counts with its parent "
        "company; several orders of one project are one deal; deals without an amount are left out. HHI: sum of the "
        "squared shares of all customers in percent; 10,000 is a single customer."
    ),
    unit="percent",
    source="S4.3",
)
def customer_share(book: Book, scope: Scope) -> CustomerConcentration:
    """Sum deals by customer and look for the largest."""
    states = scope.open_states(book)
    start, end = date(book.as_of.year, 1, 1), book.as_of + timedelta(days=1)
    signed: dict[str, Decimal] = {}
    for win in wins_between(book, scope, start, end).wins:
        signed[win.project] = signed.get(win.project, _ZERO) + (win.amount or _ZERO)
    return CustomerConcentration(
        year=book.as_of.year,
        open=_shares(book, ((s.project.id, s.project.customer, s.project.amount or _ZERO) for s in states)),
        won=_shares(
            book, ((ident, book.projects[ident].customer, amount) for ident, amount in signed.items())
        ),
    )


def _shares(book: Book, amounts: Iterable[tuple[str, str, Decimal]]) -> Shares:
    """Share out the amounts of deals, each with the ids of its project and its customer."""
    deals = [deal for deal in amounts if deal[2]]
    customers = customer_shares(book, deals)
    whole = sum((one.amount for one in customers), _ZERO)
    biggest, _, most = min(deals, key=lambda one: (-one[2], one[0]), default=("", "", _ZERO))
    rest = [one.amount - most if biggest in one.projects else one.amount for one in customers]
    squares = sum((one.amount * one.amount for one in customers), _ZERO)
    return Shares(
        amount=whole,
        deals=len(deals),
        customers=customers[:TOP],
        count=len(customers),
        top_share=_top([one.amount for one in customers], whole),
        biggest=biggest,
        biggest_amount=most,
        biggest_share=Ratio(most, whole),
        without_biggest=whole - most,
        top_share_without=_top(rest, whole - most),
        hhi=squares * _HUNDRED * _HUNDRED / (whole * whole) if whole else None,
    )


def _top(amounts: list[Decimal], whole: Decimal) -> Ratio:
    return Ratio(sum(nlargest(TOP, amounts), _ZERO), whole)
