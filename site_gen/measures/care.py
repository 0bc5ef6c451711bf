"""Customer care: who is due for contact, who has been silent, what revisits brought (S32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.churn import is_lost
from site_gen.book.per_book import per_book
from site_gen.book.trace import unseen
from site_gen.locale.text import N_
from site_gen.measures.customer_scope import customers_of
from site_gen.measures.period import is_done
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.tiers import tier_of
from site_gen.records import Customer, Visit

#: A customer is silent after so many intervals without a contact.
_SILENT_AFTER = 2
_AHEAD = ("planned", "prepared")
#: What a revisit asks (S32.2).
REVISIT = ("usage", "new_needs", "products_introduced")


class CareState(Struct, frozen=True):
    """When a customer is to be contacted again.

    Attributes:
        customer: id.
        owner: id of who looks after it; empty for nobody.
        tier: `A`, `B`, `C` or empty.
        key_account: whether it is a key account.
        interval: days within which it is contacted again.
        last: day of the last visit or call made; `None` for never.
        due: the day the next one is due; the day of the figures where there was none yet.
        overdue_days: days since that day; 0 when it is not over.
        coming: day of the next visit or call planned; `None` for none.
        silent: whether it was never contacted, or not within two intervals.
        state: `overdue`, `due` (within the days shown ahead) or `later`.
    """

    customer: str
    owner: str
    tier: str
    key_account: bool
    interval: int
    last: date | None
    due: date
    overdue_days: int
    coming: date | None
    silent: bool
    state: str


class Care(Struct, frozen=True):
    """The contact calendar of a scope.

    Attributes:
        until: last day of the days shown ahead.
        states: all customers but those lost, the longest overdue first.
        overdue: ids of those overdue.
        due: ids of those due until then.
        silent: ids of those silent.
        unplanned: ids of those overdue or due with no visit or call planned.
        revisits: ids of visits made whose report answers the questions of a revisit, the newest first.
    """

    until: date
    states: tuple[CareState, ...]
    overdue: tuple[str, ...]
    due: tuple[str, ...]
    silent: tuple[str, ...]
    unplanned: tuple[str, ...]
    revisits: tuple[str, ...]


def interval_of(book: Book, customer: Customer, tier: str) -> int:
    """Return the days within which a customer is contacted again; the shorter where two apply."""
    limits = book.config.thresholds
    own = {"A": limits.care_a, "C": limits.care_c}.get(tier, limits.care_b)
    return min(own, limits.care_key_account) if customer.key_account else own


@per_book
def care_state(book: Book, ident: str) -> CareState:
    """Return when a customer is to be contacted again."""
    customer, today = book.customers[ident], book.as_of
    tier = tier_of(book, ident)
    interval = interval_of(book, customer, tier)
    visits = book.visits_of_customer.get(ident, ())
    last = max((visit.date for visit in visits if is_done(book, visit)), default=None)
    coming = min((v.date for v in visits if v.status in _AHEAD and v.date >= today), default=None)
    due = today if last is None else last + timedelta(days=interval)
    ahead = book.config.thresholds.care_ahead
    never = last is None
    overdue = never or due < today
    return CareState(
        customer=ident,
        owner=customer.owner,
        tier=tier,
        key_account=customer.key_account,
        interval=interval,
        last=last,
        due=due,
        overdue_days=max((today - due).days, 0),
        coming=coming,
        silent=last is None or (today - last).days > _SILENT_AFTER * interval,
        state="overdue" if overdue else "due" if (due - today).days <= ahead else "later",
    )


def is_revisit(book: Book, visit: Visit) -> bool:
    """Whether a visit was made whose report answers one of the questions of a revisit (S32.2)."""
    return is_done(book, visit) and any(visit.says(name) for name in REVISIT)


@measure(
    "S32.1",
    "care",
    N_("Contact calendar"),
    N_(
        "Every customer but those lost is contacted again, by visit or call, within {care_key_account} days when it is a "
        "key account, {care_a} days in tier A (M22), {care_c} days in tier C and {care_b} days in tier B or in no tier; "
        "where two apply, within the shorter. Overdue from the day after; a customer never contacted is overdue. Due: "
        "within the next {care_ahead} days. Silent: never contacted, or not within two intervals. Only contacts made by "
        "the day of the figures count; a planned one is shown beside."
    ),
    unit="count",
    source="S32.1",
)
def care(book: Book, scope: Scope) -> Care:
    """Say for each customer of a scope when the next contact is due."""
    mine = [customer.id for customer in customers_of(book, scope) if not is_lost(book, customer.id)]
    states = sorted((care_state(book, ident) for ident in mine), key=_most_urgent)
    revisits = _revisits(book, scope.visits(book))
    return Care(
        until=book.as_of + timedelta(days=book.config.thresholds.care_ahead),
        states=tuple(states),
        overdue=tuple(one.customer for one in states if one.state == "overdue"),
        due=tuple(one.customer for one in states if one.state == "due"),
        silent=tuple(one.customer for one in states if one.silent),
        unplanned=tuple(one.customer for one in states if one.state != "later" and one.coming is None),
        revisits=tuple(v.id for v in sorted(revisits, key=attrgetter("date", "id"), reverse=True)),
    )


def _revisits(book: Book, visits: Iterable[Visit]) -> list[Visit]:
    """Return those of a scope's visits that are revisits; each visit is looked at once for all scopes."""
    done = [visit for visit in visits if is_done(book, visit)]
    if not done:
        return []
    with unseen():
        every = _all_revisits(book)
    return [visit for visit in done if visit.id in every]


@per_book
def _all_revisits(book: Book) -> frozenset[str]:
    return frozenset(visit.id for visit in book.visits.values() if is_revisit(book, visit))


def _most_urgent(one: CareState) -> tuple[bool, date, str, str]:
    return one.last is not None, one.due, one.tier or "D", one.customer
