"""The day page of a salesperson: plan, done, ratios, what was learned, signature (S25, S26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_, sentence_space
from site_gen.measures.period import visits_on
from site_gen.measures.plan_done import Kept, plan_done
from site_gen.measures.scope import Scope
from site_gen.measures.signing import is_signed, supervisor_of, weekly_report_of
from site_gen.measures.work_figures import WorkFigures, day_figures, talks_of
from site_gen.pages import addresses
from site_gen.pages.facts import gaps, prose
from site_gen.pages.page import EachPage, Page
from site_gen.pages.plan_head import plan_href
from site_gen.pages.problems import problems_of
from site_gen.pages.report_marks import mark_of
from site_gen.pages.report_rows import money_lines, plan_signature, report_href, talk_lines, visit_lines
from site_gen.pages.view import View
from site_gen.records import DailyReport

#: Prose of the report after the figures, in the order of the form.
_TOLD = ("competitor_info", "customer_opinions", "customer_news", "learning")
#: What the form asks for of somebody who worked that day (S26.1).
_ASKED = ("learning", "expense", "submitted_on")
_DAY = timedelta(days=1)


def pages(book: Book) -> Iterator[Page]:
    """Yield one page per daily report."""
    yield from _each(book.daily_reports)


def _page(report: DailyReport) -> Page:
    return Page(
        url=addresses.record("daily_report", report.id),
        template="daily_report.html",
        title=partial(_title, report),
        build=partial(_build, report),
        section="reports",
        crumbs=((addresses.REPORTS, _reports),),
    )


_each = EachPage(_page)


def _reports(view: View) -> str:
    return view.tr(N_("Reports"))


def _title(report: DailyReport, view: View) -> str:
    who, day = view.book.name_of(report.owner), view.words.long_day(report.date)
    return view.tr(N_("Daily report: {who}, {day}"), who=who, day=day)


def _build(report: DailyReport, view: View) -> Mapping[str, Any]:
    book, owner, day = view.book, report.owner, report.date
    scope = Scope("person", owner)
    visits = visits_on(scope.visits(book), day, day + _DAY)
    figures = day_figures(book, owner, day)
    kept = plan_done(book, scope, day, day + _DAY).whole
    before, after = _neighbours(book, owner)[report.id]
    week = Week.of(day)
    return {
        "report": report,
        "figures": figures,
        "kept": kept,
        "lines": visit_lines(view, visits, figures),
        "talks": talk_lines(view, talks_of(report), visits),
        "money_rows": money_lines(view, figures, report),
        "told": prose(view, report, _TOLD),
        "complaint_note": view.md(report.complaint_note),
        "missing": gaps(view, report, _ASKED) if report.attendance == "present" else (),
        "mark": mark_of(book, report),
        "signed": is_signed(book, report),
        "supervisor": supervisor_of(book, owner),
        "signature": plan_signature(view, owner, day),
        "warnings": problems_of(book, report),
        "before": view.link("daily_report", before, view.words.day(book.daily_reports[before].date))
        if before
        else "",
        "after": view.link("daily_report", after, view.words.day(book.daily_reports[after].date))
        if after
        else "",
        "plan_href": plan_href(view, week, scope),
        "week_name": view.words.week(week),
        "week_href": report_href(view, weekly_report_of(book, owner, week)),
        "finding": _finding(view, report, kept, figures),
    }


@per_book
def _neighbours(book: Book, owner: str) -> Mapping[str, tuple[str, str]]:
    """Return the daily reports of a person, each with the ids of the one before and the one after it."""
    same = ["", *(report.id for report in book.daily_reports_of_owner[owner]), ""]
    return {ident: (same[at - 1], same[at + 1]) for at, ident in enumerate(same) if ident}


def _finding(view: View, report: DailyReport, kept: Kept, figures: WorkFigures) -> str:
    said = [visits_said(view, kept, figures)]
    if report.attendance != "present":
        label = view.words.label("attendance", report.attendance)
        said.insert(0, view.tr(N_("Attendance: {attendance}."), attendance=label))
        if not kept.planned and not kept.visits:
            said.pop()
    said.append(month_said(view, figures))
    return sentence_space(view.lang).join(filter(None, said))


def visits_said(view: View, kept: Kept, figures: WorkFigures) -> str:
    """Say what became of the plan and what the visits were worth."""
    words = view.words
    if not kept.planned and not kept.visits:
        return view.tr(N_("No visit was planned or made."))
    not_made = len(kept.missed) + len(kept.cancelled)
    text = N_("Planned {planned}, made as planned {made}, not visited {missed}, without a plan {unplanned}.")
    said = view.tr(
        text,
        planned=words.num(kept.planned),
        made=words.num(len(kept.made)),
        missed=words.num(not_made),
        unplanned=words.num(len(kept.unplanned)),
    )
    if not kept.visits:
        return said
    worth = view.tr(
        N_("Effective {effective} of {visits}, deals {deals}."),
        effective=words.num(len(figures.effect.effective)),
        visits=words.num(kept.visits),
        deals=words.num(len(figures.effect.deals)),
    )
    return said + sentence_space(view.lang) + worth


def month_said(view: View, figures: WorkFigures) -> str:
    """Say how orders and collection of the month stand against the share of their targets; empty without targets."""
    words, orders, paid = view.words, figures.month_ordered.ratio, figures.month_collected.ratio
    if orders.percent is None and paid.percent is None:
        return ""
    text = N_("Month to date: orders {orders} of the target so far, collection {collected}.")
    return view.tr(text, orders=words.percent(orders.percent), collected=words.percent(paid.percent))
