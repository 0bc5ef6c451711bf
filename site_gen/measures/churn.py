"""Churn: customers lost, why, of which kind and when; and whose orders fall (S31, M23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_, NC_
from site_gen.measures.customer_scope import customers_of
from site_gen.measures.decisions import last_year
from site_gen.measures.members import members
from site_gen.measures.order_trend import OrderTrend, order_trend, wins_of_customer
from site_gen.measures.period import months_later
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.tiers import tier_of
from site_gen.measures.values import Ratio
from site_gen.records import Churn


class Remedy(Struct, frozen=True):
    """Something done about the cause of a loss (S31.3).

    Attributes:
        churn: id of the loss.
        position: 0-based position among its remedies.
        customer: id of the customer lost.
        who: id of the person who does it.
        what: the text.
        when: due day.
        done: whether it was done by the day of the figures.
        done_on: the day it was done, when written.
        overdue_days: days past due of an open remedy; 0 when it is done or not yet due.
    """

    churn: str
    position: int
    customer: str
    who: str
    what: str
    when: date
    done: bool
    done_on: date | None
    overdue_days: int


class Loss(Struct, frozen=True):
    """A customer lost.

    Attributes:
        id: id of the record.
        customer: id.
        lost_on: day.
        reason: key of the reason.
        returned_on: the day it was won back, up to the day of the figures.
        vertical: its vertical market.
        groups: its groups.
        tier: its tier by the figures of today; empty for none.
        cause_known: whether the root cause is written.
        remedies: what is done about the cause, by due day.
        counted: whether it is in the churn rate: lost in the period, and active at its start.
    """

    id: str
    customer: str
    lost_on: date
    reason: str
    returned_on: date | None
    vertical: str
    groups: tuple[str, ...]
    tier: str
    cause_known: bool
    remedies: tuple[Remedy, ...]
    counted: bool


class ChurnRate(Struct, frozen=True):
    """The churn rate of a kind of customers.

    Attributes:
        key: group, tier, vertical market or reason; empty for none.
        lost: ids of the customers lost in the period.
        rate: how many they are over the customers of the kind active at the start; of a reason, over all of them.
    """

    key: str
    lost: tuple[str, ...]
    rate: Ratio


class ChurnMonth(Struct, frozen=True):
    """Losses of a month.

    Attributes:
        month: id such as `2026-11`.
        lost: ids of the customers lost in it, as far as it lies in the period.
        rate: those of them active at its start over all active at its start.
    """

    month: str
    lost: tuple[str, ...]
    rate: Ratio


class CustomerChurn(Struct, frozen=True):
    """Churn of a scope's customers in a period.

    Attributes:
        start: first day of the period.
        end: day after its last.
        losses: all customers lost so far, also before the period, the newest first.
        active: ids of the customers active at the start.
        whole: the churn rate.
        by_reason: the reasons of the losses counted, the most frequent first.
        by_tier: A, B, C and customers in no tier.
        by_group: the team’s own groups, those that lose most first, customers in none last.
        by_vertical: vertical markets, those that lose most first.
        months: the months of the period.
        falling: customers whose orders fall, the largest loss of orders first.
    """

    start: date
    end: date
    losses: tuple[Loss, ...]
    active: tuple[str, ...]
    whole: ChurnRate
    by_reason: tuple[ChurnRate, ...]
    by_tier: tuple[ChurnRate, ...]
    by_group: tuple[ChurnRate, ...]
    by_vertical: tuple[ChurnRate, ...]
    months: tuple[ChurnMonth, ...]
    falling: tuple[OrderTrend, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        """Ids of the losses that the rate counts."""
        return tuple(loss.id for loss in self.losses if loss.counted)


class _History(NamedTuple):
    """What tells whether somebody was a customer on a day.

    Attributes:
        since: customer since, by the record.
        signed: days of known orders up to the day of the figures.
        away: day lost and day won back, of each loss up to the day of the figures.
        months: months during which an order keeps a customer active.
    """

    since: date | None
    signed: tuple[date, ...]
    away: tuple[tuple[date, date], ...]
    months: int

    def active(self, day: date) -> bool:
        """Whether they were active at the start of `day`."""
        if any(lost < day <= back for lost, back in self.away):
            return False
        if self.since is not None:
            return self.since < day
        first = months_later(day, -self.months)
        if any(first <= one < day for one in self.signed):
            return True
        return any(lost >= day for lost, _ in self.away) and not any(one >= day for one in self.signed)


@per_book
def _history(book: Book, customer: str) -> _History:
    churns = [one for one in book.churns_of_customer.get(customer, ()) if one.lost_on <= book.as_of]
    days = (win.day for win in wins_of_customer(book, customer))
    return _History(
        since=book.customers[customer].since,
        signed=tuple(sorted(day for day in days if day is not None)),
        away=tuple((one.lost_on, one.returned_on or date.max) for one in churns),
        months=book.config.thresholds.active_months,
    )


class _Month(NamedTuple):
    """What became of a customer in a month of a period; days as far as the month lies in the period.

    Attributes:
        lost: whether they were lost in it.
        active: whether they were active at its start.
    """

    lost: bool
    active: bool


@per_book
def _course(book: Book, customer: str, start: date, end: date) -> tuple[bool, tuple[_Month, ...]]:
    """Return whether a customer was active at the start of a period, and what became of them in each of its months."""
    known = _history(book, customer)
    return known.active(start), tuple(
        _Month(any(first <= day < last for day, _ in known.away), known.active(first))
        for _, first, last in _spans(book, start, end)
    )


@per_book
def _spans(book: Book, start: date, end: date) -> tuple[tuple[str, date, date], ...]:
    """Return the months that a period touches up to that of the day of the figures, each with its part of the period."""
    after = min(end, book.as_of + timedelta(days=1))
    month, found = MonthOf.of(start), []
    while month.start < after:
        found.append((month.id, max(month.start, start), min(month.end, after)))
        month = month.shift(1)
    return tuple(found)


def is_active(book: Book, customer: str, day: date) -> bool:
    """Whether a customer is one of ours at the start of `day` (see the definition of M23)."""
    return _history(book, customer).active(day)


def remedies_of(book: Book, churn: Churn) -> tuple[Remedy, ...]:
    """Return the remedies of a loss, by due day."""
    found = []
    for position, row in enumerate(churn.remedies):
        done = (row.done or row.done_on is not None) and (row.done_on is None or row.done_on <= book.as_of)
        late = 0 if done else max((book.as_of - row.when).days, 0)
        on = row.done_on if done else None
        found.append(Remedy(churn.id, position, churn.customer, row.who, row.what, row.when, done, on, late))
    return tuple(sorted(found, key=lambda one: (one.when, one.position)))


@per_book
def open_remedies(book: Book, scope: Scope) -> tuple[Remedy, ...]:
    """Return the remedies that are not done, by due day: of the company all, of a team or person those they do."""
    people = {scope.id} if scope.kind == "person" else {*members(book, scope.id)}
    found = [
        remedy
        for churn in book.churns.values()
        if churn.lost_on <= book.as_of
        for remedy in remedies_of(book, churn)
        if not remedy.done and (scope.kind not in {"person", "team"} or remedy.who in people)
    ]
    return tuple(sorted(found, key=lambda one: (one.when, one.churn, one.position)))


@measure(
    "M23",
    "churn",
    NC_("page", "Customer churn"),
    N_(
        "Customers lost in the period (where none is named: the twelve months up to the day of the figures) divided by "
        "the customers active at its start. Active is who was a customer before that day by the record (since), where "
        "that is not said who signed an order in the {active_months} months before or is recorded as lost later without "
        "having begun after it, and was not lost already. A customer lost twice counts once; one lost who had become a "
        "customer only within the period is listed and not counted; winning back does not undo a loss. By tier, group "
        "and market: the same among customers of the kind, by their figures of today. By month: lost in the month over "
        "active at its start. By reason: over all active. Falling orders: signed in the last six months {order_decline}% "
        "or more below the six months before, by the days and amounts of target attainment (M18)."
    ),
    unit="percent",
    source="M23 S31.4",
)
def churn(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> CustomerChurn:
    """Compute the churn of a scope's customers in `[start, end)`; by default of the last twelve months."""
    first, last = last_year(book)
    first, last = start or first, end or last
    mine = [customer.id for customer in customers_of(book, scope)]
    courses = {ident: _course(book, ident, first, last) for ident in mine}
    active = tuple(ident for ident, (was_active, _) in courses.items() if was_active)
    at_start = set(active)
    losses = [
        _loss(book, record, counted=ident in at_start and first <= record.lost_on < last)
        for ident in mine
        for record in book.churns_of_customer.get(ident, ())
        if record.lost_on <= book.as_of
    ]
    losses.sort(key=lambda loss: (-loss.lost_on.toordinal(), loss.id))
    counted = [loss for loss in losses if loss.counted]
    trends = [trend for ident in mine if (trend := order_trend(book, ident)).falling]
    return CustomerChurn(
        start=first,
        end=last,
        losses=tuple(losses),
        active=active,
        whole=_rate("", counted, len(active)),
        by_reason=_reasons(counted, len(active)),
        by_tier=_kinds(("A", "B", "C", ""), counted, active, lambda ident: (tier_of(book, ident),)),
        by_group=_kinds((), counted, active, lambda ident: book.customers[ident].groups or ("",)),
        by_vertical=_kinds((), counted, active, lambda ident: (book.customers[ident].vertical,)),
        months=_months(book, {ident: months for ident, (_, months) in courses.items()}, first, last),
        falling=tuple(sorted(trends, key=lambda one: (one.now - one.before, one.customer))),
    )


def _loss(book: Book, record: Churn, *, counted: bool) -> Loss:
    customer = book.customers[record.customer]
    back = record.returned_on
    return Loss(
        id=record.id,
        customer=customer.id,
        lost_on=record.lost_on,
        reason=record.reason,
        returned_on=back if back is not None and back <= book.as_of else None,
        vertical=customer.vertical,
        groups=customer.groups,
        tier=tier_of(book, customer.id),
        cause_known=record.says("root_cause"),
        remedies=remedies_of(book, record),
        counted=counted,
    )


def _rate(key: str, losses: Iterable[Loss], active: int) -> ChurnRate:
    lost = tuple(sorted({loss.customer for loss in losses}))
    return ChurnRate(key, lost, Ratio.of(len(lost), active))


def _reasons(counted: Iterable[Loss], active: int) -> tuple[ChurnRate, ...]:
    by_reason: dict[str, list[Loss]] = {}
    for loss in counted:
        by_reason.setdefault(loss.reason, []).append(loss)
    rates = [_rate(key, losses, active) for key, losses in by_reason.items()]
    return tuple(sorted(rates, key=lambda one: (-len(one.lost), one.key)))


def _kinds(
    order: Sequence[str],
    counted: Iterable[Loss],
    active: Iterable[str],
    keys_of: Callable[[str], Iterable[str]],
) -> tuple[ChurnRate, ...]:
    """Return the rate of each kind of customer: in a fixed order, else those that lose most first, none of a kind last."""
    whole: dict[str, int] = dict.fromkeys(order, 0)
    lost: dict[str, list[Loss]] = {}
    for ident in active:
        for key in dict.fromkeys(keys_of(ident)):
            whole[key] = whole.get(key, 0) + 1
    for loss in counted:
        for key in dict.fromkeys(keys_of(loss.customer)):
            lost.setdefault(key, []).append(loss)
    rates = [_rate(key, lost.get(key, ()), number) for key, number in whole.items()]
    return tuple(rates if order else sorted(rates, key=lambda one: (not one.key, -len(one.lost), one.key)))


def _months(
    book: Book, courses: Mapping[str, Sequence[_Month]], start: date, end: date
) -> tuple[ChurnMonth, ...]:
    """Return the months of a period, from what became of each customer in them."""
    found = []
    for number, (month, _, _) in enumerate(_spans(book, start, end)):
        of_month = [(ident, months[number]) for ident, months in courses.items()]
        lost = tuple(ident for ident, one in of_month if one.lost)
        counted = sum(one.lost and one.active for _, one in of_month)
        found.append(ChurnMonth(month, lost, Ratio.of(counted, sum(one.active for _, one in of_month))))
    return tuple(found)
