"""The indicators of those who look after key accounts, quarter by quarter (M28, S24.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.file_completeness import CustomerFile, customer_file, together
from site_gen.measures.key_accounts import (
    LostAccount,
    accounts_at,
    key_accounts_of,
    lost_accounts,
    new_accounts,
)
from site_gen.measures.members import members
from site_gen.measures.quarters import Span, quarter_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.targets import goal
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import wins_between

#: Quarters shown: the running one and four before it, so that the same quarter of last year is among them.
QUARTERS = 5
_FULL = Decimal(100)


class KpiQuarter(Struct, frozen=True):
    """The indicators of a person or of several for one quarter.

    Attributes:
        id: `2026-Q4`, of the team's fiscal year.
        start: its first day.
        end: the day after its last.
        signed: amount signed in it up to the day of the figures, money units (M18).
        projects: ids of the projects signed.
        key_signed: the part of it with customers that are key accounts.
        target: order target of its months, money units; `None` when none is written.
        targets: ids of the records of the target.
        completion: amount signed over target.
        at_start: ids of the key accounts at its start.
        lost: those of them lost in it.
        churn: how many were lost over how many there were at the start.
        new: ids of the customers that became key accounts in it.
        planned: how many were planned; `None` when no plan is written.
        development: new key accounts over planned.
        growth: new key accounts over those at the start.
    """

    id: str
    start: date
    end: date
    signed: Decimal
    projects: tuple[str, ...]
    key_signed: Decimal
    target: Decimal | None
    targets: tuple[str, ...]
    completion: Ratio
    at_start: tuple[str, ...]
    lost: tuple[LostAccount, ...]
    churn: Ratio
    new: tuple[str, ...]
    planned: int | None
    development: Ratio
    growth: Ratio


class Specialist(Struct, frozen=True):
    """Somebody who looks after key accounts.

    Attributes:
        person: person id.
        accounts: ids of the key accounts as of today.
        files: the files of the key accounts, by customer, as they stand now.
        file: filled fields of all these files over all their fields.
        quarters: the last five quarters, the oldest first, the running one last.
        now: the running quarter.
        points: mean of the indicators of the running quarter that have a value, each from 0 to 100; `None` for none.
    """

    person: str
    accounts: tuple[str, ...]
    files: tuple[CustomerFile, ...]
    file: Ratio
    quarters: tuple[KpiQuarter, ...]
    now: KpiQuarter
    points: Decimal | None


class KeyAccountKpis(Struct, frozen=True):
    """The indicators of a scope's specialists.

    Attributes:
        quarter: id of the running quarter.
        specialists: by team and person id.
        quarters: the last five quarters of all of them together.
        now: the running one.
        file: filled fields of all their files over all fields.
    """

    quarter: str
    specialists: tuple[Specialist, ...]
    quarters: tuple[KpiQuarter, ...]
    now: KpiQuarter
    file: Ratio


def last_quarters(book: Book) -> tuple[Span, ...]:
    """Return the running quarter and those before it that are shown, the oldest first."""
    found = [quarter_of(book.as_of, book.config.fiscal_month)]
    while len(found) < QUARTERS:
        found.append(quarter_of(found[-1].start - timedelta(days=1), book.config.fiscal_month))
    return tuple(reversed(found))


def specialists_of(book: Book, scope: Scope) -> tuple[str, ...]:
    """Return the ids of the scope's people who own a key account, by team and id."""
    if scope.kind == "person":
        people: Iterable[str] = (scope.id,)
    elif scope.kind == "team":
        people = members(book, scope.id)
    elif scope.kind == "company":
        people = (owner for owner in book.customers_of_owner if owner)
    else:
        people = ()
    found = [one for one in people if key_accounts_of(book, one)]
    return tuple(sorted(found, key=lambda one: (book.team_of(one), one)))


@per_book
def specialist(book: Book, person: str) -> Specialist:
    """Compute the indicators of one person."""
    accounts = accounts_at(book, person, book.as_of + timedelta(days=1))
    files = tuple(customer_file(book, ident) for ident in accounts)
    quarters = tuple(_quarter(book, person, span) for span in last_quarters(book))
    file = together(one.filled for one in files)
    return Specialist(
        person=person,
        accounts=accounts,
        files=files,
        file=file,
        quarters=quarters,
        now=quarters[-1],
        points=points(quarters[-1], file),
    )


def points(quarter: KpiQuarter, file: Ratio) -> Decimal | None:
    """Return the mean of four indicators, each at least 0 and at most 100; of churn, what is left of 100."""
    kept = None if quarter.churn.percent is None else _FULL - quarter.churn.percent
    found = (quarter.completion.percent, file.percent, kept, quarter.development.percent)
    values = [min(max(one, Decimal(0)), _FULL) for one in found if one is not None]
    return sum(values, Decimal(0)) / len(values) if values else None


def _quarter(book: Book, person: str, span: Span) -> KpiQuarter:
    end = min(span.end, book.as_of + timedelta(days=1))
    scope = Scope("person", person)
    signed = wins_between(book, scope, span.start, end)
    key = {c.id for c in key_accounts_of(book, person)}
    mine = [win for win in signed.wins if book.projects[win.project].customer in key]
    planned = goal(book, scope, span.start, span.end)
    return _made(
        span,
        signed=signed.amount,
        projects=signed.ids,
        key_signed=sum((win.amount or Decimal(0) for win in mine), Decimal(0)),
        target=planned.orders,
        targets=planned.targets,
        at_start=accounts_at(book, person, span.start),
        lost=lost_accounts(book, person, span.start, end),
        new=new_accounts(book, person, span.start, end),
        planned=_planned(book, person, span),
    )


def _made(
    span: Span,
    *,
    signed: Decimal,
    projects: tuple[str, ...],
    key_signed: Decimal,
    target: Decimal | None,
    targets: tuple[str, ...],
    at_start: tuple[str, ...],
    lost: tuple[LostAccount, ...],
    new: tuple[str, ...],
    planned: int | None,
) -> KpiQuarter:
    return KpiQuarter(
        id=span.id,
        start=span.start,
        end=span.end,
        signed=signed,
        projects=projects,
        key_signed=key_signed,
        target=target,
        targets=targets,
        completion=NO_RATIO if target is None else Ratio.of(signed, target),
        at_start=at_start,
        lost=lost,
        churn=Ratio.of(len({one.customer for one in lost}), len(at_start)),
        new=new,
        planned=planned,
        development=NO_RATIO if planned is None else Ratio.of(len(new), planned),
        growth=Ratio.of(len(new), len(at_start)),
    )


def _planned(book: Book, person: str, span: Span) -> int | None:
    """Return how many new key accounts the targets of the quarter's months plan."""
    found = [
        row.key_accounts
        for target in book.targets_of_owner.get(person, ())
        for row in target.months
        if row.key_accounts is not None and span.start <= MonthOf(target.year, row.month).start < span.end
    ]
    return sum(found) if found else None


def _together(span: Span, each: Sequence[KpiQuarter]) -> KpiQuarter:
    """Return the quarter of several people: sums of what is counted, and the ratios of these sums."""
    targets = [one.target for one in each if one.target is not None]
    plans = [one.planned for one in each if one.planned is not None]
    return _made(
        span,
        signed=sum((one.signed for one in each), Decimal(0)),
        projects=tuple(sorted({ident for one in each for ident in one.projects})),
        key_signed=sum((one.key_signed for one in each), Decimal(0)),
        target=sum(targets, Decimal(0)) if targets else None,
        targets=tuple(sorted({ident for one in each for ident in one.targets})),
        at_start=tuple(sorted(ident for one in each for ident in one.at_start)),
        lost=tuple(sorted((loss for one in each for loss in one.lost), key=lambda one: (one.on, one.churn))),
        new=tuple(sorted(ident for one in each for ident in one.new)),
        planned=sum(plans) if plans else None,
    )


@measure(
    "M28",
    "key-account-kpis",
    N_("Key-account indicators"),
    N_(
        "For everybody who owns a customer marked as a key account, per quarter of the team’s fiscal year. Plan completion "
        "is everything the person signed in the quarter (M18), not only with key accounts, over the order target of its "
        "months, because targets are not split by customer; what was signed with key accounts is shown beside it. File "
        "completeness is filled fields over all fields of the files of the key accounts as they stand today: the record "
        "of the customer, each of its contacts, and its last survey; no contact or no survey counts as one empty form, "
        "a table as one field, yes or no as filled. Personal and manager-only fields do not count, nor do the parent "
        "company and the mark itself, so that the figure is the same for everybody and asks nobody to collect private "
        "facts. Churn is the key accounts lost in the quarter over those at its start, whether won back later or not. "
        "New development is the customers that became key accounts in the quarter over those planned in the targets of "
        "its months; beside it, over those at the start. A key account belongs to who owns it today. Points are the "
        "mean of the four, each from 0 to 100, churn counted as what is left of 100. Only the company, teams and "
        "salespeople have such indicators."
    ),
    unit="mixed",
    source="S24.4",
)
def key_account_kpis(book: Book, scope: Scope) -> KeyAccountKpis:
    """Compute the indicators of a scope's specialists (M28)."""
    each = tuple(specialist(book, person) for person in specialists_of(book, scope))
    spans = last_quarters(book)
    quarters = tuple(
        _together(span, [one.quarters[number] for one in each]) for number, span in enumerate(spans)
    )
    return KeyAccountKpis(
        quarter=spans[-1].id,
        specialists=each,
        quarters=quarters,
        now=quarters[-1],
        file=together(one.file for one in each),
    )
