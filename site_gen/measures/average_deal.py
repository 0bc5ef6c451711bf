"""The average deal a plan is made with, and whose it is (S3.4, M12)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.hunting import ceiling, plan_of
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.wins import Won, wins_between, wins_of

NO_DEAL = N_("Nothing with an amount has been won yet, so there is no average deal.")


class AverageDeal(Struct, frozen=True):
    """What one deal brings on average.

    Attributes:
        total: amount of the deals it is the average of, money units; of a plan's, the average itself.
        count: how many deals; 0 when nothing with an amount was won yet.
        projects: ids of the won projects it is the average of; empty when the hunter plan says it.
        source: whose it is: `plan`, `person`, `team`, `own` (of another cut), `company`, `ever` (of all years
            of the company); empty for none.
    """

    total: Decimal
    count: int
    projects: tuple[str, ...]
    source: str

    @property
    def amount(self) -> Decimal | None:
        """The average, money units; `None` when there is none."""
        return self.total / self.count if self.count else None

    def needed(self, remaining: Decimal) -> int | None:
        """Return how many average deals make up `remaining`; exact also where the average never ends."""
        return ceiling(remaining * self.count, self.total) if self.count else None


NO_AVERAGE = AverageDeal(Decimal(0), 0, (), "")


@per_book
def average_deal(book: Book, scope: Scope, year: int) -> AverageDeal:
    """Return the average deal for a plan of `year`: the plan's, else of what was won in it and the year before.

    Where the scope has won nothing then, its team's stands in, then the company's, then the company's of all
    years, wins of an unknown day included.
    """
    plan = plan_of(book, scope.id, year) if scope.kind == "person" else None
    if plan and plan.average_deal:
        return AverageDeal(plan.average_deal, 1, (), "plan")
    start, end = date(year - 1, 1, 1), date(year + 1, 1, 1)
    for source, one in _instead(book, scope):
        found = _average(wins_between(book, one, start, end), source)
        if found.count:
            return found
    return _average(wins_of(book, COMPANY), "ever")


def _instead(book: Book, scope: Scope) -> list[tuple[str, Scope]]:
    """Return a scope and those that may stand in for it, with what they are called."""
    own = scope.kind if scope.kind in {"person", "team", "company"} else "own"
    return [(own, scope), *((one.kind, one) for one in stand_ins(book, scope))]


def stand_ins(book: Book, scope: Scope) -> tuple[Scope, ...]:
    """Return the scopes whose figures stand in where `scope` has no history: the team, then the company."""
    team = book.team_of(scope.id) if scope.kind == "person" else ""
    return (*((Scope("team", team),) if team else ()), *((COMPANY,) if scope.kind != "company" else ()))


def _average(found: Won, source: str) -> AverageDeal:
    """Average contract of the won projects with an amount; several orders of a project are one deal."""
    deals: dict[str, Decimal] = {}
    for win in found.wins:
        if win.amount:
            deals[win.project] = deals.get(win.project, Decimal(0)) + win.amount
    if not deals:
        return NO_AVERAGE
    return AverageDeal(sum(deals.values(), Decimal(0)), len(deals), tuple(sorted(deals)), source)
