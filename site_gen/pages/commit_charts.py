"""The charts of the weekly commit: twelve weeks of commits, and the line of a month or quarter."""

from __future__ import annotations

from site_gen.charts import Chart, CommitsInput, CommittedWeek, LinearityInput, LineWeek, Slot, draw
from site_gen.config import Week
from site_gen.measures.accuracy import accuracy
from site_gen.measures.linearity import PeriodLinearity
from site_gen.measures.scope import Scope
from site_gen.pages.commit_weeks import week_href
from site_gen.pages.view import View


def commits_chart(view: View, scope: Scope, week: Week) -> Chart:
    """Return the twelve weeks before one that are over: commit and signed."""
    found = accuracy(view.book, scope, week.id).weeks
    weeks = tuple(
        CommittedWeek(
            _slot(view, one.week), one.commit, one.actual.amount, one.state, _href(view, one.week, scope)
        )
        for one in found
    )
    return draw(CommitsInput(view.lang, view.words.money_unit(), weeks))


def line_chart(view: View, scope: Scope, week: Week, found: PeriodLinearity) -> Chart:
    """Return the straight line of a period against what was signed, with the commit of a week at its end."""
    points = tuple(
        LineWeek(
            _slot(view, point.week),
            point.elapsed,
            None if point.line is None else round(point.line, 4),
            point.signed,
            _href(view, point.week, scope),
        )
        for point in found.points
    )
    at = next(number for number, point in enumerate(found.points) if point.week == week.id)
    unit = view.words.money_unit()
    return draw(LinearityInput(view.lang, unit, points, at, found.signed.amount, found.commit, found.upside))


def _slot(view: View, ident: str) -> Slot:
    return view.site.once(("slot", view.lang, ident), lambda: _named(view, Week.named(ident)))


def _named(view: View, week: Week) -> Slot:
    return Slot(str(week.number), view.words.week(week), str(week.year))


def _href(view: View, ident: str, scope: Scope) -> str:
    return week_href(view, Week.named(ident), scope)
