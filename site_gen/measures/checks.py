"""The five checks of the weekly call plan (M13, S5.4–S5.8)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import ClassVar

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.duty import workdays
from site_gen.book.focus import focus_of, is_above_rep
from site_gen.book.per_book import per_book
from site_gen.history.stages import State, state_on
from site_gen.locale.text import N_
from site_gen.measures.followups import FollowUpItem, follow_ups
from site_gen.measures.period import bounds, is_done, visits_between
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio, Tally, others, tally
from site_gen.records import Project, Visit


class RepDays(Struct, frozen=True):
    """How full one salesperson's plan is.

    Attributes:
        person: id.
        planned: ids of visits in the period that were not cancelled, made or not.
        made: ids of those that were made.
        workdays: the person's working days in the period, days away left out.
        empty_days: working days without any visit; empty for scopes that show only part of a plan.
        per_day: planned visits over working days.
        enough: whether `per_day` reaches the threshold `visits_per_day`; `None` without working days or
            where the scope shows only part of a plan.
    """

    person: str
    planned: tuple[str, ...]
    made: tuple[str, ...]
    workdays: int
    empty_days: tuple[date, ...]
    per_day: Ratio
    enough: bool | None


class EnoughVisit(Struct, frozen=True):
    """Check 1: is everybody's plan full (S5.4). `per_day` is over all salespeople of the scope."""

    reps: tuple[RepDays, ...]
    per_day: Ratio


class VisitShare(Struct, frozen=True):
    """Visits of one importance level or stage; the key is empty for visits without a project."""

    key: str
    visits: tuple[str, ...]
    share: Ratio


class RightCustomer(Struct, frozen=True):
    """Check 2: do we visit the right customers (S5.5).

    Attributes:
        focus: visits on projects of a level that is somebody's focus, over all visits.
        on_focus: ids of those visits.
        by_importance: visits per level in the order of the list, those without a project last.
        by_stage: visits per stage of the project on the day of the visit, those without one last.
        without_project: ids of visits without a project.
        neglected: open projects of the levels followed by the manufacturer's sales or the sales head
            that have no visit in the period.
    """

    focus: Ratio
    on_focus: tuple[str, ...]
    by_importance: tuple[VisitShare, ...]
    by_stage: tuple[VisitShare, ...]
    without_project: tuple[str, ...]
    neglected: Tally


class CatchExpectation(Struct, frozen=True):
    """Check 3: did visits bring what was expected (S5.6).

    Attributes:
        made: ids of visits made.
        complete: ids of those with purpose and result written.
        with_objectives: ids of those with objectives.
        reached: ids of those whose every objective is ticked achieved.
        met: ids of complete ones that reached their objectives or had none written.
        complete_rate: complete over made.
        reached_rate: reached over with_objectives.
        met_rate: met over made.
    """

    made: tuple[str, ...]
    complete: tuple[str, ...]
    with_objectives: tuple[str, ...]
    reached: tuple[str, ...]
    met: tuple[str, ...]
    complete_rate: Ratio
    reached_rate: Ratio
    met_rate: Ratio

    @property
    def incomplete(self) -> list[str]:
        """Ids of visits made without purpose or result."""
        return others(self.made, self.complete)

    @property
    def not_reached(self) -> list[str]:
        """Ids of those with objectives of which not all are achieved."""
        return others(self.with_objectives, self.reached)


class FollowUpInTime(Struct, frozen=True):
    """Check 4: are our promises kept in time (S5.7).

    Attributes:
        due: our promises due in the period and not after the day of the figures.
        in_time: those of them done by their due day.
        rate: in_time over due.
        overdue: all our open promises whose due day has passed, of any period.
    """

    AS_IDS: ClassVar = ("due", "in_time", "overdue")

    due: tuple[FollowUpItem, ...]
    in_time: tuple[FollowUpItem, ...]
    rate: Ratio
    overdue: tuple[FollowUpItem, ...]


class CustomerReach(Struct, frozen=True):
    """How widely one customer is known to us through visits and calls made in the period.

    Attributes:
        customer: id.
        visits: ids.
        contacts: ids of distinct contacts met.
        departments: distinct departments visited.
        our_people: ids of distinct people of ours and of the manufacturer who met them.
        single: whether at most one contact was met.
    """

    customer: str
    visits: tuple[str, ...]
    contacts: tuple[str, ...]
    departments: tuple[str, ...]
    our_people: tuple[str, ...]
    single: bool


class MultipleRelationship(Struct, frozen=True):
    """Check 5: several relations per customer (S5.8).

    Attributes:
        customers: one row per customer visited, the narrowest first.
        contacts_per_customer: distinct contacts over customers.
        departments_per_customer: distinct departments over customers.
        single: ids of customers with at most one contact met.
    """

    customers: tuple[CustomerReach, ...]
    contacts_per_customer: Ratio
    departments_per_customer: Ratio
    single: tuple[str, ...]


class VisitChecks(Struct, frozen=True):
    """The five checks for one period (M13).

    Attributes:
        start: first day of the period.
        end: day after its last.
        enough: S5.4.
        right: S5.5.
        expectation: S5.6.
        in_time: S5.7.
        multiple: S5.8.
    """

    start: date
    end: date
    enough: EnoughVisit
    right: RightCustomer
    expectation: CatchExpectation
    in_time: FollowUpInTime
    multiple: MultipleRelationship


@measure(
    "M13",
    "visit-checks",
    N_("Five visit checks"),
    N_(
        "Over the period (where none is named: the four weeks up to the day of the figures). Enough visits: "
        "visits not cancelled per salesperson and working day, at least {visits_per_day}; days before joining, "
        "after leaving or away are none. Right customers: "
        "visits on focus projects divided by all visits. Expectation: visits made with purpose and result "
        "written and every objective achieved (where objectives were written), divided by visits made. In "
        "time: our promises done by their day, divided by those due. Several relations: distinct contacts "
        "and departments per customer. Phone calls count for the last two only."
    ),
    unit="mixed",
    source="S5.4 S5.5 S5.6 S5.7 S5.8",
)
def visit_checks(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> VisitChecks:
    """Compute the five checks over `[start, end)`; by default the four weeks up to `as_of` (M13)."""
    first, last = bounds(book, scope, start, end)
    everything = visits_between(book, scope, first, last)
    visits = tuple(v for v in everything if v.channel == "visit")
    made = tuple(v for v in visits if is_done(book, v))
    return VisitChecks(
        start=first,
        end=last,
        enough=_enough(book, scope, visits, first, last),
        right=_right(book, scope, visits),
        expectation=_expectation(made),
        in_time=_in_time(book, scope, first, last),
        multiple=_multiple(book, [v for v in everything if is_done(book, v)]),
    )


def objectives_reached(visit: Visit) -> bool:
    """Whether a visit has objectives and every one of them is ticked achieved."""
    return bool(visit.objectives) and all(o.achieved is True for o in visit.objectives)


def ids(visits: Iterable[Visit]) -> tuple[str, ...]:
    """Return the ids of visits, sorted."""
    return tuple(sorted([v.id for v in visits]))


def _enough(book: Book, scope: Scope, visits: tuple[Visit, ...], start: date, end: date) -> EnoughVisit:
    whole_plans = scope.kind in {"company", "team", "person", "month"}
    by_owner: dict[str, list[Visit]] = {p.id: [] for p in scope.people(book)} if whole_plans else {}
    for visit in visits:
        by_owner.setdefault(visit.owner, []).append(visit)
    rows = [
        _rep(book, person, found, _workdays(book, person, start, end), whole=whole_plans)
        for person, found in sorted(by_owner.items())
    ]
    planned = sum(len(row.planned) for row in rows)
    return EnoughVisit(tuple(rows), Ratio.of(planned, sum(row.workdays for row in rows)))


@per_book
def _workdays(book: Book, person: str, start: date, end: date) -> tuple[date, ...]:
    return workdays(book, person, start, end)


def _rep(book: Book, person: str, mine: list[Visit], days: tuple[date, ...], *, whole: bool) -> RepDays:
    """Say how full a person's plan is; `days` are the working days of the person, days away left out."""
    busy = {v.date for v in mine}
    per_day = Ratio.of(len(mine), len(days))
    expected = book.config.thresholds.visits_per_day
    return RepDays(
        person=person,
        planned=ids(mine),
        made=ids(v for v in mine if is_done(book, v)),
        workdays=len(days),
        empty_days=tuple(day for day in days if day not in busy) if whole else (),
        per_day=per_day,
        enough=per_day.at_least(expected * 100) if whole and days else None,
    )


@per_book
def stage_at_visit(book: Book, visit: str) -> str:
    """Return the stage of a visit's project on the day of the visit; empty without project or history."""
    record = book.visits[visit]
    return _stage_on(book, book.projects.get(record.project), record.date)


def _stage_on(book: Book, project: Project | None, day: date) -> str:
    state = state_on(book, project, min(day, book.as_of)) if project else None
    return state.stage if state else ""


@per_book
def _followed_above(book: Book, scope: Scope) -> tuple[State, ...]:
    """Return the open projects that the manufacturer's sales or the sales head follow, whatever the period."""
    return tuple(s for s in scope.open_states(book) if is_above_rep(book, s.project.importance))


def _right(book: Book, scope: Scope, visits: tuple[Visit, ...]) -> RightCustomer:
    levels = book.config.vocabularies["importance"]
    project_of = {v.id: book.projects.get(v.project) if v.project else None for v in visits}
    level_of = {ident: project.importance if project else "" for ident, project in project_of.items()}
    focus = {level for level in levels.keys if focus_of(book, level)}
    on_focus = tuple(v for v in visits if level_of[v.id] in focus)
    seen = {v.project for v in visits}
    neglected = tally(s for s in _followed_above(book, scope) if s.project.id not in seen)
    stages = [stage.key for stage in book.config.stages]
    stage_of = {v.id: _stage_on(book, project_of[v.id], v.date) for v in visits}
    return RightCustomer(
        focus=Ratio.of(len(on_focus), len(visits)),
        on_focus=ids(on_focus),
        by_importance=_shares(visits, level_of.__getitem__, list(levels.keys)),
        by_stage=_shares(visits, stage_of.__getitem__, stages),
        without_project=ids(v for v in visits if not v.project),
        neglected=neglected,
    )


def _shares(
    visits: tuple[Visit, ...], key_of: Callable[[str], str], order: list[str]
) -> tuple[VisitShare, ...]:
    groups: dict[str, list[Visit]] = {key: [] for key in (*order, "")}
    for visit in visits:
        groups.setdefault(key_of(visit.id), []).append(visit)
    return tuple(VisitShare(k, ids(v), Ratio.of(len(v), len(visits))) for k, v in groups.items())


def _expectation(made: tuple[Visit, ...]) -> CatchExpectation:
    complete = [v for v in made if v.says("purpose") and v.says("result")]
    with_objectives = [v for v in made if v.objectives]
    reached = [v for v in with_objectives if objectives_reached(v)]
    met = [v for v in complete if not v.objectives or objectives_reached(v)]
    return CatchExpectation(
        made=ids(made),
        complete=ids(complete),
        with_objectives=ids(with_objectives),
        reached=ids(reached),
        met=ids(met),
        complete_rate=Ratio.of(len(complete), len(made)),
        reached_rate=Ratio.of(len(reached), len(with_objectives)),
        met_rate=Ratio.of(len(met), len(made)),
    )


def _in_time(book: Book, scope: Scope, start: date, end: date) -> FollowUpInTime:
    found = follow_ups(book, scope)
    items = found.items[_due_from(found.items, start) : _due_from(found.items, end)]
    due = tuple(item for item in items if item.ours and item.when <= book.as_of)
    in_time = tuple(item for item in due if item.in_time)
    rate = Ratio.of(len(in_time), len(due)) if due else NO_RATIO
    return FollowUpInTime(due, in_time, rate, tuple(item for item in found.overdue if item.ours))


def _due_from(items: tuple[FollowUpItem, ...], day: date) -> int:
    """Return the place of the first of `items`, which stand by due day, that is due on `day` or later."""
    return bisect_left(items, day, key=attrgetter("when"))


def _multiple(book: Book, visits: list[Visit]) -> MultipleRelationship:
    groups: dict[str, list[Visit]] = {}
    for visit in visits:
        groups.setdefault(visit.customer, []).append(visit)
    rows = [_reach(book, customer, found) for customer, found in groups.items()]
    rows.sort(key=lambda r: (len(r.contacts), len(r.departments), -len(r.visits), r.customer))
    return MultipleRelationship(
        customers=tuple(rows),
        contacts_per_customer=Ratio.of(sum(len(r.contacts) for r in rows), len(rows)),
        departments_per_customer=Ratio.of(sum(len(r.departments) for r in rows), len(rows)),
        single=tuple(sorted(r.customer for r in rows if r.single)),
    )


def _reach(book: Book, customer: str, visits: list[Visit]) -> CustomerReach:
    contacts = {c for v in visits for c in v.contacts}
    departments = {v.department for v in visits if v.department}
    departments |= {found.department for c in contacts if (found := book.contacts.get(c))}
    ours = {v.owner for v in visits} | {c.who for v in visits for c in v.companions}
    return CustomerReach(
        customer=customer,
        visits=ids(visits),
        contacts=tuple(sorted(contacts)),
        departments=tuple(sorted(departments - {""})),
        our_people=tuple(sorted(ours)),
        single=len(contacts) <= 1,
    )
