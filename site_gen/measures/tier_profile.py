"""What the most valuable fifth of the customers have in common, whom to lift, whom to let go (S30.3, S30.5, S30.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.churn import is_lost
from site_gen.book.per_book import per_book
from site_gen.history.stages import state_on
from site_gen.locale.text import N_
from site_gen.measures.decisions import last_year
from site_gen.measures.period import is_done
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.tiers import TIERS, tiers
from site_gen.measures.values import Ratio
from site_gen.measures.wins import wins_of_project
from site_gen.records import Customer

#: What customers are compared by: a field of the customer, or what they bought.
_FACTS = ("vertical", "province", "product", "loyalty", "relationship_type")


class Trait(Struct, frozen=True):
    """Something customers have in common.

    Attributes:
        fact: `vertical`, `province`, `product`, `loyalty` or `relationship_type`.
        key: which; empty for not known.
        top: ids of the customers of tier A with it.
        customers: ids of all ranked customers with it.
        top_share: part of them in tier A.
        share: part of them in all ranked customers.
    """

    fact: str
    key: str
    top: tuple[str, ...]
    customers: tuple[str, ...]
    top_share: Ratio
    share: Ratio


class GroupTiers(Struct, frozen=True):
    """One of the team's own groups of customers by tier.

    Attributes:
        group: its name; empty for customers in no group.
        customers: ids of its customers.
        a: ids of those in tier A.
        b: ids of those in tier B.
        c: ids of those in tier C.
        unranked: ids of those in no tier.
        value: the sum of their known values, money units.
        visits: visits made to them in the period; calls do not count.
    """

    group: str
    customers: tuple[str, ...]
    a: tuple[str, ...]
    b: tuple[str, ...]
    c: tuple[str, ...]
    unranked: tuple[str, ...]
    value: Decimal
    visits: int


class TierEffort(Struct, frozen=True):
    """How much of the visits a tier gets.

    Attributes:
        tier: `A`, `B`, `C`, or empty for customers in no tier.
        visits: visits made in the period.
        share: part of them in all visits made to the scope's customers.
    """

    tier: str
    visits: int
    share: Ratio


class Candidate(Struct, frozen=True):
    """A customer to lift or to let go, and the visits made to it in the period."""

    customer: str
    visits: int


class TierProfile(Struct, frozen=True):
    """The tiers of a scope looked into.

    Attributes:
        start: first day of the twelve months in which visits are counted.
        end: day after their last.
        traits: what customers have in common, by fact; of each fact those most frequent in tier A first.
        groups: the team's own groups, the most valuable first, customers in no group last.
        effort: visits by tier.
        lift: customers of high potential below tier A, the most valuable first.
        drop: customers of tier C without high potential and without an open project, the most visited first.
    """

    start: date
    end: date
    traits: tuple[Trait, ...]
    groups: tuple[GroupTiers, ...]
    effort: tuple[TierEffort, ...]
    lift: tuple[Candidate, ...]
    drop: tuple[Candidate, ...]


@per_book
def bought(book: Book, customer: str) -> tuple[str, ...]:
    """Return the product categories of a customer's won projects, sorted."""
    projects = book.projects_of_customer.get(customer, ())
    return tuple(sorted({key for p in projects if wins_of_project(book, p.id) for key in p.products}))


@per_book
def visits_to(book: Book, customer: str, start: date, end: date) -> int:
    """Return how many visits, not calls, were made to a customer in `[start, end)`."""
    visits = book.visits_of_customer.get(customer, ())
    return sum(v.channel == "visit" and is_done(book, v) and start <= v.date < end for v in visits)


@measure(
    "TIER-PROFILE",
    "tier-profile",
    N_("Profile of the tiers"),
    N_(
        "Traits: how often a vertical market, province, product of a won project, loyalty or relationship type is found "
        "in tier A, and among all ranked customers. Effort: visits (not calls) made in the last twelve months by tier. "
        "To lift: customers of high potential that are not in tier A. To let go: customers of tier C whose potential is "
        "not high and who have no open project. Customers lost and not won back are in neither list."
    ),
    unit="mixed",
    source="S30.3 S30.5 S30.6",
)
def tier_profile(book: Book, scope: Scope) -> TierProfile:
    """Look into the tiers of a scope's customers."""
    start, end = last_year(book)
    found = tiers(book, scope)
    tier = {one.customer: one.tier for one in found.ranked}
    value = {one.customer: one.value for one in found.ranked}
    everybody = [*(one.customer for one in found.ranked), *found.unranked]
    customers = {ident: book.customers[ident] for ident in everybody}
    made = {ident: visits_to(book, ident, start, end) for ident in everybody}
    here = [customers[ident] for ident in everybody if not is_lost(book, ident)]
    lift = [c.id for c in here if c.potential == "high" and tier.get(c.id) != "A"]
    drop = [c.id for c in here if tier.get(c.id) == "C" and c.potential != "high" and not _has_open(book, c)]
    drop.sort(key=lambda ident: (-made[ident], ident))
    return TierProfile(
        start=start,
        end=end,
        traits=_traits(book, customers, tier),
        groups=_groups(customers, tier, value, made),
        effort=tuple(_effort(key, everybody, tier, made) for key in (*TIERS, "")),
        lift=tuple(Candidate(ident, made[ident]) for ident in lift),
        drop=tuple(Candidate(ident, made[ident]) for ident in drop),
    )


def _has_open(book: Book, customer: Customer) -> bool:
    states = (state_on(book, p, book.as_of) for p in book.projects_of_customer.get(customer.id, ()))
    return any(state is not None and state.stage in book.config.open_keys for state in states)


def _traits(book: Book, customers: Mapping[str, Customer], tier: Mapping[str, str]) -> tuple[Trait, ...]:
    top = sum(one == "A" for one in tier.values())
    found = []
    for fact in _FACTS:
        by_key: dict[str, list[str]] = {}
        for ident in tier:
            for key in _keys(book, customers[ident], fact):
                by_key.setdefault(key, []).append(ident)
        rows = []
        for key, idents in by_key.items():
            first = tuple(ident for ident in idents if tier[ident] == "A")
            shares = Ratio.of(len(first), top), Ratio.of(len(idents), len(tier))
            rows.append(Trait(fact, key, first, tuple(idents), *shares))
        found += sorted(rows, key=lambda t: (not t.key, -len(t.top), -len(t.customers), t.key))
    return tuple(found)


def _keys(book: Book, customer: Customer, fact: str) -> Iterable[str]:
    if fact == "product":
        return bought(book, customer.id) or ("",)
    return (getattr(customer, fact),)


def _groups(
    customers: Mapping[str, Customer],
    tier: Mapping[str, str],
    value: Mapping[str, Decimal],
    made: Mapping[str, int],
) -> tuple[GroupTiers, ...]:
    by_group: dict[str, list[str]] = {}
    for ident, customer in customers.items():
        for group in dict.fromkeys(customer.groups) or ("",):
            by_group.setdefault(group, []).append(ident)
    rows = []
    for group, idents in by_group.items():
        of = _of_tier(idents, tier)
        known = sum((value[ident] for ident in idents if ident in value), Decimal(0))
        visits = sum(made[ident] for ident in idents)
        rows.append(GroupTiers(group, tuple(idents), of("A"), of("B"), of("C"), of(""), known, visits))
    return tuple(sorted(rows, key=lambda row: (not row.group, -row.value, row.group)))


def _of_tier(idents: Iterable[str], tier: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    return lambda key: tuple(ident for ident in idents if tier.get(ident, "") == key)


def _effort(
    key: str, everybody: Iterable[str], tier: Mapping[str, str], made: Mapping[str, int]
) -> TierEffort:
    own = sum(made[ident] for ident in everybody if tier.get(ident, "") == key)
    return TierEffort(key, own, Ratio.of(own, sum(made.values())))
