"""The week page of a salesperson: next week's plan, the work of each day, talks, ratios, signature (S8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.duty import is_away, works_on
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.followups import overdue_items
from site_gen.measures.plan_done import Kept, plan_done
from site_gen.measures.scope import Scope
from site_gen.measures.signing import daily_report_of, is_signed, signature_of_week, supervisor_of
from site_gen.measures.work_figures import talks_of, week_figures
from site_gen.pages import addresses
from site_gen.pages.daily_reports import month_said, visits_said
from site_gen.pages.facts import gaps, prose
from site_gen.pages.page import EachPage, Page
from site_gen.pages.plan_head import plan_href
from site_gen.pages.problems import problems_of
from site_gen.pages.report_marks import Mark, mark_of
from site_gen.pages.report_rows import (
    VisitLine,
    money_lines,
    plan_signature,
    report_href,
    talk_lines,
    visit_lines,
)
from site_gen.pages.view import View
from site_gen.pages.visit_weeks import visits_of_week
from site_gen.records import DailyReport, Signature, Visit, WeeklyReport

_TOLD = ("competitor_info", "customer_opinions", "customer_news")
_ASKED = ("submitted_on",)


class DayLine(NamedTuple):
    """One day of the week.

    Attributes:
        day: the day.
        texts: main work as the weekly report tells it.
        report: the daily report of that day, if any.
        report_href: where it stands.
        mark: its state.
        visits: lines of the visits made.
        kept: plan against done.
        signature: under the plan of that day or its week.
        owed: whether it is a working day of the person that is over and nothing is written about it.
        away: whether the team works and the person is away.
    """

    day: date
    texts: tuple[str, ...]
    report: DailyReport | None
    report_href: str
    mark: Mark | None
    visits: list[VisitLine]
    kept: Kept | None
    signature: Signature | None
    owed: bool
    away: bool


def pages(book: Book) -> Iterator[Page]:
    """Yield one page per weekly report."""
    yield from _each(book.weekly_reports)


def _page(report: WeeklyReport) -> Page:
    return Page(
        url=addresses.record("weekly_report", report.id),
        template="weekly_report.html",
        title=partial(_title, report),
        build=partial(_build, report),
        section="reports",
        crumbs=((addresses.REPORTS, _reports),),
    )


_each = EachPage(_page)


def _reports(view: View) -> str:
    return view.tr(N_("Reports"))


def _title(report: WeeklyReport, view: View) -> str:
    who, week = view.book.name_of(report.owner), view.words.week(Week.named(report.week))
    return view.tr(N_("Weekly report: {who}, {week}"), who=who, week=week)


def _build(report: WeeklyReport, view: View) -> Mapping[str, Any]:
    book, owner, week = view.book, report.owner, Week.named(report.week)
    scope, coming = Scope("person", owner), week.shift(1)
    visits = visits_of_week(book, week, scope)
    figures = week_figures(book, owner, week)
    done = plan_done(book, scope, week.start, week.end)
    lines = visit_lines(view, visits, figures)
    ahead = visit_lines(view, (v for v in visits_of_week(book, coming, scope) if not v.unplanned))
    before, after = _neighbours(book, owner)[report.id]
    return {
        "report": report,
        "week": week,
        "coming": coming,
        "figures": figures,
        "kept": done.whole,
        "days": _days(view, report, week, lines, {row.key: row for row in done.days}),
        "results": [line for line in lines if line.made],
        "not_visited": [line for line in lines if line.fate in {"missed", "cancelled"}],
        "without_report": [line for line in lines if line.made and not line.has_report],
        "talks": talk_lines(view, talks_of(report), visits),
        "ahead": ahead,
        "signature": signature_of_week(book, owner, coming),
        "money_rows": money_lines(view, figures, report),
        "told": prose(view, report, _TOLD),
        "summary": view.md(report.summary),
        "complained": visits_with_complaint(visits),
        "overdue": [item for item in overdue_items(book, scope) if item.ours],
        "missing": gaps(view, report, _ASKED),
        "mark": mark_of(book, report),
        "signed": is_signed(book, report),
        "supervisor": supervisor_of(book, owner),
        "warnings": problems_of(book, report),
        "before": _other(view, before),
        "after": _other(view, after),
        "plan_href": plan_href(view, week, scope),
        "coming_href": plan_href(view, coming, scope),
        "finding": _finding(
            view, visits_said(view, done.whole, figures), month_said(view, figures), ahead, coming
        ),
    }


@per_book
def _neighbours(book: Book, owner: str) -> Mapping[str, tuple[str, str]]:
    """Return the weekly reports of a person, each with the ids of the one before and the one after it."""
    same = ["", *(report.id for report in book.weekly_reports_of_owner[owner]), ""]
    return {ident: (same[at - 1], same[at + 1]) for at, ident in enumerate(same) if ident}


def _other(view: View, ident: str) -> str:
    if not ident:
        return ""
    week = Week.named(view.book.weekly_reports[ident].week)
    return view.link("weekly_report", ident, view.words.week(week))


def _days(
    view: View, report: WeeklyReport, week: Week, lines: list[VisitLine], kept: Mapping[str, Kept]
) -> list[DayLine]:
    """Return the working days of the week and the others on which something was done or written."""
    book = view.book
    found = []
    for day in week.days:
        texts = tuple(row.text for row in report.days if row.date == day)
        daily = daily_report_of(book, report.owner, day)
        made = [line for line in lines if line.made and line.visit.date == day]
        of_day = kept.get(day.isoformat())
        works = works_on(book, report.owner, day)
        away = not works and _is_away(book, report.owner, day)
        if works or away or texts or daily or of_day:
            found.append(
                DayLine(
                    day,
                    texts,
                    daily,
                    report_href(view, daily),
                    mark_of(book, daily) if daily else None,
                    made,
                    of_day,
                    plan_signature(view, report.owner, day),
                    works and day <= book.as_of and not texts and daily is None,
                    away,
                )
            )
    return found


def _is_away(book: Book, person: str, day: date) -> bool:
    """Whether the team works on a day and the person is on leave, ill or in training."""
    found = book.people.get(person)
    return found is not None and book.config.calendar.is_workday(day) and is_away(found, day)


def _finding(view: View, visits: str, month: str, ahead: list[VisitLine], coming: Week) -> str:
    words = view.words
    planned = sum(line.visit.status != "cancelled" for line in ahead)
    text = N_("For {week} {planned} visits are planned.")
    next_week = view.tr(text, week=words.week(coming), planned=words.num(planned))
    return sentence_space(view.lang).join(filter(None, (visits, month, next_week)))


def visits_with_complaint(visits: tuple[Visit, ...]) -> list[Visit]:
    """Return the visits made on which a customer complained seriously about a supplier (S10.1)."""
    return [visit for visit in visits if visit.supplier_complaint and visit.status == "done"]
