"""Signals: what is red today and why, the most urgent first, each with its people and where to look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from site_gen.book import Book
from site_gen.book.alerts import COMPLAINT_DAYS
from site_gen.book.reports import handed_in, report_due
from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.alerts import alerts
from site_gen.measures.answers import Finding
from site_gen.measures.conversion import gaps
from site_gen.measures.coverage import coverage
from site_gen.measures.deals import dependence
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.focus import focus
from site_gen.measures.followups import overdue_items
from site_gen.measures.loss import loss_rate
from site_gen.measures.progress import expected_between
from site_gen.measures.registry import per_book
from site_gen.measures.required import required
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.shape import selling, slowest
from site_gen.measures.values import Amount, Name, Percent, Ratio, Sentence, sentence, tally
from site_gen.records import Visit

#: From this urgency on a signal is red; below it is amber.
RED = 60
#: Days ahead in which a joint visit without a brief is urgent (S6.5).
SOON_DAYS = 7

_FINDINGS: dict[str, Msg] = {
    "DQ2": N_("Pipeline coverage too low"),
    "DQ3": N_("Conversion below the model"),
    "DQ4": N_("Too few projects in reserve"),
    "DQ5": N_("Loss rate too high"),
    "DQ6": N_("The near term hangs on one deal"),
    "DQ7": N_("Conversion very low"),
    "DQ8": N_("Regions with little potential"),
    "DQ9": N_("Work that is not in the records"),
    "DQ10": N_("No big project in sight"),
}


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that needs somebody's attention.

    Attributes:
        key: what it is: `DQ2`…`DQ10`, `target`, `cap`, `unconfirmed`, `promises`, `reports`, `past_visits`,
            `briefs`, `purchase`, `alerts`, `complaints`.
        what: its name.
        gap: how far off it is.
        urgency: 0–100, how far beyond its limit; each sort says in this module how it is counted.
        people: ids of the people it concerns, those with most of it first.
        projects: ids of the projects concerned.
        visits: ids of the visits concerned.
    """

    key: str
    what: Msg
    gap: Sentence
    urgency: int
    people: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()

    @property
    def red(self) -> bool:
        """Whether it is urgent."""
        return self.urgency >= RED


@per_book
def signals(book: Book, scope: Scope) -> tuple[Signal, ...]:
    """Return the signals of a scope, the most urgent first."""
    makers = (
        _findings,
        _target,
        _caps,
        _unconfirmed,
        _promises,
        _reports,
        _past_visits,
        _briefs,
        _purchase,
        _alerts,
    )
    found = [signal for make in makers for signal in make(book, scope)]
    return tuple(sorted(found, key=lambda s: (-s.urgency, s.key, s.people)))


def _findings(book: Book, scope: Scope) -> Iterator[Signal]:
    """Diagnostic questions that fire, with the urgency the diagnosis gives them."""
    for finding in diagnosis(book, scope).firing:
        what = _FINDINGS.get(finding.question)
        if what:
            gap = _gap_of(book, scope, finding) or finding.evidence[0]
            yield Signal(finding.question, what, gap, finding.urgency, (), finding.projects, finding.visits)


def _gap_of(book: Book, scope: Scope, finding: Finding) -> Sentence | None:
    """Say in few words how far a finding is off; `None` leaves it to its evidence."""
    match finding.question:
        case "DQ2":
            year = coverage(book, scope).year
            least = Percent(book.config.thresholds.coverage_minimum)
            return sentence(
                N_("{own}, at least {limit} required"), own=Percent(year.gross.percent), limit=least
            )
        case "DQ3":
            flagged = slowest(selling(book, gaps(book, scope).steps))
            if not flagged:
                return None
            worst = flagged[0].step
            return sentence(
                N_("{start} to {end}: {own}, model {model}"),
                start=Name("stage", worst.from_stage),
                end=Name("stage", worst.to_stage),
                own=Percent(worst.by_count.percent),
                model=Percent(worst.model.percent),
            )
        case "DQ4":
            first = next(iter(required(book, scope).stages), None)
            if first is None or first.by_model is None:
                return None
            return sentence(
                N_("{count} open, {needed} needed for this year’s target"),
                count=first.existing.count,
                needed=first.by_model,
            )
        case "DQ5":
            rate = loss_rate(book, scope)
            own, model = (rate.by_count, rate.model) if rate.flagged else (rate.late_rate, rate.late_model)
            return sentence(
                N_("{own}, model {model}"), own=Percent(own.percent), model=Percent(model.percent)
            )
        case "DQ6":
            near = dependence(book, scope)
            return sentence(
                N_("{project}: {share} of the near-term amount"),
                project=Name("project", near.biggest),
                share=Percent(near.share.percent),
            )
        case _:
            return None


def _target(book: Book, scope: Scope) -> Iterator[Signal]:
    """The month's orders behind what the working days so far expect (M18); urgency is the shortfall in points."""
    period = coverage(book, scope).month
    month = MonthOf.of(period.start)
    if not period.target or not period.start <= book.as_of < period.end:
        return
    tomorrow = book.as_of + timedelta(days=1)
    whose = COMPANY if scope.kind == "month" else scope
    due = expected_between(book, whose, "orders", month.start, tomorrow)
    expected = Ratio.of(due or 0, period.target).percent or Decimal(0)
    reached = Ratio.of(period.won.amount, period.target).percent or Decimal(0)
    if reached >= expected:
        return
    gap = sentence(
        N_("{won} of {target} signed, working days left: {days}"),
        won=Amount(period.won.amount),
        target=Amount(period.target),
        days=len(book.config.calendar.workdays(tomorrow, month.end)),
    )
    yield Signal("target", N_("Month’s target behind"), gap, min(100, int(expected - reached)))


def _caps(book: Book, scope: Scope) -> Iterator[Signal]:
    """Focus lists over their cap; urgency is 40 and the excess in percent of the cap."""
    for load in focus(book, scope).loads:
        if load.over and load.cap:
            excess = 100 * (load.load.count - load.cap) // load.cap
            gap = sentence(
                N_("{level}: {count} projects, cap {cap}"),
                level=Name("importance", load.level),
                count=load.load.count,
                cap=load.cap,
            )
            yield Signal(
                "cap",
                N_("Focus list too long"),
                gap,
                min(100, 40 + excess),
                (load.person,) if load.person else (),
                load.load.ids,
            )


def _unconfirmed(book: Book, scope: Scope) -> Iterator[Signal]:
    """Importance not confirmed this month (S2.3); urgency is 20 and one for each project."""
    loads = [load for load in focus(book, scope).loads if load.unconfirmed]
    ids = tuple(sorted({ident for load in loads for ident in load.unconfirmed}))
    if ids:
        people = _most(load.person for load in loads for _ in load.unconfirmed if load.person)
        gap = sentence(N_("Projects: {count}"), count=len(ids))
        yield Signal(
            "unconfirmed",
            N_("Importance not confirmed this month"),
            gap,
            min(100, 20 + len(ids)),
            people,
            ids,
        )


def _promises(book: Book, scope: Scope) -> Iterator[Signal]:
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
            _most(i.who for i in late),
            (),
            visits,
        )


def _reports(book: Book, scope: Scope) -> Iterator[Signal]:
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
        people = _most(visit.owner for visit in late)
        visits = tuple(visit.id for visit in late)
        yield Signal(
            "reports", N_("Visit reports late"), gap, min(100, 40 + 3 * len(late)), people, (), visits
        )


def _past_visits(book: Book, scope: Scope) -> Iterator[Signal]:
    """Planned visits whose day has passed without result or cancellation; urgency is 30 and five for each."""
    past = [v for v in scope.visits(book) if v.status in {"planned", "prepared"} and v.date < book.as_of]
    if past:
        gap = sentence(N_("Visits: {count}, the first on {date}"), count=len(past), date=past[0].date)
        people = _most(v.owner for v in past)
        yield Signal(
            "past_visits",
            N_("Planned visits without a result"),
            gap,
            min(100, 30 + 5 * len(past)),
            people,
            (),
            tuple(v.id for v in past),
        )


def _briefs(book: Book, scope: Scope) -> Iterator[Signal]:
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
        people = _most(v.owner for v in bare)
        yield Signal(
            "briefs",
            N_("Joint visits without a brief"),
            gap,
            70 - 5 * left,
            people,
            (),
            tuple(v.id for v in bare),
        )


def _purchase(book: Book, scope: Scope) -> Iterator[Signal]:
    """Open projects whose planned purchase date has passed; urgency is 30 and three for each."""
    states = [
        state
        for state in scope.states(book)
        if state.stage in book.config.open_keys
        and state.project.purchase_date is not None
        and state.project.purchase_date < book.as_of
    ]
    if states:
        found = tally(states)
        gap = sentence(N_("Projects: {count}, {amount}"), count=found.count, amount=Amount(found.amount))
        people = _most(state.project.owner for state in states)
        yield Signal(
            "purchase",
            N_("Purchase date has passed"),
            gap,
            min(100, 30 + 3 * found.count),
            people,
            found.ids,
        )


def _alerts(book: Book, scope: Scope) -> Iterator[Signal]:
    """Serious alerts that are open, urgency 70 and their days; complaints open too long, 50 and the days over."""
    found = alerts(book, scope)
    serious = [state for state in found.open if state.serious]
    slow = [state for state in found.open if state.slow]
    text = N_("{count} open, the oldest for {days} days")
    if serious:
        days = max(state.days or 0 for state in serious)
        people = _most(state.handler or state.reporter for state in serious)
        gap = sentence(text, count=len(serious), days=days)
        yield Signal("alerts", N_("Serious market alerts"), gap, min(100, 70 + days), people)
    if slow:
        days = max(state.days or 0 for state in slow)
        people = _most(state.handler for state in slow)
        gap = sentence(text, count=len(slow), days=days)
        urgency = min(100, 50 + days - COMPLAINT_DAYS)
        yield Signal("complaints", N_("Complaints open too long"), gap, urgency, people)


def _most(people: Iterator[str]) -> tuple[str, ...]:
    """Return ids, the most frequent first."""
    counts: dict[str, int] = {}
    for person in people:
        counts[person] = counts.get(person, 0) + 1
    return tuple(sorted(counts, key=lambda person: (-counts[person], person)))
