"""The roll-up of a week: person by person, team by team, with the sums the manager reads out (S34.2, S34.4–S34.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.commits import commit_of
from site_gen.config import Week
from site_gen.measures.accuracy import WeekAccuracy, accuracy
from site_gen.measures.commits import CommitWeek, commit_week
from site_gen.measures.crew import aim, crew, signed
from site_gen.measures.linearity import Linearity, linearity
from site_gen.measures.quarters import quarter_of
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.stretch import Stretch, stretch
from site_gen.measures.submissions import submissions
from site_gen.pages.commit_weeks import people_of, week_href
from site_gen.pages.view import View


class RollUp(Struct, frozen=True):
    """One line of the roll-up.

    Attributes:
        scope: whose figures.
        name: what it is called.
        href: Monday page of the scope; empty when there is none.
        last: commit, actual and accuracy of the week before.
        found: commit of the week.
        pace: linearity.
        aim: month and quarter against the stretch target.
        missing: whether a commit is owed and not handed in; of teams and the company, for anybody.
    """

    scope: Scope
    name: str
    href: str
    last: WeekAccuracy
    found: CommitWeek
    pace: Linearity
    aim: Stretch
    missing: bool


class Group(Struct, frozen=True):
    """The people of one team and its sum; `total` is `None` for people without a team."""

    rows: tuple[RollUp, ...]
    total: RollUp | None


def roll_up(view: View, week: Week, scope: Scope) -> list[Group]:
    """Return the lines of a scope by team; the sum of the whole is not among them.

    Who is away all week or has left stands there too, as long as the sums hold figures of theirs.
    """
    book = view.book
    if scope.kind == "person":
        return [Group((row(view, week, scope),), None)]
    groups = []
    teams = [Scope("team", team.key) for team in book.config.teams] if scope == COMPANY else [scope]
    grouped: set[str] = set()
    for team in teams:
        members = _shown(book, crew(book, team, week.start), week)
        grouped.update(members)
        if members:
            rows = tuple(row(view, week, Scope("person", one)) for one in members)
            groups.append(Group(rows, row(view, week, team) if scope == COMPANY else None))
    others = [one for one in book.people if one not in grouped] if scope == COMPANY else []
    if rest := _shown(book, others, week):
        groups.append(Group(tuple(row(view, week, Scope("person", one)) for one in rest), None))
    return groups


def summed_since(book: Book, week: Week) -> date:
    """Return the first day that a line of a week sums up: of its quarter or, when that is earlier, of the week before."""
    return min(quarter_of(week.start, book.config.fiscal_month).start, week.shift(-1).start)


def _is_summed(book: Book, person: str, week: Week) -> bool:
    """Whether the sums of a week hold something of a person: of the week before, or of its month and quarter."""
    scope, quarter = Scope("person", person), quarter_of(week.start, book.config.fiscal_month)
    return (
        aim(book, scope, quarter.start, quarter.end).orders is not None
        or commit_of(book, person, week.shift(-1).id) is not None
        or bool(signed(book, scope, summed_since(book, week), week.end).wins)
    )


def row(view: View, week: Week, scope: Scope) -> RollUp:
    """Return the line of one scope."""
    book = view.book
    return RollUp(
        scope=scope,
        name=scope.label(book, view.lang),
        href=week_href(view, week, scope),
        last=accuracy(book, scope, week.id).last,
        found=commit_week(book, scope, week.id),
        pace=linearity(book, scope, week.id),
        aim=stretch(book, scope, week.id),
        missing=bool(submissions(book, scope, week.id).missing),
    )


def _shown(book: Book, people: Iterable[str], week: Week) -> list[str]:
    """Return those of some people who have a line: nobody else's figures are looked at."""
    asked = frozenset(people_of(book, week))
    return [one for one in people if one in asked or _is_summed(book, one, week)]
