"""The week of a team or the company at a glance: who is where on which day, and the five checks by person (S5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.checks import RepDays, VisitChecks, stage_at_visit
from site_gen.measures.scope import Scope
from site_gen.pages.plan_head import plan_head, plan_href
from site_gen.pages.view import View
from site_gen.pages.visit_rows import is_forgotten
from site_gen.pages.visit_weeks import Day, days, visits_of_week
from site_gen.records import Visit


class Cell(NamedTuple):
    """One day of one person: visits and calls by time, and whether it is a working day without a visit."""

    visits: list[Visit]
    idle: bool


class Line(NamedTuple):
    """The week of one person; `href` leads to the person's own plan and is empty where there is none."""

    person: str
    href: str
    cells: list[Cell]


class Group(NamedTuple):
    """The people of one team, under its name and the href of its week; all empty where nothing is to divide."""

    label: str
    href: str
    lines: list[Line]


class Score(NamedTuple):
    """The five checks of one person in this week, as numbers of visits and promises.

    Attributes:
        person: id.
        href: leads to the person's own plan, where the records stand; empty where there is none.
        days: how full the plan is; `None` for somebody without one in this week.
        focus: visits on focus projects.
        made: visits made.
        met: visits made that met expectation.
        due: our promises of this person's visits due in this week.
        kept: those of them done in time.
        overdue: our promises of this person's visits that are overdue, of any week.
    """

    person: str
    href: str
    days: RepDays | None
    focus: int
    made: int
    met: int
    due: int
    kept: int
    overdue: int


def build(week: Week, scope: Scope, view: View) -> Mapping[str, Any]:
    """Return the context of a team's or the company's week."""
    book = view.book
    blocks = days(book, week, scope, calls=True)
    head = plan_head(view, week, scope, blocks)
    lines = _lines(view, week, scope, blocks)
    return {
        **head,
        "who": scope.label(book, view.lang),
        "key_day": _key_day(book.as_of, blocks),
        "parts": _groups(view, week, scope, lines),
        "scores": _scores(view, week, head["checks"], lines),
        "stage_then": partial(stage_at_visit, book),
        "forgotten": partial(is_forgotten, view),
        "once": partial(_once, view, week),
    }


def _key_day(today: date, blocks: tuple[Day, ...]) -> date | None:
    """Return the day that stays beside the names on a phone: the running one, of another week the first."""
    return next((block.day for block in blocks if block.day == today), blocks[0].day if blocks else None)


def _once(view: View, week: Week, entry: Callable[[str], str], visit: str) -> str:
    """Return the entry of a visit, the same on the pages of its team and the company, rendered once."""
    return view.site.once(("entry of a week", view.lang, week, visit), lambda: entry(visit))


def _lines(view: View, week: Week, scope: Scope, blocks: tuple[Day, ...]) -> list[Line]:
    """Return the people who visit or should, by id."""
    people = {v.owner for v in visits_of_week(view.book, week, scope)}
    people |= {person for block in blocks for person in block.idle}
    found: dict[tuple[str, object], list[Visit]] = {}
    for block in blocks:
        for visit in block.visits:
            found.setdefault((visit.owner, block.day), []).append(visit)
    return [
        Line(
            person,
            plan_href(view, week, Scope("person", person)),
            [Cell(found.get((person, block.day), []), person in block.idle) for block in blocks],
        )
        for person in sorted(people)
    ]


def _groups(view: View, week: Week, scope: Scope, lines: list[Line]) -> list[Group]:
    """Return the lines by team in the order of the teams, those without one last."""
    book = view.book
    teams = book.config.teams if scope.kind == "company" else ()
    if not teams:
        return [Group("", "", lines)]
    mine: dict[str, list[Line]] = {team.key: [] for team in teams}
    others: list[Line] = []
    for line in lines:
        mine.get(book.team_of(line.person), others).append(line)
    groups = []
    for team in teams:
        one = Scope("team", team.key)
        groups.append(Group(one.label(book, view.lang), plan_href(view, week, one), mine[team.key]))
    groups.append(Group(view.tr(N_("without a team")), "", others))
    return [group for group in groups if group.lines]


def _scores(view: View, week: Week, checks: VisitChecks, lines: list[Line]) -> list[Score]:
    """Return the five checks by person: the people of the plan and whoever owes something from earlier weeks."""
    visits = view.book.visits
    in_time = checks.in_time

    def by_owner(found: Iterable[str]) -> Counter[str]:
        return Counter(visits[ident].owner for ident in found)

    reps = {rep.person: rep for rep in checks.enough.reps}
    focus, met = by_owner(checks.right.on_focus), by_owner(checks.expectation.met)
    made = by_owner(checks.expectation.made)
    due, kept = by_owner(i.visit for i in in_time.due), by_owner(i.visit for i in in_time.in_time)
    overdue = by_owner(i.visit for i in in_time.overdue)
    return [
        Score(
            person,
            plan_href(view, week, Scope("person", person)),
            reps.get(person),
            *(count[person] for count in (focus, made, met, due, kept, overdue)),
        )
        for person in sorted({line.person for line in lines} | reps.keys() | due.keys() | overdue.keys())
    ]
