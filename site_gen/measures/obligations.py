"""What everybody owes: each report with its due day, and whether it came, in time and complete (S12.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.duty import is_member, workdays
from site_gen.book.per_book import per_book
from site_gen.book.report_content import Content, day_content, region_content, visit_content, week_content
from site_gen.book.reports import asked, handed_in, report_due, week_due
from site_gen.config import Week
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.scope import Scope, seller
from site_gen.records import RegionReport, WeeklyReport

#: Types of report by what they are called, in the order in which they are shown.
NAMES: dict[str, Msg] = {
    "weekly": N_("Weekly report"),
    "opportunities": NC_("report", "Opportunities"),
    "visit": NC_("report", "Visit report"),
    "daily": N_("Daily report"),
    "regional": N_("Regional report"),
}
TYPES = tuple(NAMES)
#: Those that cost points (S12.5 names three).
SCORED = ("weekly", "opportunities", "visit")
#: What states are called, the good ones first.
STATES: dict[str, Msg] = {
    "on_time": NC_("report", "in time and complete"),
    "late": NC_("report", "late"),
    "incomplete": NC_("report", "incomplete"),
    "late_incomplete": NC_("report", "late and incomplete"),
    "missing": NC_("report", "missing"),
    "not_due": NC_("report", "not due yet"),
}
#: States of what came, but not as it should.
FLAWED = frozenset({"late", "incomplete", "late_incomplete"})

_DAY = timedelta(days=1)
_due = attrgetter("due")
_NOTHING = Content(0, ())


class Owed(Struct, frozen=True):
    """One report somebody owes.

    Attributes:
        type: one of `TYPES`.
        person: id of who owes it.
        period: id of the week, the day (`2026-11-18`), or id of the visit it is about.
        about: first day it is about: the Monday of the week, the day, the day of the visit.
        due: last day to hand it in.
        handed_in: day it was handed in; `None` when it was not by the day of the figures.
        state: `on_time`, `late`, `incomplete`, `late_incomplete`, `missing`, or `not_due` for what may still come.
        required: how many fields it must have; 0 where they are not counted.
        missing: names of those that are empty in what was handed in; of a weekly report its days.
        record: id of the record, also of one not handed in yet; empty for none.
        team: whose regional report it is, else empty.
    """

    type: str
    person: str
    period: str
    about: date
    due: date
    handed_in: date | None
    state: str
    required: int = 0
    missing: tuple[str, ...] = ()
    record: str = ""
    team: str = ""

    @property
    def lapsed(self) -> bool:
        """Whether it is missing, late or incomplete."""
        return self.state == "missing" or self.state in FLAWED

    @property
    def counts(self) -> bool:
        """Whether it has come or should have."""
        return self.state != "not_due"


class _Duty(NamedTuple):
    """What is owed, by whom, about what and by when: the first fields of `Owed`."""

    type: str
    person: str
    period: str
    about: date
    due: date


class _Found(NamedTuple):
    """A record that answers what is owed."""

    record: str = ""
    day: date | None = None
    content: Content = _NOTHING


def state_of(book: Book, due: date, day: date | None, *, complete: bool) -> str:
    """Return the state of what was handed in on `day`, or not at all; on the due day itself it is in time."""
    if day is None:
        return "missing" if book.as_of > due else "not_due"
    if day > due:
        return "late" if complete else "late_incomplete"
    return "on_time" if complete else "incomplete"


def owed_in(book: Book, scope: Scope, start: date, end: date) -> tuple[Owed, ...]:
    """Return what the people of a scope owe with a due day in `[start, end)`: by due day, person and type."""
    found = [one for person in debtors(book, scope) for one in due_between(owed_by(book, person), start, end)]
    return tuple(sorted(found, key=_by_due))


def due_between(owed: Sequence[Owed], start: date, end: date) -> Sequence[Owed]:
    """Return those of `owed`, which stands by due day, that are due in `[start, end)`."""
    return owed[bisect_left(owed, start, key=_due) : bisect_left(owed, end, key=_due)]


def lapses(book: Book, scope: Scope, start: date, end: date) -> tuple[Owed, ...]:
    """Return what of it is missing, late or incomplete."""
    return tuple(one for one in owed_in(book, scope, start, end) if one.lapsed)


def owed_about(book: Book, scope: Scope, start: date, end: date) -> tuple[Owed, ...]:
    """Return what the people of a scope owe about `[start, end)`: a week and its days, whenever it is due."""
    found = [
        one for person in debtors(book, scope) for one in owed_by(book, person) if start <= one.about < end
    ]
    return tuple(sorted(found, key=_by_due))


def debtors(book: Book, scope: Scope) -> tuple[str, ...]:
    """Return who owes reports: the sellers of a scope and who leads its teams, by id."""
    found = {person.id for person in scope.people(book)}
    for team in book.config.teams:
        inside = scope.id in {team.key, team.leader} if scope.kind in {"team", "person"} else True
        if inside and team.leader in book.people:
            found.add(team.leader)
    return tuple(sorted(found))


def _by_due(one: Owed) -> tuple[date, str, int, str, str]:
    return one.due, one.person, TYPES.index(one.type), one.period, one.team


@per_book
def owed_by(book: Book, person: str) -> tuple[Owed, ...]:
    """Return all a person owes for what was up to the day of the figures, by due day."""
    found = [*_of_leader(book, person)]
    if seller(book, person):
        found += [*_of_weeks(book, person), *_of_visits(book, person), *_of_days(book, person)]
    return tuple(sorted(found, key=_by_due))


def _owed(book: Book, duty: _Duty, found: _Found, team: str = "") -> Owed:
    required, missing = found.content if found.day else _NOTHING
    state = state_of(book, duty.due, found.day, complete=not missing)
    return Owed(*duty, found.day, state, required, missing, found.record, team)


def weeks_since(book: Book, since: date | None) -> Iterator[Week]:
    """Yield the weeks from the one of a day up to the current one."""
    if since is not None:
        week, last = Week.of(since), Week.of(book.as_of)
        while week <= last:
            yield week
            week = week.shift(1)


def _of_weeks(book: Book, person: str) -> Iterator[Owed]:
    """Yield weekly reports and opportunities; a week without a working day of the person owes nothing."""
    since = asked(book)
    written: dict[str, list[WeeklyReport]] = {}
    for report in book.weekly_reports_of_owner.get(person, ()):
        written.setdefault(report.week, []).append(report)
    first = min((day for day in (since.weekly, since.opportunities) if day), default=None)
    for week in weeks_since(book, first):
        due = week_due(book, person, week)
        if due is None or not workdays(book, person, week.start, week.end):
            continue
        reports = written.get(week.id, [])
        if since.weekly and Week.of(since.weekly) <= week:
            found = _first(book, reports)
            if found.day:
                report = next(one for one in reports if one.id == found.record)
                found = found._replace(content=week_content(book, report))
            yield _owed(book, _Duty("weekly", person, week.id, week.start, due), found)
        if since.opportunities and Week.of(since.opportunities) <= week:
            found = _first(book, reports, "opportunities_on")
            yield _owed(book, _Duty("opportunities", person, week.id, week.start, due), found)


def _first(
    book: Book, reports: list[WeeklyReport] | list[RegionReport], field: str = "submitted_on"
) -> _Found:
    """Return the report that was handed in first, else one that is written."""
    days = [(handed_in(book, report, field), report.id) for report in reports]
    day, ident = min(days, key=lambda one: (one[0] is None, one[0] or date.max, one[1]), default=(None, ""))
    return _Found(ident, day)


def _of_visits(book: Book, person: str) -> Iterator[Owed]:
    """Yield the reports of visits made; a call needs none."""
    for visit in book.visits_of_owner.get(person, ()):
        if visit.status != "done" or visit.channel != "visit" or visit.date > book.as_of:
            continue
        due = report_due(book, visit)
        if due is not None:
            found = _Found(visit.id, handed_in(book, visit), visit_content(visit))
            yield _owed(book, _Duty("visit", person, visit.id, visit.date, due), found)


def _of_days(book: Book, person: str) -> Iterator[Owed]:
    """Yield the daily reports of the person's working days, each due on its day."""
    since = asked(book).daily
    if since is None:
        return
    written = {
        report.date: report for report in reversed(book.daily_reports_of_owner.get(person, ()))
    }  # of two for a day the first counts
    for day in workdays(book, person, since, book.as_of + _DAY):
        report = written.get(day)
        found = _Found()
        if report is not None:
            found = _Found(report.id, handed_in(book, report), day_content(book, report))
        yield _owed(book, _Duty("daily", person, day.isoformat(), day, day), found)


def _of_leader(book: Book, person: str) -> Iterator[Owed]:
    """Yield the regional reports of the teams somebody leads, whoever wrote them."""
    since = asked(book).regional
    for team in book.config.teams:
        if team.leader != person:
            continue
        reports = book.region_reports_of_team.get(team.key, ())
        for week in weeks_since(book, since):
            due = week_due(book, person, week)
            if due is None or not workdays(book, person, week.start, week.end):
                continue
            mine = [report for report in reports if report.week == week.id]
            found = _first(book, mine)
            if found.day:
                report = next(one for one in mine if one.id == found.record)
                found = found._replace(content=region_content(report))
            yield _owed(book, _Duty("regional", person, week.id, week.start, due), found, team.key)


def is_away(book: Book, person: str, week: Week) -> bool:
    """Whether a person of the team has no working day in a week: on leave, or the team is off."""
    found = book.people.get(person)
    return (
        found is not None
        and any(is_member(found, day) for day in week.days)
        and not workdays(book, person, week.start, week.end)
    )
