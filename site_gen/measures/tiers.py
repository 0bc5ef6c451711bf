"""80/20 tiers: who the most valuable fifth of the customers are, and what they bring (S30.4, M22)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.trace import as_value
from site_gen.locale.text import N_
from site_gen.measures.customer_scope import customers_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Customer

TIERS = ("A", "B", "C")
#: A fifth of the customers is tier A, a fifth tier C (S30.4).
_PART = 5
#: The part of the profit that the most valuable fifth is said to bring, % (S30.4).
AIM = 80
_ZERO = Decimal(0)
#: What customers are sorted by: value downwards, then id.
_Place = tuple[Decimal, str]


class RankedCustomer(Struct, frozen=True):
    """A customer in the ranking of the company.

    Attributes:
        customer: id.
        rank: 1 for the most valuable customer of the company.
        tier: `A`, `B` or `C`.
        value: annual profit, else annual revenue, money units.
        basis: which of them: `profit` or `revenue`.
        running: the value of the scope's customers down to this one, over that of all of them.
    """

    customer: str
    rank: int
    tier: str
    value: Decimal
    basis: str
    running: Ratio


class TierSum(Struct, frozen=True):
    """What the customers of a tier bring.

    Attributes:
        tier: `A`, `B` or `C`.
        customers: ids, the most valuable first.
        value: sum of their values, money units.
        share: part of that in the value of all ranked customers of the scope.
    """

    tier: str
    customers: tuple[str, ...]
    value: Decimal
    share: Ratio


class Tiers(Struct, frozen=True):
    """The tiers of a scope's customers.

    Attributes:
        basis: `profit` or `revenue` where all are ranked by the same, `mixed` where some profits are not known, empty
            where nobody is ranked.
        ranked: the customers with a known value, the most valuable first.
        tiers: A, B and C.
        by_revenue: ids of customers ranked by revenue because their profit is not known.
        unranked: ids of customers of whom neither is known; they are in no tier.
        aim: the part of the profit that tier A is said to bring, %.
    """

    basis: str
    ranked: tuple[RankedCustomer, ...]
    tiers: tuple[TierSum, ...]
    by_revenue: tuple[str, ...]
    unranked: tuple[str, ...]
    aim: int

    @property
    def share_of_a(self) -> Ratio:
        """The real part of tier A."""
        return self.tiers[0].share


def value_of(customer: Customer) -> Decimal | None:
    """Return what a customer is ranked by: the annual profit, else the annual revenue; `None` when neither is known."""
    return customer.annual_revenue if customer.annual_profit is None else customer.annual_profit


@as_value
def _bounds(book: Book) -> tuple[_Place, _Place] | None:
    """Return the places of the last customer of tier A and the first of tier C: all that a tier depends on."""
    places = _places(book)
    if not places:
        return None
    top, bottom = -(-len(places) // _PART), len(places) // _PART
    first_of_c = places[-bottom] if bottom else (Decimal("Infinity"), "")
    return places[top - 1], first_of_c


@per_book
def _places(book: Book) -> list[_Place]:
    return sorted(_place(c, value) for c in book.customers.values() if (value := value_of(c)) is not None)


def _place(customer: Customer, value: Decimal) -> _Place:
    return -value, customer.id


@as_value
def _ranking(book: Book) -> tuple[str, ...]:
    """Return the ids of all ranked customers in their order: all that the rank of one depends on."""
    return tuple(ident for _, ident in _places(book))


@per_book
def _ranks(book: Book) -> dict[str, int]:
    return {ident: rank for rank, ident in enumerate(_ranking(book), 1)}


@per_book
def tier_of(book: Book, customer: str) -> str:
    """Return the tier of a customer in the ranking of the company; empty when its value is not known."""
    record = book.customers[customer]
    value, bounds = value_of(record), _bounds(book)
    if value is None or bounds is None:
        return ""
    place = _place(record, value)
    return "A" if place <= bounds[0] else "C" if place >= bounds[1] else "B"


@measure(
    "M22",
    "tiers",
    N_("80/20 tiers"),
    N_(
        "All customers of the company are sorted by annual profit, of those whose profit is not known (or may not be "
        "shown to the readers of this site) by annual revenue, the largest first, equal ones by id. Of n customers the "
        "first 20% of n, rounded up, are tier A, the last 20%, rounded down, tier C, the rest tier B. Customers of whom "
        "neither is known are in no tier and listed apart; customers lost keep the tier that their figures give them. A "
        "scope shows its own customers in the tiers of the company, so that a customer has one tier everywhere. Share of "
        "A: the value of tier A divided by that of all ranked customers of the scope, against the 80% of the rule."
    ),
    unit="mixed",
    source="M22 S30.4",
)
def tiers(book: Book, scope: Scope) -> Tiers:
    """Rank the customers of a scope and sum them up by tier."""
    rank_of = _ranks(book)
    mine = customers_of(book, scope)
    known = sorted((c for c in mine if c.id in rank_of), key=lambda c: rank_of[c.id])
    values = {c.id: value_of(c) or _ZERO for c in known}
    whole = sum(values.values(), _ZERO)
    ranked, running = [], _ZERO
    for customer in known:
        value = values[customer.id]
        running += value
        basis = "revenue" if customer.annual_profit is None else "profit"
        place = Ratio(running, whole)
        tier = tier_of(book, customer.id)
        ranked.append(RankedCustomer(customer.id, rank_of[customer.id], tier, value, basis, place))
    return Tiers(
        basis=_basis(ranked),
        ranked=tuple(ranked),
        tiers=tuple(_sum(tier, ranked, whole) for tier in TIERS),
        by_revenue=tuple(one.customer for one in ranked if one.basis == "revenue"),
        unranked=tuple(c.id for c in mine if c.id not in rank_of),
        aim=AIM,
    )


def _basis(ranked: Iterable[RankedCustomer]) -> str:
    found = {one.basis for one in ranked}
    return "mixed" if len(found) > 1 else next(iter(found), "")


def _sum(tier: str, ranked: Iterable[RankedCustomer], whole: Decimal) -> TierSum:
    own = [one for one in ranked if one.tier == tier]
    value = sum((one.value for one in own), _ZERO)
    return TierSum(tier, tuple(one.customer for one in own), value, Ratio(value, whole))
