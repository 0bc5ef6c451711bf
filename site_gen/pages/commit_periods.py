"""Month and quarter: signed, forecast and upside against the stretch target, by person (S34.6, M32)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.crew import changed_teams
from site_gen.measures.linearity import linearity
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.stretch import Stretch, stretch
from site_gen.pages import addresses
from site_gen.pages.commit_charts import line_chart
from site_gen.pages.commit_rollup import roll_up, row, summed_since
from site_gen.pages.commit_week import period_names, words_of
from site_gen.pages.commit_weeks import CRUMBS, names, week_href
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.PERIODS,
        template="commit_periods.html",
        title=lambda view: view.tr(N_("Month and quarter")),
        build=_build,
        section="forecast",
        crumbs=CRUMBS,
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book, week = view.book, Week.of(view.book.as_of)
    pace, aim = linearity(book, COMPANY, week.id), stretch(book, COMPANY, week.id)
    teams = [Scope("team", team.key) for team in book.config.teams]
    return {
        "week_": week,
        "parts": roll_up(view, week, COMPANY),
        "moved": names(view, changed_teams(book, COMPANY, summed_since(book, week))),
        "teams": [row(view, week, team) for team in teams],
        "total": row(view, week, COMPANY),
        "aim": aim,
        "pace": pace,
        "periods": period_names(view, week),
        "month_chart": line_chart(view, COMPANY, week, pace.month),
        "quarter_chart": line_chart(view, COMPANY, week, pace.quarter),
        "monday": week_href(view, week, COMPANY),
        "finding": _finding(view, aim, week),
        **words_of(view),
    }


def _finding(view: View, aim: Stretch, week: Week) -> str:
    words, called = view.words, period_names(view, week)
    parts = []
    for name, found in (("month", aim.month), ("quarter", aim.quarter)):
        if found.gap is None:
            parts.append(view.tr(N_("{period}: no stretch target is written."), period=called[name]))
            continue
        args = {
            "period": called[name],
            "share": words.percent(found.attained.percent),
            "more": words.percent(found.with_upside.percent),
        }
        if found.reached:
            text = N_("{period}: signed and forecast are {share} of the stretch target, with upside {more}.")
            parts.append(view.tr(text, **args))
        else:
            text = N_(
                "{period}: signed and forecast are {share} of the stretch target, with upside {more}; {gap} {unit} are missing."
            )
            parts.append(view.tr(text, **args, gap=words.money(found.gap), unit=words.money_unit()))
    if aim.month.without:
        parts.append(view.tr(N_("Without a forecast: {names}."), names=names(view, aim.month.without)))
    return words.gap.join(parts)
