"""The pack for a talk with one person: where they stand, what changed, what was promised, what to coach (S7, S27.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from markupsafe import Markup

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.history.stages import state_on
from site_gen.locale.text import N_, Msg
from site_gen.measures.actions import carried, meetings_of
from site_gen.measures.checks import visit_checks
from site_gen.measures.coverage import coverage
from site_gen.measures.effect import effect, popsa
from site_gen.measures.followups import overdue_items
from site_gen.measures.funnel import funnel
from site_gen.measures.hunter import hunter_gaps
from site_gen.measures.loss import loss_rate
from site_gen.measures.movement import movement
from site_gen.measures.plan_done import plan_done
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signals import signals
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.pages import addresses
from site_gen.pages.discipline import discipline
from site_gen.pages.pack_actions import action_rows, open_rows
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_results import results
from site_gen.pages.pack_visits import promise_rows
from site_gen.pages.problems import by_person
from site_gen.pages.view import View
from site_gen.render.say import say_html

#: Weeks of the trend, the current one included.
WEEKS = 8
#: Days back in which the pipeline's movement is told when there was no talk before.
_BACK = timedelta(days=28)
_DAY = timedelta(days=1)
_SIGNALS, _PROMISES = 5, 6


class WeekNumbers(NamedTuple):
    """The three numbers of one week.

    Attributes:
        week: the week.
        visits: visits made.
        effective: effective visits over visits made (M19).
        coverage: open pipeline at the end of the week over the order target of the year (M10).
    """

    week: Week
    visits: int
    effective: Ratio
    coverage: Ratio


class Compared(NamedTuple):
    """A figure of the person beside that of the team.

    Attributes:
        name: what it is.
        definition: id of its definition.
        own: the person's.
        team: the team's, the person included.
        behind: whether the person's is worse.
        share: whether it is a percentage.
    """

    name: Msg
    definition: str
    own: Ratio
    team: Ratio
    behind: bool
    share: bool


class Flag(NamedTuple):
    """Something that stands out: what, how far off, and whether it is urgent."""

    what: str
    gap: Markup
    red: bool


def context(view: View, period: Period, scope: Scope) -> Mapping[str, Any]:
    """Return the context of the pack for a talk."""
    del period
    book = view.book
    talks = meetings_of(book, scope, "one_on_one")
    last = talks[0] if talks else None
    since = last.date if last else book.as_of - _BACK
    overdue = tuple(one for one in overdue_items(book, scope) if one.ours)
    agreed = carried(book, last.id) if last else ()
    compared = _compared(book, scope)
    quality = addresses.QUALITY in view.site.urls
    return {
        "last": last,
        "since": since,
        "results": results(view, scope, book.as_of.replace(day=1), book.as_of + _DAY),
        "funnel": funnel(book, scope),
        "coverage": coverage(book, scope),
        "moved": movement(book, scope, since, book.as_of + _DAY),
        "hunter_gap": next(iter(hunter_gaps(book, scope)), None),
        "hunter_href": _there(view, addresses.hunter(scope.id)),
        "weeks": week_numbers(book, scope),
        "flags": [_flag(view, one) for one in signals(book, scope)[:_SIGNALS]],
        "problems": by_person(book).get(scope.id, 0),
        "problems_href": view.href(addresses.quality(scope.id)) if quality else "",
        "discipline": discipline(view, scope.id),
        "agreed": action_rows(view, agreed),
        "open_actions": [
            row for row in open_rows(view, scope, book.as_of) if not last or row.action.review != last.id
        ],
        "overdue": promise_rows(view, overdue[:_PROMISES]),
        "more_overdue": max(len(overdue) - _PROMISES, 0),
        "compared": compared,
        "behind": [row for row in compared if row.behind],
        "team": book.team_of(scope.id),
    }


def _there(view: View, url: str) -> str:
    return view.href(url) if url in view.site.urls else ""


def _flag(view: View, signal: Any) -> Flag:
    return Flag(view.tr(signal.what), say_html(signal.gap, view.words, view.book, view.link), signal.red)


@per_book
def week_numbers(book: Book, scope: Scope) -> tuple[WeekNumbers, ...]:
    """Return visits, effective rate and coverage of the last weeks, the oldest first."""
    target = coverage(book, scope).year.target
    now = Week.of(book.as_of)
    return tuple(_week(book, scope, now.shift(-n), target) for n in reversed(range(WEEKS)))


def _week(book: Book, scope: Scope, week: Week, target: Decimal | None) -> WeekNumbers:
    end = min(week.end, book.as_of + _DAY)
    found = effect(book, scope, week.start, end)
    amount = _open_on(book, scope, end - _DAY)
    return WeekNumbers(
        week, len(found.made), found.effective_rate, NO_RATIO if target is None else Ratio(amount, target)
    )


def _open_on(book: Book, scope: Scope, day: date) -> Decimal:
    """Return the amount of the projects that were open in the evening of a day, at their amounts of today."""
    found = ((project, state_on(book, project, day)) for project in scope.projects(book))
    return sum(
        (p.amount or Decimal(0) for p, state in found if state and state.stage in book.config.open_keys),
        Decimal(0),
    )


def _compared(book: Book, scope: Scope) -> list[Compared]:
    """Return the figures of the last four weeks, of the pipeline and of losses, beside those of the team."""
    team = book.team_of(scope.id)
    other = Scope("team", team) if team else COMPANY
    return [
        Compared(name, definition, own, theirs, _is_behind(own, theirs, more=more), share)
        for (name, definition, own, more, share), (_, _, theirs, _, _) in zip(
            _figures(book, scope), _figures(book, other), strict=True
        )
    ]


def _is_behind(own: Ratio, team: Ratio, *, more: bool) -> bool:
    """Whether one's own figure is worse; `more` says that more is better."""
    if own.value is None or team.value is None:
        return False
    return own.value < team.value if more else own.value > team.value


def _figures(book: Book, scope: Scope) -> Iterator[tuple[Msg, str, Ratio, bool, bool]]:
    checks, brought, prepared = visit_checks(book, scope), effect(book, scope), popsa(book, scope)
    yield N_("Visits per working day"), "M13", checks.enough.per_day, True, False
    yield N_("Planned visits made"), "M29", plan_done(book, scope).whole.rate, True, True
    yield N_("Visits on focus projects"), "M13", checks.right.focus, True, True
    yield N_("Objectives achieved"), "M14", prepared.achieved, True, True
    yield N_("Effective visits"), "M19", brought.effective_rate, True, True
    yield N_("Promises in time"), "M13", checks.in_time.rate, True, True
    yield N_("Coverage of the year"), "M10", coverage(book, scope).year.gross, True, True
    yield N_("Loss rate"), "M7", loss_rate(book, scope).by_count, False, True
