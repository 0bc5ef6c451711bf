"""Weekly commit: the section’s first page, the Monday pages, and the page of each commit (S34)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.book.commits import commit_of, handed_in, is_late, planned
from site_gen.config import MonthOf, Week
from site_gen.locale.text import N_, Msg
from site_gen.measures.accuracy import accuracy
from site_gen.measures.commits import commit_week, said_by
from site_gen.measures.concentration import concentration
from site_gen.measures.key_indicators import key_indicators
from site_gen.measures.linearity import linearity
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.stretch import stretch
from site_gen.measures.submissions import submissions
from site_gen.measures.unfulfilled import unfulfilled
from site_gen.pages import addresses
from site_gen.pages import commit_week as monday
from site_gen.pages.commit_actions import agreed
from site_gen.pages.commit_charts import commits_chart, line_chart
from site_gen.pages.commit_weeks import CRUMBS, forecast_title, scopes, week_href, weeks
from site_gen.pages.names import record_name
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import WeeklyCommit

#: Pages of the section, by what they answer; those that there are are shown.
_BESIDE: tuple[tuple[Msg, str], ...] = (
    (N_("Commit history"), addresses.COMMIT_HISTORY),
    (N_("Month and quarter"), addresses.PERIODS),
    (N_("Unfulfilled orders"), addresses.UNFULFILLED),
    (N_("Forecast of twelve months"), addresses.TWELVE_MONTHS),
    (N_("Pipeline by probability"), addresses.PHASES),
    (N_("Sales speed"), addresses.SPEED),
    (N_("Win and loss"), addresses.WIN_LOSS),
    (N_("Cohorts of deals"), addresses.COHORTS),
    (N_("Indicators"), addresses.INDICATORS),
)


def pages(book: Book) -> Iterator[Page]:
    """Yield the first page, a Monday page per week and scope, and one page per commit."""
    yield Page(addresses.COMMIT, "commit.html", forecast_title, _index, "forecast")
    for week in weeks(book):
        for scope in scopes(book, week):
            yield Page(
                url=addresses.commit_week(week, scope),
                template="commit_week.html",
                title=partial(monday.title, week, scope),
                build=partial(monday.context, week, scope),
                section="forecast",
                crumbs=CRUMBS,
                paper="landscape",
            )
    yield from _each(book.weekly_commits)


def _page(commit: WeeklyCommit) -> Page:
    return Page(
        url=addresses.record("weekly_commit", commit.id),
        template="commit_record.html",
        title=partial(_title, commit),
        build=partial(_record, commit),
        section="forecast",
        crumbs=CRUMBS,
    )


_each = EachPage(_page)


def _index(view: View) -> Mapping[str, Any]:
    book = view.book
    week = Week.of(book.as_of)
    pace = linearity(book, COMPANY, week.id)
    rows = [
        (
            view.words.week(one),
            one.id,
            commit_week(book, COMPANY, one.id),
            submissions(book, COMPANY, one.id),
            [(week_href(view, one, scope), scope.label(book, view.lang)) for scope in scopes(book, one)],
        )
        for one in weeks(book)
    ]
    return {
        "week_": week,
        "rows": rows,
        "finding": monday.finding(view, week, COMPANY)
        if rows
        else view.tr(N_("No weekly commit has been handed in yet.")),
        "found": commit_week(book, COMPANY, week.id),
        "last": accuracy(book, COMPANY, week.id).last,
        "handed": submissions(book, COMPANY, week.id),
        "pace": pace,
        "aim": stretch(book, COMPANY, week.id),
        "unpaid": unfulfilled(book, COMPANY),
        "shares": concentration(book, COMPANY, week.id),
        "indicators": key_indicators(book, COMPANY, week.id),
        "periods": monday.period_names(view, week),
        "monday": week_href(view, week, COMPANY),
        "coming": (view.words.week(week.shift(1)), week_href(view, week.shift(1), COMPANY)),
        "history_chart": commits_chart(view, COMPANY, week),
        "month_chart": line_chart(view, COMPANY, week, pace.month),
        "beside": [(view.tr(text), view.href(url)) for text, url in _BESIDE if url in view.site.urls],
        **monday.words_of(view),
    }


def _title(commit: WeeklyCommit, view: View) -> str:
    return view.tr(N_("Commit {name}"), name=record_name(commit, view.book, view.words))


def _record(commit: WeeklyCommit, view: View) -> Mapping[str, Any]:
    book = view.book
    week = Week.named(commit.week)
    counts = commit_of(book, commit.owner, commit.week)
    said = said_by(book, commit.owner, commit.week) if counts is commit else None
    scope = Scope("person", commit.owner)
    return {
        "commit": commit,
        "week_": week,
        "said": said,
        "handed_in": handed_in(book, commit),
        "counts": counts is commit,
        "late": is_late(commit),
        "due": submissions(book, scope, week.id).due,
        "monday": week_href(view, week, scope),
        "lines": said.lines if said else (),
        "calls": [(commit.owner, call) for call in said.calls] if said else [],
        "aim": stretch(book, scope, week.id),
        "periods": monday.period_names(view, week),
        "planned": planned(book, commit.owner, MonthOf.of(week.start).id),
        "plan": agreed(view, [commit]),
        "finding": _finding(view, commit),
        "warnings": problems_of(book, commit),
        **monday.words_of(view),
    }


def _finding(view: View, commit: WeeklyCommit) -> str:
    words = view.words
    said = said_by(view.book, commit.owner, commit.week)
    if said is None or said.commit_id != commit.id:
        return view.tr(
            N_("This commit does not count: it is not handed in yet, or a later one of the same week does.")
        )
    text = N_("Committed {commit} {unit} for the week, upside {upside} {unit} besides.")
    parts = [
        view.tr(
            text, commit=words.money(said.commit), upside=words.money(said.upside), unit=words.money_unit()
        )
    ]
    owed = sum(1 for row in said.lines if row.owed)
    if owed:
        parts.append(view.tr(N_("Reasons for missed projects still owed: {count}."), count=words.num(owed)))
    unproven = sum(1 for row in said.lines if row.unproven)
    if unproven:
        parts.append(view.tr(N_("Committed without complete evidence: {count}."), count=words.num(unproven)))
    return words.gap.join(parts)
