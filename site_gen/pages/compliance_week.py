"""The statistics the marketing department sends to the leaders every Wednesday (S12.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.reports import statistics_due
from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.obligations import NAMES, Owed, debtors, owed_about
from site_gen.measures.points import price
from site_gen.measures.punctuality import Quality, qualities, quality
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses
from site_gen.pages.leaders import questions, routing
from site_gen.pages.owed_words import currency, rows
from site_gen.pages.view import View


class Rep(NamedTuple):
    """The week of one person.

    Attributes:
        person: id.
        types: by type of report.
        taken: points the week's reports cost.
        fine: fine for them, whole units of the currency.
    """

    person: str
    types: tuple[Quality, ...]
    taken: int
    fine: Decimal


class Group(NamedTuple):
    """The people of one team; the label is empty where there are no teams."""

    label: str
    reps: list[Rep]
    whole: Quality


def address(book: Book, week: Week) -> str:
    """Return the address of the statistics of a week; the last week that is over stands under the plain one."""
    if week == Week.of(book.as_of).shift(-1):
        return addresses.STATISTICS
    return addresses.statistics(week)


def title(week: Week, view: View) -> str:
    """Return the title of the statistics of a week."""
    return view.tr(N_("Wednesday statistics: {week}"), week=view.words.week(week))


def build(week: Week, kept: int, view: View) -> Mapping[str, Any]:
    """Return the context of the statistics of a week; `kept` is how many weeks have such a page."""
    book = view.book
    owed = owed_about(book, COMPANY, week.start, week.end)
    whole = quality(book, owed)
    last = Week.of(book.as_of).shift(-1)
    prices = [price(book, one) for one in owed]
    return {
        "finding": _finding(view, week, whole, owed),
        "week": week,
        "finished_by": statistics_due(book, week),
        "whole": whole,
        "open": sum(not one.counts for one in owed),
        "taken": sum(points for points, _ in prices),
        "fine": sum((fine for _, fine in prices), Decimal(0)),
        "currency": currency(view),
        "types": qualities(book, owed),
        "groups": _groups(view, owed),
        "names": NAMES,
        "lapses": rows(
            view, sorted((one for one in owed if one.lapsed), key=lambda one: (one.person, one.due))
        ),
        "routing": routing(book),
        "questions": questions(view) if week == last else [],
        "before": _beside(view, week.shift(-1), last.shift(1 - kept), last),
        "after": _beside(view, week.shift(1), last.shift(1 - kept), last),
        "copies": [
            (view.words.week(w), view.href(address(book, w))) for w in (last.shift(-n) for n in range(kept))
        ],
    }


def _beside(view: View, week: Week, first: Week, last: Week) -> tuple[str, str] | None:
    """Return name and href of the statistics of a neighbouring week, if they are kept."""
    if not first <= week <= last:
        return None
    return view.words.week(week), view.href(address(view.book, week))


def _finding(view: View, week: Week, whole: Quality, owed: tuple[Owed, ...]) -> str:
    words, book = view.words, view.book
    name, by = words.week(week), statistics_due(book, week)
    if not whole.due:
        return view.tr(N_("{week}: no report was due."), week=name)
    text = N_("{week}: of {due} reports due {good} came in time and complete; the others: {others}.")
    if whole.good == whole.due:
        text = N_("{week}: all {due} reports due came in time and complete.")
    others = [
        view.tr(label, count=words.num(count))
        for label, count in (
            (N_("missing {count}"), whole.missing),
            (N_("late {count}"), whole.late),
            (N_("incomplete {count}"), whole.incomplete),
            (N_("late and incomplete {count}"), whole.late_incomplete),
        )
        if count
    ]
    said = view.tr(
        text, week=name, due=words.num(whole.due), good=words.num(whole.good), others=words.join(others)
    )
    still = sum(not one.counts for one in owed)
    if still:
        more = view.tr(N_("{count} may still come in time."), count=words.num(still))
        said += sentence_space(view.lang) + more
    if by >= book.as_of:
        end = view.tr(N_("To be finished by {day}."), day=words.long_day(by))
        said += sentence_space(view.lang) + end
    return said


def _groups(view: View, owed: tuple[Owed, ...]) -> list[Group]:
    book = view.book
    found = []
    teams = {team.key: view.tr(team.label) for team in book.config.teams}
    by_person: defaultdict[str, list[Owed]] = defaultdict(list)
    for one in owed:
        by_person[one.person].append(one)
    by_team: defaultdict[str, list[str]] = defaultdict(list)
    for person in debtors(book, COMPANY):
        team = book.team_of(person)
        by_team[team if team in teams else ""].append(person)
    for key, label in (*teams.items(), ("", view.tr(N_("without a team")) if teams else "")):
        reps = [_rep(book, person, by_person[person]) for person in by_team[key]]
        reps = [rep for rep in reps if rep.types]
        if reps:
            whole = quality(book, [one for person in by_team[key] for one in by_person[person]])
            found.append(Group(label, reps, whole))
    return found


def _rep(book: Book, person: str, owed: list[Owed]) -> Rep:
    prices = [price(book, one) for one in owed]
    fine = sum((fine for _, fine in prices), Decimal(0))
    return Rep(person, qualities(book, owed, person), sum(points for points, _ in prices), fine)
