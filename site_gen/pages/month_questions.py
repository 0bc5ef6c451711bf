"""The key questions of the monthly forecast, answered from the figures (S35.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.coverage import Coverage, coverage
from site_gen.measures.forecast12 import Forecast12, forecast12, newest
from site_gen.measures.growth import Grown, growth
from site_gen.measures.growth_rate import Growth
from site_gen.measures.levels import selling_share
from site_gen.measures.scope import Scope
from site_gen.pages.view import View
from site_gen.records import MonthlyForecast


class Answered(Struct, frozen=True):
    """A question, its answer, where to look, and whether that is good (`None` where nothing can be said)."""

    question: str
    answer: str
    anchor: str
    good: bool | None = None


def answers(view: View, scope: Scope) -> list[Answered]:
    """Return the five questions in the order of the source; none before anybody has handed in."""
    book = view.book
    found, covered = forecast12(book, scope), coverage(book, scope)
    if not found.start:
        return []
    return [
        _stretch(view, found),
        _quality(view, scope, covered),
        _growth(view, growth(book, scope)),
        _coverage(view, covered),
        _plan(view, newest(book, scope)),
    ]


def _stretch(view: View, found: Forecast12) -> Answered:
    words = view.words
    question = view.tr(N_("Does the sum of twelve months reach the stretch target?"))
    if found.attained.percent is None:
        return Answered(question, view.tr(N_("No stretch target is set for these months.")), "months")
    text = (
        N_("Yes, {share}: {forecast} of {stretch} {unit}.")
        if found.reached
        else N_("No, {share}: {forecast} of {stretch} {unit}.")
    )
    answer = view.tr(
        text,
        share=words.percent(found.attained.percent),
        forecast=words.money(found.compared),
        stretch=words.money(found.stretch),
        unit=words.money_unit(),
    )
    if found.untargeted:
        more = view.tr(N_("Months without a target, left out: {count}."), count=len(found.untargeted))
        answer = words.gap.join((answer, more))
    return Answered(question, answer, "months", found.reached)


def _quality(view: View, scope: Scope, covered: Coverage) -> Answered:
    words, day = view.words, view.book.as_of
    question = view.tr(N_("How good is the pipeline, compared with last month?"))
    if not covered.quarter.open.count:
        return Answered(question, view.tr(N_("There is no open project.")), "coverage")
    now = selling_share(view.book, scope, day)
    before = selling_share(view.book, scope, MonthOf.of(day).start - timedelta(days=1))
    answer = view.tr(
        N_(
            "{now} of the open amount is in the selling phase by its stage, {before} at the end of last month; "
            "weighted by probability the pipeline is worth {amount} {unit}."
        ),
        now=words.percent(now.percent),
        before=words.percent(before.percent),
        amount=words.money(covered.quarter.weighted),
        unit=words.money_unit(),
    )
    good = None if now.value is None or before.value is None else now.value >= before.value
    return Answered(question, answer, "coverage", good)


def _growth(view: View, grown: Grown) -> Answered:
    question = view.tr(N_("How did pipeline and commit grow since last month?"))
    last = grown.last
    if last is None or last.pipeline_growth is None or last.commit_growth is None:
        answer = view.tr(
            N_("Nobody handed in for this month and the one before, so nothing can be compared.")
        )
        return Answered(question, answer, "growth")
    rates = (last.pipeline_growth, last.commit_growth)
    answer = view.tr(
        N_("Pipeline {pipeline}, commit {commit}."),
        pipeline=_rate(view, rates[0]),
        commit=_rate(view, rates[1]),
    )
    known = [one.grade for one in rates if one.grade]
    return Answered(question, answer, "growth", all(grade != "low" for grade in known) if known else None)


def _rate(view: View, rate: Growth) -> str:
    value = rate.change.percent
    return view.tr(N_("from nothing")) if value is None else f"{view.words.signed(value, 1)}%"


def _coverage(view: View, covered: Coverage) -> Answered:
    words, quarter, limits = view.words, covered.quarter, view.book.config.thresholds
    question = view.tr(N_("How much of the target does the pipeline cover?"))
    if quarter.met:
        text: Msg = N_("The target of the quarter is met: nothing remains to be covered.")
        return Answered(question, view.tr(text), "coverage", good=True)
    if quarter.gross.percent is None:
        return Answered(question, view.tr(N_("No target is set for the quarter.")), "coverage")
    enough = quarter.gross.above(limits.coverage_minimum)
    answer = view.tr(
        N_(
            "{gross} of the quarter’s target, {net} of what remains of it; more than {least} is required, {aim} aimed at."
        ),
        gross=words.percent(quarter.gross.percent),
        net=words.percent(quarter.net.percent),
        least=words.percent(limits.coverage_minimum),
        aim=words.percent(limits.coverage_aim),
    )
    return Answered(question, answer, "coverage", enough)


def _plan(view: View, forecasts: Sequence[MonthlyForecast]) -> Answered:
    question = view.tr(N_("What is the action plan?"))
    day = view.book.as_of
    rows = [row for forecast in forecasts for row in forecast.action_plan]
    if not rows:
        return Answered(question, view.tr(N_("No action is written down.")), "actions", good=False)
    done = [row for row in rows if (row.done_on <= day if row.done_on else row.done)]
    late = [row for row in rows if row not in done and row.when < day]
    answer = view.tr(
        N_("Actions agreed: {count}, done {done}, overdue {late}."),
        count=len(rows),
        done=len(done),
        late=len(late),
    )
    without = sum(1 for forecast in forecasts if not forecast.action_plan)
    if without:
        more = view.tr(N_("Forecasts without any action: {count}."), count=without)
        answer = view.words.gap.join((answer, more))
    return Answered(question, answer, "actions", not late and not without)
