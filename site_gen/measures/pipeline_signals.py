"""Signals of the pipeline: what the diagnosis finds, the month's target, focus lists, purchase dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_, Msg
from site_gen.measures.answers import Finding
from site_gen.measures.conversion import gaps
from site_gen.measures.coverage import coverage
from site_gen.measures.deals import dependence
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.focus import focus
from site_gen.measures.loss import loss_rate
from site_gen.measures.progress import expected_between
from site_gen.measures.required import required
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.shape import selling, slowest
from site_gen.measures.signal import Signal, most
from site_gen.measures.values import Amount, Name, Percent, Ratio, Sentence, sentence, tally

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


def findings(book: Book, scope: Scope) -> Iterator[Signal]:
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
                N_("{own}, more than {limit} required"), own=Percent(year.gross.percent), limit=least
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


def target(book: Book, scope: Scope) -> Iterator[Signal]:
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


def caps(book: Book, scope: Scope) -> Iterator[Signal]:
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


def unconfirmed(book: Book, scope: Scope) -> Iterator[Signal]:
    """Importance not confirmed this month (S2.3); urgency is 20 and one for each project."""
    loads = [load for load in focus(book, scope).loads if load.unconfirmed]
    ids = tuple(sorted({ident for load in loads for ident in load.unconfirmed}))
    if ids:
        people = most(load.person for load in loads for _ in load.unconfirmed if load.person)
        gap = sentence(N_("Projects: {count}"), count=len(ids))
        yield Signal(
            "unconfirmed",
            N_("Importance not confirmed this month"),
            gap,
            min(100, 20 + len(ids)),
            people,
            ids,
        )


def purchase(book: Book, scope: Scope) -> Iterator[Signal]:
    """Open projects whose planned purchase date has passed; urgency is 30 and three for each."""
    states = [
        state
        for state in scope.open_states(book)
        if state.project.purchase_date is not None and state.project.purchase_date < book.as_of
    ]
    if states:
        found = tally(states)
        gap = sentence(N_("Projects: {count}, {amount}"), count=found.count, amount=Amount(found.amount))
        people = most(state.project.owner for state in states)
        yield Signal(
            "purchase",
            N_("Purchase date has passed"),
            gap,
            min(100, 30 + 3 * found.count),
            people,
            found.ids,
        )
