"""Reports in packs: who owes what, who waits for a signature, what it cost (S8, S10, S12, S26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from site_gen.config import MonthOf, Week
from site_gen.measures.obligations import debtors, owed_by
from site_gen.measures.points import Score, score
from site_gen.measures.scope import Scope
from site_gen.measures.signing import Unsigned, unsigned_reports, weekly_report_of
from site_gen.pages.owed_words import Row, rows
from site_gen.pages.view import View

#: Days back in which something missing is still asked for.
_BACK = timedelta(days=28)
#: How many reports of one person are named.
_NAMED = 6


class RepReports(NamedTuple):
    """How one person reports.

    Attributes:
        person: id.
        lapses: what is missing, came late or incomplete: due in the period, or still missing from four weeks before it.
        more: how many more there are.
        unsigned: reports handed in that wait for a signature, the oldest first.
        unsigned_since: link to the oldest of them.
        report: link to the weekly report that is talked about: that of the week, else the one before.
        score: the points of the month.
    """

    person: str
    lapses: list[Row]
    more: int
    unsigned: tuple[Unsigned, ...]
    unsigned_since: Markup | str
    report: Markup | str
    score: Score

    @property
    def clean(self) -> bool:
        """Whether there is nothing to talk about."""
        return not self.lapses and not self.unsigned


def rep_reports(view: View, scope: Scope, start: date, end: date) -> list[RepReports]:
    """Return how the people of a scope reported in `[start, end)`, who leads its teams included, by id."""
    return [_of(view, person, start, end) for person in debtors(view.book, scope)]


def _of(view: View, person: str, start: date, end: date) -> RepReports:
    key = ("reports of packs", view.lang, person, start, end)
    return view.site.once(key, lambda: _rep(view, person, start, end))


def _rep(view: View, person: str, start: date, end: date) -> RepReports:
    book = view.book
    lapsed = [
        one
        for one in owed_by(book, person)
        if one.lapsed and one.due < end and (one.due >= start or _still_missing(one.due, start, one.state))
    ]
    lapsed.reverse()
    unsigned = unsigned_reports(book, Scope("person", person))
    week = Week.of(start)
    report = weekly_report_of(book, person, week) or weekly_report_of(book, person, week.shift(-1))
    return RepReports(
        person,
        rows(view, lapsed[:_NAMED]),
        max(len(lapsed) - _NAMED, 0),
        unsigned,
        view.link(unsigned[0].kind, unsigned[0].id, view.words.date(unsigned[0].day)) if unsigned else "",
        view.link("weekly_report", report.id, view.words.week(Week.named(report.week))) if report else "",
        score(book, person, MonthOf.of(min(end - timedelta(days=1), book.as_of))),
    )


def _still_missing(due: date, start: date, state: str) -> bool:
    return state == "missing" and due >= start - _BACK


def owed_on(view: View, person: str, day: date) -> tuple[list[Row], int]:
    """Return what a person still has to hand in on a day: due that day, or missing from four weeks before.

    The latest come first; besides them how many more there are.
    """
    found = [
        one
        for one in owed_by(view.book, person)
        if day - _BACK <= one.due <= day and (one.state == "missing" or (one.due == day and not one.counts))
    ]
    found.reverse()
    return rows(view, found[:_NAMED]), max(len(found) - _NAMED, 0)
