"""Big deals: dependence of the near term on one of them (M11), and the list of the biggest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.funnel import funnel
from site_gen.measures.period import months_later
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio, Tally, tally


class Dependence(Struct, frozen=True):
    """How much of the near term hangs on one deal (M11).

    Attributes:
        start: first day of the near term (the day of the figures).
        end: day after its last.
        near: open projects from the gate `complete` on with a purchase date in the near term.
        biggest: id of the largest of them, empty when there is none.
        amount: its amount.
        share: its amount over the sum.
        flagged: whether the share is above the threshold `big_deal_share`.
        overdue: such projects whose purchase date has passed; not in `near`.
        undated: such projects without a purchase date; not in `near`.
    """

    start: date
    end: date
    near: Tally
    biggest: str
    amount: Decimal
    share: Ratio
    flagged: bool
    overdue: Tally
    undated: Tally


class Deal(Struct, frozen=True):
    """An open project in the list of the biggest.

    Attributes:
        project: id.
        stage: stage key.
        amount: planned amount.
        share: amount over all open amounts of the scope.
        big: whether the amount reaches the threshold `big_deal_amount`.
    """

    project: str
    stage: str
    amount: Decimal
    share: Ratio
    big: bool


class BiggestDeals(Struct, frozen=True):
    """Open projects by amount.

    Attributes:
        deals: all open projects with an amount above 0, largest first; pages cut where they like.
        big: open projects that reach the threshold `big_deal_amount` (DQ10).
        open: all open projects.
    """

    deals: tuple[Deal, ...]
    big: Tally
    open: Tally


@measure(
    "M11",
    "big-deal",
    N_("Dependence on one big deal"),
    N_(
        "The largest amount divided by the sum of amounts, over open projects from “{complete}” on that are "
        "planned to be bought within {near_months} months from the day of the figures. Above {big_deal_share}% "
        "is flagged. Projects whose purchase date has passed or is not known are listed apart."
    ),
    unit="percent",
    source="S4.3",
)
def dependence(book: Book, scope: Scope) -> Dependence:
    """Compute the share of the biggest near-term deal (M11)."""
    start, end = book.as_of, months_later(book.as_of, book.config.thresholds.near_months)
    gate = book.config.gate_rank("complete")
    late = [s for s in scope.open_states(book) if book.config.rank(s.stage) >= gate]
    dated = [(s, s.project.purchase_date) for s in late if s.project.purchase_date]
    near = [s for s, day in dated if start <= day < end]
    total = tally(near)
    ranked = sorted(near, key=lambda s: (-(s.project.amount or 0), s.project.id))
    amount = ranked[0].project.amount if ranked else None
    share = Ratio(amount, total.amount) if amount else NO_RATIO
    return Dependence(
        start=start,
        end=end,
        near=total,
        biggest=ranked[0].project.id if amount else "",
        amount=amount or Decimal(0),
        share=share,
        flagged=share.above(book.config.thresholds.big_deal_share),
        overdue=tally(s for s, day in dated if day < start),
        undated=tally(s for s in late if s.project.purchase_date is None),
    )


@measure(
    "DEALS",
    "biggest-deals",
    N_("Biggest deals"),
    N_(
        "Open projects by planned amount, largest first, with their share of the open amount. From "
        "{big_deal_amount} {unit} on a project is a big one."
    ),
    unit="money",
    source="S4.3",
)
def biggest_deals(book: Book, scope: Scope) -> BiggestDeals:
    """List open projects by amount."""
    limit = book.config.thresholds.big_deal_amount
    states = scope.open_states(book)
    total = funnel(book, scope).open
    rows = [
        Deal(
            s.project.id,
            s.stage,
            s.project.amount,
            Ratio(s.project.amount, total.amount),
            s.project.amount >= limit,
        )
        for s in states
        if s.project.amount
    ]
    rows.sort(key=lambda row: (-row.amount, row.project))
    big = tally(s for s in states if s.project.amount is not None and s.project.amount >= limit)
    return BiggestDeals(tuple(rows), big, total)
