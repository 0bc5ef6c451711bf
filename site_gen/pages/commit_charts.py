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
    # All weeks are led to as from another week, so that neighbours show equal weeks; the own one is set right below.
    points = tuple(
        LineWeek(
            _slot(view, point.week),
            point.elapsed,
            None if point.line is None else round(point.line, 4),
            point.signed,
            _from_beside(_href(view, point.week, scope), point.week, week),
        )
        for point in found.points
    )
    at = next(number for number, point in enumerate(found.points) if point.week == week.id)
    unit = view.words.money_unit()
    chart = draw(LinearityInput(view.lang, unit, points, at, found.signed.amount, found.commit, found.upside))
    own = _href(view, week.id, scope)
    return chart.leading({_from_beside(own, week.id, week): own})


def _from_beside(href: str, ident: str, own: Week) -> str:
    """Return the href to a week's page from those of other weeks, whose folders are beside its own."""
    return f"../{own.id}/{href}" if href and ident == own.id else href


def _slot(view: View, ident: str) -> Slot:
    return view.site.once(("slot", view.lang, ident), lambda: _named(view, Week.named(ident)))


def _named(view: View, week: Week) -> Slot:
    return Slot(str(week.number), view.words.week(week), str(week.year))


def _href(view: View, ident: str, scope: Scope) -> str:
    return week_href(view, Week.named(ident), scope)
