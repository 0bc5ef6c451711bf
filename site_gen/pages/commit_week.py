"""The Monday page: what a manager reads to run the 09:00 call over the commits of a week (S34)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from site_gen.book.commits import commit_of
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.accuracy import accuracy, commit_hits
from site_gen.measures.commits import CommitWeek, commit_week
from site_gen.measures.concentration import concentration
from site_gen.measures.crew import changed_teams, crew
from site_gen.measures.key_indicators import key_indicators
from site_gen.measures.linearity import linearity
from site_gen.measures.quarters import month_of, quarter_of
from site_gen.measures.scope import Scope
from site_gen.measures.stretch import stretch
from site_gen.measures.submissions import submissions
from site_gen.measures.unfulfilled import unfulfilled
from site_gen.pages.commit_actions import agreed, carried
from site_gen.pages.commit_charts import commits_chart, line_chart
from site_gen.pages.commit_rollup import roll_up, row, summed_since
from site_gen.pages.commit_weeks import names, switch, week_href
from site_gen.pages.commit_words import CHECKS, period_name
from site_gen.pages.view import View
from site_gen.records import WeeklyCommit
from site_gen.render.figures.commit import INDICATORS, OUTCOMES, STATES


class News(Struct, frozen=True):
    """What somebody says about an important project."""

    person: str
    project: str
    text: str


def title(week: Week, scope: Scope, view: View) -> str:
    """Return the title of a Monday page."""
    text = N_("Weekly commit: {scope}, {week}")
    return view.tr(text, week=view.words.week(week), scope=scope.label(view.book, view.lang))


def context(week: Week, scope: Scope, view: View) -> Mapping[str, Any]:
    """Return the context of a Monday page."""
    book = view.book
    people = crew(book, scope, week.start)
    records = [one for person in people if (one := commit_of(book, person, week.id))]
    found, before = commit_week(book, scope, week.id), commit_week(book, scope, week.shift(-1).id)
    pace, aim = linearity(book, scope, week.id), stretch(book, scope, week.id)
    return {
        "week_": week,
        "scope": scope,
        "groups": switch(view, week, scope),
        "finding": finding(view, week, scope),
        "found": found,
        "before": before,
        "last": accuracy(book, scope, week.id).last,
        "history": accuracy(book, scope, week.id),
        "hits": commit_hits(book, scope, week.id),
        "handed": submissions(book, scope, week.id),
        "parts": roll_up(view, week, scope),
        "moved": names(view, changed_teams(book, scope, summed_since(book, week))),
        "total": row(view, week, scope),
        "pace": pace,
        "aim": aim,
        "periods": period_names(view, week),
        "commit_lines": [one for one in found.lines if one.kind == "commit"],
        "upside_lines": [one for one in found.lines if one.kind == "upside"],
        "last_lines": [one for one in before.lines if one.kind == "commit"],
        "shares": concentration(book, scope, week.id),
        "news": [News(one.owner, item.project, item.text) for one in records for item in one.key_projects],
        "other": [(one.owner, one.other_activities) for one in records if one.other_activities.strip()],
        "unpaid": unfulfilled(book, scope),
        "carried": carried(view, people, week),
        "agreed": agreed(view, records),
        "calls": [(one.person, call) for one in found.said for call in one.calls],
        "indicators": key_indicators(book, scope, week.id),
        "month_chart": line_chart(view, scope, week, pace.month),
        "quarter_chart": line_chart(view, scope, week, pace.quarter),
        "history_chart": commits_chart(view, scope, week),
        "neighbours": [
            (view.words.week(one), week_href(view, one, scope)) for one in (week.shift(-1), week.shift(1))
        ],
        "notes_command": _command(records, scope, week),
        **words_of(view),
    }


def words_of(view: View) -> dict[str, Any]:
    """Return the names of states, outcomes, indicators and points of the checklist for a template."""
    return {
        "state_words": {key: view.tr(text) for key, text in STATES.items()},
        "outcome_words": outcome_words(view),
        "indicator_words": {key: view.tr(text) for key, text in INDICATORS.items()},
        "checks": [(key, view.tr(text)) for key, text in CHECKS.items()],
    }


def outcome_words(view: View) -> dict[str, str]:
    """Return the names of what may become of a committed project."""
    return {key: view.tr(text) for key, text in OUTCOMES.items()}


def period_names(view: View, week: Week) -> dict[str, str]:
    """Return the names of the month and the quarter of a week."""
    spans = {"month": month_of(week.start), "quarter": quarter_of(week.start, view.book.config.fiscal_month)}
    return {key: period_name(view, span.start, span.last) for key, span in spans.items()}


def finding(view: View, week: Week, scope: Scope) -> str:
    """Say what was committed, how the last commit was kept, what is not in order, and who is missing."""
    book, words = view.book, view.words
    found, handed = commit_week(book, scope, week.id), submissions(book, scope, week.id)
    parts = [_committed(view, found)]
    last = accuracy(book, scope, week.id).last
    if last.state and last.ratio.percent is not None:
        share = words.percent(last.ratio.percent)
        text = N_("Last week {share} of the commit was signed: {state}.")
        parts.append(view.tr(text, share=share, state=STATES[last.state]))
    elif last.commit == 0 and last.actual.amount:
        text = N_("Last week nothing was committed, and {amount} {unit} were signed.")
        parts.append(view.tr(text, amount=words.money(last.actual.amount), unit=words.money_unit()))
    behind = [row.key for row in key_indicators(book, scope, week.id).rows if row.ok is False]
    if behind:
        text = N_("Not in order: {names}.")
        parts.append(view.tr(text, names=words.join([view.tr(INDICATORS[key]) for key in behind])))
    if handed.missing:
        people = names(view, handed.missing)
        text = N_("Missing: {names}.") if handed.is_due else N_("Not handed in yet: {names}.")
        parts.append(view.tr(text, names=people))
    return words.gap.join(parts)


def _committed(view: View, found: CommitWeek) -> str:
    words = view.words
    if found.commit is None or found.upside is None:
        return view.tr(N_("Nobody has handed in a commit for this week."))
    return view.tr(
        N_("Commit {commit} {unit}, upside {upside} {unit} besides."),
        commit=words.money(found.commit),
        upside=words.money(found.upside),
        unit=words.money_unit(),
    )


def _command(records: list[WeeklyCommit], scope: Scope, week: Week) -> str:
    """Return the command that begins the commit of a person who has none yet."""
    if scope.kind != "person" or records:
        return ""
    return f"site-gen new weekly_commit --set owner={scope.id} --set week={week.id}"
