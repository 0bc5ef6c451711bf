"""The account portfolio: current revenue against future potential (M26, S19)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.ratings import Ratings, ratings
from site_gen.book.takings import year_before
from site_gen.book.trace import as_value
from site_gen.locale.text import N_
from site_gen.measures.regions import customers_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.measures.wins import wins_of_project
from site_gen.records import AccountAssessment, Customer

#: The four fields of the matrix: high revenue and potential, high revenue, high potential, neither.
SEGMENTS = ("core", "maintain", "develop", "minimal")


class AccountScore(Struct, frozen=True):
    """One assessment of an account.

    Attributes:
        assessment: id.
        customer: id of the account.
        date: day of the assessment.
        items: how the criteria are rated.
        potential: number of + less number of −.
        high_potential: whether that is above 0.
    """

    assessment: str
    customer: str
    date: date
    items: Ratings
    potential: int
    high_potential: bool


class Account(Struct, frozen=True):
    """An assessed account in the portfolio.

    Attributes:
        score: its last assessment up to the day of the figures.
        revenue: average annual revenue, money units.
        typed: whether that is written in the customer's record; else it is what was signed in twelve months.
        signed: what was signed in the last twelve months, money units.
        projects: ids of the projects it was signed with.
        high_revenue: whether `revenue` reaches the benchmark.
        segment: `core`, `maintain`, `develop` or `minimal`.
    """

    score: AccountScore
    revenue: Decimal
    typed: bool
    signed: Decimal
    projects: tuple[str, ...]
    high_revenue: bool
    segment: str


class Portfolio(Struct, frozen=True):
    """The assessed accounts of a scope (M26).

    Attributes:
        benchmark: revenue from which an account is high, money units; `None` when no account is assessed.
        agreed: whether the benchmark is the team's own; else it is the mean over all assessed accounts.
        mean: mean revenue over the assessed accounts of the company.
        accounts: the accounts, the highest revenue first.
        core: ids of customers with high revenue and high potential.
        maintain: ids of those with high revenue and low potential.
        develop: ids of those with low revenue and high potential.
        minimal: ids of those low in both.
        unassessed: ids of key accounts without an assessment.
    """

    benchmark: Decimal | None
    agreed: bool
    mean: Ratio
    accounts: tuple[Account, ...]
    core: tuple[str, ...]
    maintain: tuple[str, ...]
    develop: tuple[str, ...]
    minimal: tuple[str, ...]
    unassessed: tuple[str, ...]


class Revenue(Struct, frozen=True):
    """What a customer brings in a year: typed, signed in twelve months, and with which projects."""

    typed: Decimal | None
    signed: Decimal
    projects: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        """The typed figure, which covers years before the records; else what was signed."""
        return self.signed if self.typed is None else self.typed


@per_book
def revenue_of(book: Book, ident: str) -> Revenue:
    """Return the annual revenue of a customer."""
    start = year_before(book.as_of)
    wins = [
        win
        for project in book.projects_of_customer.get(ident, ())
        for win in wins_of_project(book, project.id)
        if win.day is not None and win.day >= start
    ]
    signed = sum((win.amount for win in wins if win.amount is not None), Decimal(0))
    projects = tuple(sorted({win.project for win in wins}))
    return Revenue(book.customers[ident].annual_revenue, signed, projects)


def account_score(book: Book, assessment: AccountAssessment) -> AccountScore:
    """Return the potential of one assessment; the criteria are those of the team's list."""
    items = ratings(assessment.items, book.config.vocabularies["account_item"].keys)
    return AccountScore(
        assessment.id, assessment.customer, assessment.date, items, items.score, items.score > 0
    )


@per_book
def account_scores(book: Book, customer: str) -> tuple[AccountScore, ...]:
    """Return the assessments of one account up to `book.as_of`, oldest first."""
    found = book.account_assessments_of_customer.get(customer, ())
    return tuple(account_score(book, one) for one in found if one.date <= book.as_of)


@as_value
def mean_revenue(book: Book) -> Ratio:
    """Return the mean annual revenue of the assessed accounts of the company."""
    return _mean_revenue(book)


@per_book
def _mean_revenue(book: Book) -> Ratio:
    found = [revenue_of(book, one).value for one in book.customers if account_scores(book, one)]
    return Ratio(sum(found, Decimal(0)), Decimal(len(found)))


@measure(
    "M26",
    "account-potential",
    N_("Account potential and portfolio"),
    N_(
        "Future potential: number of + less number of − of the last account assessment up to the day of the figures; "
        "high when above 0. ? and criteria that are not rated count 0. Current revenue: the annual revenue written in the "
        "customer’s record, as it covers years before these records; where none is written, the contract amounts signed in "
        "the last twelve months. High when it reaches the benchmark: the account_benchmark of the team’s thresholds, else "
        "the mean over all assessed accounts of the company. High and high is core, high revenue alone maintain, high "
        "potential alone develop, neither minimal. An account belongs to who looks after the customer, and to its market "
        "and province."
    ),
    unit="count",
    source="M26, S19.2, S19.3, S19.4",
)
def portfolio(book: Book, scope: Scope) -> Portfolio:
    """Place every assessed account of a scope by revenue and potential (M26)."""
    agreed, mean, benchmark = book.config.thresholds.account_benchmark, mean_revenue(book), _benchmark(book)
    customers = customers_of(book, scope) or ()
    found = [
        _account(book, customer, scores[-1])
        for customer in customers
        if (scores := account_scores(book, customer.id))
    ]
    found.sort(key=lambda one: (-one.revenue, -one.score.potential, one.score.customer))
    lists = {key: tuple(one.score.customer for one in found if one.segment == key) for key in SEGMENTS}
    return Portfolio(
        benchmark=benchmark,
        agreed=agreed is not None,
        mean=mean,
        accounts=tuple(found),
        **lists,
        unassessed=tuple(c.id for c in customers if c.key_account and not account_scores(book, c.id)),
    )


def _benchmark(book: Book) -> Decimal | None:
    agreed = book.config.thresholds.account_benchmark
    return mean_revenue(book).value if agreed is None else agreed


def _account(book: Book, customer: Customer, score: AccountScore) -> Account:
    found = revenue_of(book, customer.id)
    high = found.value >= (_benchmark(book) or Decimal(0))
    names = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}
    return Account(
        score=score,
        revenue=found.value,
        typed=found.typed is not None,
        signed=found.signed,
        projects=found.projects,
        high_revenue=high,
        segment=SEGMENTS[names[high, score.high_potential]],
    )


def account_of(book: Book, ident: str) -> Account | None:
    """Return one account as it stands in the portfolio; `None` when it is not assessed."""
    scores = account_scores(book, ident)
    return _account(book, book.customers[ident], scores[-1]) if scores else None
