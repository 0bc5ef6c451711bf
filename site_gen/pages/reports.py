"""Daily and weekly reports at a glance: who handed in what, what waits for a signature, which plans are signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.reports import handed_in
from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.followups import overdue_items
from site_gen.measures.obligations import is_away
from site_gen.measures.period import is_employed
from site_gen.measures.plan_done import Kept, plan_done
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signing import Unsigned, unsigned_reports, weekly_report_of
from site_gen.measures.work_figures import WorkFigures, day_figures, week_figures
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.plan_head import plan_href
from site_gen.pages.report_marks import AWAY, NONE, WAITING, Mark, mark_of
from site_gen.pages.report_rows import report_href
from site_gen.pages.view import View
from site_gen.pages.visit_weeks import visits_of_week
from site_gen.pages.weekly_reports import visits_with_complaint
from site_gen.records import DailyReport, Person, Signature, Visit, WeeklyReport

#: Weeks of the table, daily reports listed, and reports listed under each name that is to sign.
WEEKS, NEWEST, TO_SIGN = 12, 30, 20


class Cell(NamedTuple):
    """The weekly report of a person and week: its state and the href of its page, empty where there is none."""

    mark: Mark | None
    href: str


class Line(NamedTuple):
    """What a person's last full week brought, and where help may be needed."""

    person: Person
    report: Cell
    figures: WorkFigures
    kept: Kept
    complained: list[Visit]
    overdue: int
    plan_href: str


class DayRow(NamedTuple):
    """A daily report in the list of the newest."""

    report: DailyReport
    mark: Mark
    figures: WorkFigures
    kept: Kept


class Waiting(NamedTuple):
    """What one supervisor is to sign, the newest first; `more` counts what is not listed."""

    supervisor: str
    reports: tuple[Unsigned, ...]
    more: int


def pages(book: Book) -> Iterator[Page]:
    """Yield the overview."""
    del book
    yield Page(addresses.REPORTS, "reports.html", _title, _build, "reports")


def _title(view: View) -> str:
    return view.tr(N_("Reports"))


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    this = Week.of(book.as_of)
    people = _people(book, this)
    weeks = [this.shift(-n) for n in range(WEEKS)]
    last = this.shift(-1)
    lines = [_line(view, person, last) for person in people if is_employed(person, last.start, last.end)]
    missing = [
        p for p in people if _owes(book, p, last) and not _is_in(book, weekly_report_of(book, p.id, last))
    ]
    waiting = _waiting(unsigned_reports(book, COMPANY))
    return {
        "people": people,
        "this": this,
        "last": last,
        "rows": [(week, [_cell(view, person, week) for person in people]) for week in weeks],
        "lines": lines,
        "missing": missing,
        "newest": [_day_row(book, report) for report in _newest(book)],
        "daily_count": len(book.daily_reports),
        "waiting": waiting,
        "to_sign": sum(len(group.reports) + group.more for group in waiting),
        "signatures": _signatures(book),
        "recent": weeks[-1].start,
        "hundred": Decimal(100),
        "finding": _finding(view, last, lines, missing, sum(len(g.reports) + g.more for g in waiting)),
    }


def _people(book: Book, this: Week) -> list[Person]:
    """Return the sellers who worked in one of the weeks shown."""
    first = this.shift(1 - WEEKS).start
    return [p for p in book.sellers if is_employed(p, first, this.end)]


def _owes(book: Book, person: Person, week: Week) -> bool:
    """Whether a person was with the team in a week and had a working day in it."""
    return is_employed(person, week.start, week.end) and not is_away(book, person.id, week)


def _is_in(book: Book, report: WeeklyReport | None) -> bool:
    return report is not None and handed_in(book, report) is not None


def _cell(view: View, person: Person, week: Week) -> Cell:
    book = view.book
    report = weekly_report_of(book, person.id, week)
    if report:
        mark = mark_of(book, report)
        is_waiting = mark.key == "draft" and week.end >= book.as_of
        return Cell(WAITING if is_waiting else mark, report_href(view, report))
    if not is_employed(person, week.start, week.end):
        return Cell(None, "")
    if is_away(book, person.id, week):
        return Cell(AWAY, "")
    return Cell(WAITING if week.end >= book.as_of else NONE, "")


def _line(view: View, person: Person, week: Week) -> Line:
    book, scope = view.book, Scope("person", person.id)
    return Line(
        person,
        _cell(view, person, week),
        week_figures(book, person.id, week),
        plan_done(book, scope, week.start, week.end).whole,
        visits_with_complaint(visits_of_week(book, week, scope)),
        sum(item.ours for item in overdue_items(book, scope)),
        plan_href(view, week, scope),
    )


def _newest(book: Book) -> list[DailyReport]:
    found = (r for r in book.daily_reports.values() if r.date <= book.as_of)
    return sorted(found, key=lambda r: (-r.date.toordinal(), r.owner, r.id))[:NEWEST]


def _day_row(book: Book, report: DailyReport) -> DayRow:
    day = report.date
    next_day = date.fromordinal(day.toordinal() + 1)
    kept = plan_done(book, Scope("person", report.owner), day, next_day).whole
    return DayRow(report, mark_of(book, report), day_figures(book, report.owner, day), kept)


def _waiting(reports: tuple[Unsigned, ...]) -> list[Waiting]:
    groups: dict[str, list[Unsigned]] = {}
    for one in reversed(reports):
        groups.setdefault(one.supervisor, []).append(one)
    return [
        Waiting(who, tuple(groups[who][:TO_SIGN]), max(0, len(groups[who]) - TO_SIGN))
        for who in sorted(groups)
    ]


@per_book
def _signatures(book: Book) -> tuple[Signature, ...]:
    """Return all signatures under plans, the newest plan first."""
    return tuple(sorted(book.signatures.values(), key=lambda one: (-one.date.toordinal(), one.owner, one.id)))


def _finding(view: View, last: Week, lines: list[Line], missing: list[Person], to_sign: int) -> str:
    words = view.words
    if not view.book.weekly_reports and not view.book.daily_reports:
        return view.tr(N_("No report has been written yet."))
    owing = [line for line in lines if line.report.mark is not AWAY]
    said = view.tr(
        N_(
            "Weekly reports of {week} handed in: {count} of {people}; reports waiting for a signature: {to_sign}."
        ),
        week=words.week(last),
        count=words.num(len(owing) - len(missing)),
        people=words.num(len(owing)),
        to_sign=words.num(to_sign),
    )
    if not missing:
        return said
    text = N_("Not handed in: {people}.")
    names = words.join([person.name for person in missing])
    return said + sentence_space(view.lang) + view.tr(text, people=names)
