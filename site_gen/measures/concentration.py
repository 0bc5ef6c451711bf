"""How much of a commit hangs on few deals and few customers (crm A1: concentration)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.commits import commit_week
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio

#: Customers that are summed up.
TOP = 5
_ZERO = Decimal(0)


class CustomerShare(Struct, frozen=True):
    """What one customer has in a sum of deals.

    Attributes:
        customer: customer id; that of the parent company when it has one.
        amount: its amount, money units.
        share: its part of the sum.
        projects: ids of the projects.
    """

    customer: str
    amount: Decimal
    share: Ratio
    projects: tuple[str, ...]


class Concentration(Struct, frozen=True):
    """The commit of a week with and without its largest deal, and its largest customers.

    Attributes:
        week: id of the week.
        listed: sum of the projects committed, money units.
        deals: how many projects.
        biggest: id of the largest; empty when none is committed.
        biggest_amount: its amount.
        without_biggest: the sum without it.
        biggest_share: its part of the sum.
        too_big: whether that part is above the limit for one deal.
        customers: the largest five customers.
        top_share: their part of the sum.
    """

    week: str
    listed: Decimal
    deals: int
    biggest: str
    biggest_amount: Decimal
    without_biggest: Decimal
    biggest_share: Ratio
    too_big: bool
    customers: tuple[CustomerShare, ...]
    top_share: Ratio


def customer_shares(book: Book, deals: Iterable[tuple[str, str, Decimal]]) -> tuple[CustomerShare, ...]:
    """Return what each customer has of some deals, the largest first; a subsidiary counts with its parent company.

    Args:
        book: the records.
        deals: project id, customer id and amount of each.
    """
    groups: dict[str, list[tuple[str, Decimal]]] = {}
    for project, customer, amount in deals:
        parent = book.customers[customer].parent or customer
        groups.setdefault(parent, []).append((project, amount))
    made = [(sum((value for _, value in found), _ZERO), key, found) for key, found in groups.items()]
    whole = sum((value for value, _, _ in made), _ZERO)
    return tuple(
        CustomerShare(key, value, Ratio(value, whole), tuple(sorted({project for project, _ in found})))
        for value, key, found in sorted(made, key=lambda one: (-one[0], one[1]))
    )


@measure(
    "CONCENTRATION",
    "commit-concentration",
    N_("Concentration of the commit"),
    N_(
        "The sum of the projects committed for a week, with and without the largest of them, and the part of the five "
        "largest customers in it; a subsidiary counts with its parent company. More than {big_deal_share}% in one deal "
        "is flagged. An amount committed without a project is in none of these figures."
    ),
    unit="money",
    source="S34.8",
)
def concentration(book: Book, scope: Scope, week: str = "") -> Concentration:
    """Look for the largest deal and customers of a commit; default the week of the day of the figures."""
    ident = week or Week.of(book.as_of).id
    rows = [row for row in commit_week(book, scope, ident).lines if row.kind == "commit"]
    whole = sum((row.amount for row in rows), _ZERO)
    biggest = rows[0] if rows else None
    amount = biggest.amount if biggest else _ZERO
    share = Ratio(amount, whole)
    customers = customer_shares(book, ((row.project, row.customer, row.amount) for row in rows))[:TOP]
    return Concentration(
        week=ident,
        listed=whole,
        deals=len(rows),
        biggest=biggest.project if biggest else "",
        biggest_amount=amount,
        without_biggest=whole - amount,
        biggest_share=share,
        too_big=share.above(book.config.thresholds.big_deal_share),
        customers=customers,
        top_share=Ratio(sum((one.amount for one in customers), _ZERO), whole),
    )
