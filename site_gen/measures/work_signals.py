"""Signals of the daily work: promises, reports and plans of visits, briefs, alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from site_gen.book import Book
from site_gen.book.alerts import COMPLAINT_DAYS
from site_gen.book.reports import handed_in, report_due
from site_gen.locale.text import N_
from site_gen.measures.alerts import alerts as alerts_of
from site_gen.measures.followups import overdue_items
from site_gen.measures.scope import Scope
from site_gen.measures.signal import Signal, most
from site_gen.measures.values import sentence
from site_gen.records import Visit

#: Days ahead in which a joint visit without a brief is urgent (S6.5).
SOON_DAYS = 7


def promises(book: Book, scope: Scope) -> Iterator[Signal]:
    """Our promises past their day; urgency is 40 and the days of the oldest."""
    late = [item for item in overdue_items(book, scope) if item.ours]
    if late:
        oldest = max(item.overdue_days for item in late)
        gap = sentence(N_("{count} open, the oldest {days} days late"), count=len(late), days=oldest)
        visits = tuple(sorted({item.visit for item in late}))
        yield Signal(
            "promises",
            N_("Follow-up items overdue"),
            gap,
            min(100, 40 + oldest),
            most(i.who for i in late),
            (),
            visits,
        )


def reports(book: Book, scope: Scope) -> Iterator[Signal]:
    """Visit reports that are due and not written (S10.3); urgency is 40 and three for each."""
    late: list[Visit] = []
    oldest = 0
    for visit in scope.visits(book):
        if visit.status == "done" and visit.channel == "visit" and handed_in(book, visit) is None:
            due = report_due(book, visit)
            if due is not None and due < book.as_of:
                late.append(visit)
                oldest = max(oldest, (book.as_of - due).days)
    if late:
        gap = sentence(N_("{count} missing, the oldest {days} days late"), count=len(late), days=oldest)
        people = most(visit.owner for visit in late)
        visits = tuple(visit.id for visit in late)
        yield Signal(
            "reports", N_("Visit reports late"), gap, min(100, 40 + 3 * len(late)), people, (), visits
        )


def past_visits(book: Book, scope: Scope) -> Iterator[Signal]:
    """Planned visits whose day has passed without result or cancellation; urgency is 30 and five for each."""
    past = [v for v in scope.visits(book) if v.status in {"planned", "prepared"} and v.date < book.as_of]
    if past:
        gap = sentence(N_("Visits: {count}, the first on {date}"), count=len(past), date=past[0].date)
        people = most(v.owner for v in past)
        yield Signal(
            "past_visits",
            N_("Planned visits without a result"),
            gap,
            min(100, 30 + 5 * len(past)),
            people,
            (),
            tuple(v.id for v in past),
        )


def briefs(book: Book, scope: Scope) -> Iterator[Signal]:
    """Joint visits of the next days that have no brief (S6.5); urgency is 70 less five for each day left."""
    last = book.as_of + timedelta(days=SOON_DAYS)
    bare = [
        v
        for v in scope.visits(book)
        if v.is_joint
        and not v.has_brief
        and v.status in {"planned", "prepared"}
        and book.as_of <= v.date <= last
    ]
    if bare:
        left = (bare[0].date - book.as_of).days
        gap = sentence(N_("Visits: {count}, the first on {date}"), count=len(bare), date=bare[0].date)
        people = most(v.owner for v in bare)
        yield Signal(
            "briefs",
            N_("Joint visits without a brief"),
            gap,
            70 - 5 * left,
            people,
            (),
            tuple(v.id for v in bare),
        )


def alerts(book: Book, scope: Scope) -> Iterator[Signal]:
    """Serious alerts that are open, urgency 70 and their days; complaints open too long, 50 and the days over."""
    found = alerts_of(book, scope)
    serious = [state for state in found.open if state.serious]
    slow = [state for state in found.open if state.slow]
    text = N_("{count} open, the oldest for {days} days")
    if serious:
        days = max(state.days or 0 for state in serious)
        people = most(state.handler or state.reporter for state in serious)
        gap = sentence(text, count=len(serious), days=days)
        yield Signal("alerts", N_("Serious market alerts"), gap, min(100, 70 + days), people)
    if slow:
        days = max(state.days or 0 for state in slow)
        people = most(state.handler for state in slow)
        gap = sentence(text, count=len(slow), days=days)
        urgency = min(100, 50 + days - COMPLAINT_DAYS)
        yield Signal("complaints", N_("Complaints open too long"), gap, urgency, people)
