"""Visits, promises, movement and time as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.ageing import Ageing, Speed
from site_gen.measures.checks import VisitChecks
from site_gen.measures.effect import Effect, Popsa
from site_gen.measures.followups import FollowUps
from site_gen.measures.movement import Movement
from site_gen.render.figures.base import (
    AMOUNT,
    CASES,
    FIGURE,
    PROJECTS,
    STAGE,
    VALUE,
    Figures,
    Table,
    tables_of,
)


@tables_of(VisitChecks)
def _checks(to: Figures, value: VisitChecks) -> list[Table]:
    expectation, words = value.expectation, to.words
    rows = [
        (N_("Visits per person and working day"), words.num(value.enough.per_day.value, 1)),
        (N_("Visits on focus projects"), to.percent(value.right.focus)),
        (N_("Focus projects without a visit"), to.words.num(value.right.neglected.count)),
        (N_("Visits with purpose and result"), to.percent(expectation.complete_rate)),
        (N_("Visits that met expectation"), to.percent(expectation.met_rate)),
        (N_("Follow-ups in time"), to.percent(value.in_time.rate)),
        (N_("Follow-ups overdue"), to.words.num(len(value.in_time.overdue))),
        (N_("Contacts per customer"), words.num(value.multiple.contacts_per_customer.value, 1)),
        (N_("Departments per customer"), words.num(value.multiple.departments_per_customer.value, 1)),
    ]
    made = tuple((words.tr(text), figure) for text, figure in rows)
    return [Table(to.head(FIGURE, VALUE), made, _period(to, value))]


def _period(to: Figures, value: VisitChecks | Popsa | Effect | Movement) -> tuple[str, ...]:
    text = N_("From {start} to before {end}.")
    return (to.words.tr(text, start=to.words.date(value.start), end=to.words.date(value.end)),)


@tables_of(Popsa)
def _popsa(to: Figures, value: Popsa) -> list[Table]:
    made = to.ratios(
        [
            (N_("Objectives achieved"), value.achieved),
            (N_("Objectives with all SMART ticks"), value.smart),
            (N_("Briefs discussed long enough"), value.prepared),
            (N_("Joint visits with a brief"), value.joint_with_brief),
        ]
    )
    return [Table(made[0].head, made[0].rows, _period(to, value))]


@tables_of(Effect)
def _effect(to: Figures, value: Effect) -> list[Table]:
    made = to.ratios(
        [(N_("Effective visits"), value.effective_rate), (N_("Visits with a deal"), value.deal_rate)]
    )
    return [Table(made[0].head, made[0].rows, _period(to, value))]


@tables_of(FollowUps)
def _follow_ups(to: Figures, value: FollowUps) -> list[Table]:
    made = [
        (
            to.words.date(item.when),
            to.name("person", item.who),
            item.what,
            to.name("customer", item.customer),
            str(item.overdue_days or ""),
        )
        for item in value.open
    ]
    rows, notes = to.cut(made)
    head = to.head(N_("When"), N_("Who"), N_("What"), N_("Customer"), N_("Days overdue"))
    return [Table(head, rows, notes)]


@tables_of(Movement)
def _movement(to: Figures, value: Movement) -> list[Table]:
    lists = [
        (NC_("movement", "New"), value.new),
        (NC_("movement", "Forward"), value.forward),
        (NC_("movement", "Back"), value.back),
        (NC_("movement", "Won"), value.won),
        (NC_("movement", "Lost"), value.lost),
        (NC_("movement", "Reopened"), value.reopened),
    ]
    rows = tuple((to.words.tr(text), *to.tally(found.projects)) for text, found in lists)
    return [Table(to.head(N_("Movement"), PROJECTS, AMOUNT), rows, _period(to, value))]


@tables_of(Ageing)
def _ageing(to: Figures, value: Ageing) -> list[Table]:
    rows = tuple(
        (
            to.name("stage", s.stage),
            to.words.num(len(s.projects)),
            to.words.num(s.median, 1),
            to.words.num(s.longest),
            to.words.num(len(s.unknown)),
        )
        for s in value.stages
    )
    head = to.head(STAGE, PROJECTS, N_("Median (days)"), N_("Longest (days)"), N_("Not known"))
    return [Table(head, rows)]


@tables_of(Speed)
def _speed(to: Figures, value: Speed) -> list[Table]:
    num = to.words.num
    rows = tuple(
        (to.name("stage", s.stage), num(s.stays), num(s.median, 1), num(s.slow), num(s.longest))
        for s in value.stages
    )
    head = to.head(STAGE, CASES, N_("Median (days)"), N_("90th percentile (days)"), N_("Longest (days)"))
    text = N_("From first known day to signing: median of {days} days over {count} projects.")
    note = to.words.tr(text, days=num(value.cycle, 1), count=len(value.cycle_of))
    return [Table(head, rows, (note,) if value.cycle_of else ())]
