"""Commit history: twelve weeks of every person, commit against signed (S34.4, M30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.commits import commits_of
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.accuracy import Accuracy, Hits, accuracy, commit_hits
from site_gen.measures.commit_lines import MISSED
from site_gen.measures.commits import commit_week
from site_gen.measures.linearity import Linearity, linearity
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.submissions import owes
from site_gen.pages import addresses
from site_gen.pages.commit_charts import commits_chart
from site_gen.pages.commit_week import words_of
from site_gen.pages.commit_weeks import CRUMBS, week_href, weeks
from site_gen.pages.page import Page
from site_gen.pages.view import View


class Row(Struct, frozen=True):
    """Twelve weeks of one scope.

    Attributes:
        scope: whose.
        name: what it is called.
        href: its newest Monday page; empty when there is none.
        found: commit and signed per week.
        hits: what became of the projects committed.
        pace: how evenly signing comes in.
    """

    scope: Scope
    name: str
    href: str
    found: Accuracy
    hits: Hits
    pace: Linearity


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.COMMIT_HISTORY,
        template="commit_history.html",
        title=lambda view: view.tr(N_("Commit history")),
        build=_build,
        section="forecast",
        crumbs=CRUMBS,
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book, week = view.book, Week.of(view.book.as_of)
    company = _row(view, COMPANY, week)
    people = [_row(view, Scope("person", one), week) for one in book.people if _commits(book, one)]
    teams = [_row(view, Scope("team", team.key), week) for team in book.config.teams]
    return {
        "company": company,
        "teams": [row for row in teams if _has_any(row.found)],
        "people": people,
        "weeks": [
            (one.week, Week.named(one.week), week_href(view, Week.named(one.week), COMPANY))
            for one in company.found.weeks
        ],
        "names_of_weeks": {one.week: view.words.week(Week.named(one.week)) for one in company.found.weeks},
        "missed": [
            (one.week, line)
            for one in reversed(company.found.weeks)
            for line in commit_week(book, COMPANY, one.week).lines
            if line.kind == "commit" and line.outcome in MISSED
        ],
        "chart": commits_chart(view, COMPANY, week),
        "any": bool(weeks(book)),
        "finding": _finding(view, company, people),
        **words_of(view),
    }


def _row(view: View, scope: Scope, week: Week) -> Row:
    book = view.book
    return Row(
        scope,
        scope.label(book, view.lang),
        week_href(view, week, scope),
        accuracy(book, scope, week.id),
        commit_hits(book, scope, week.id),
        linearity(book, scope, week.id),
    )


def _commits(book: Book, person: str) -> bool:
    return bool(commits_of(book, person)) or owes(book, person, Week.of(book.as_of))


def _has_any(found: Accuracy) -> bool:
    return any(one.commit is not None or one.actual.wins for one in found.weeks)


def _finding(view: View, company: Row, people: list[Row]) -> str:
    words, found = view.words, company.found
    if not found.kept.denominator:
        return view.tr(N_("No week that is over has a commit yet."))
    parts = [
        view.tr(
            N_(
                "The commit was kept in {kept} of {count} weeks; {share} of the projects committed were signed in their week."
            ),
            kept=words.num(found.kept.numerator),
            count=words.num(found.kept.denominator),
            share=words.percent(company.hits.rate.percent),
        )
    ]
    often = [row for row in people if len(row.found.sandbags) > len(row.found.weeks) // 4]
    if often:
        text = N_("Often committed too little: {names}.")
        parts.append(view.tr(text, names=words.join([row.name for row in often])))
    return words.gap.join(parts)
