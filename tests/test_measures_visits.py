"""Visit checks, follow-ups, POPSA and effect: M13, S5.7, M14, M19."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import FIVE, book, projects

from site_gen.measures.checks import visit_checks
from site_gen.measures.effect import effect, popsa
from site_gen.measures.followups import follow_ups, overdue_on
from site_gen.measures.period import default_period
from site_gen.measures.scope import COMPANY, Scope

WEEK = (date(2026, 11, 16), date(2026, 11, 23))


def visit(ident: str, day: str, status: str = "done", body: str = "", **fields: str) -> dict[str, str]:
    values = {"customer": "heng", "owner": "li", "date": day, "status": status} | fields
    front = "\n".join(f"{key}: {value}" for key, value in values.items())
    return {f"visits/{ident}.md": f"{front}\n---\n{body}"}


REPORT = "## Purpose\n谈价\n## Result\n同意\n"


@pytest.fixture(scope="module")
def week():
    """Week of Monday 16 November as of Wednesday 18: Li visits Mon, Mon, Wed, plans Fri; one is cancelled."""
    files = projects(
        "care solution 1 importance=gf_care gf_sales=sun stage_history=@lead:2026-11-01,solution:2026-11-17",
        "care2 solution 1 importance=gf_care gf_sales=sun",
        "low lead 1 customer=hua",
    )
    promise = "[{who: li, what: 报价, when: 2026-11-17, done: yes, done_on: 2026-11-17},"
    promise += " {who: li, what: 样品, when: 2026-11-17}, {who: zhang, what: 图纸, when: 2026-11-16},"
    promise += " {who: sun, what: 资料, when: 2026-11-20}, {who: li, what: 回电, when: 2026-11-18, done: yes, done_on: 2026-11-19}]"
    files |= visit(
        "v1",
        "2026-11-16",
        body=REPORT,
        project="care",
        contacts="[zhang]",
        objectives="[{text: A, smart: SMART, achieved: yes}, {text: B, smart: SMA, achieved: yes}]",
        follow_ups=promise,
        discussed_minutes="30",
        companions="[{who: sun}]",
        department="采购部",
    )
    files |= visit(
        "v2",
        "2026-11-16",
        body=REPORT,
        project="low",
        customer="hua",
        contacts="[he]",
        objectives="[{text: A, achieved: yes}, {text: B, achieved: no}]",
        discussed_minutes="29",
        deal="yes",
    )
    files |= visit("v3", "2026-11-18", body="## Result\n不需要\n## Next visit plan\n下月\n", contacts="[xu]")
    files |= visit("v4", "2026-11-20", "planned", companions="[{who: sun}]", project="care")
    files |= visit("v5", "2026-11-19", "cancelled")
    files |= visit("c1", "2026-11-17", channel="phone", contacts="[xu]", body=REPORT)
    files |= visit("z1", "2026-11-17", owner="zhao", customer="hua")
    files |= visit("old", "2026-10-23", body=REPORT)
    return book(files)


def test_m13_enough_visits_counts_plans_and_names_empty_days(week):
    found = visit_checks(week, COMPANY, *WEEK).enough
    li, zhao = found.reps[0], found.reps[-1]
    assert (li.person, li.planned, li.made, li.workdays) == (
        "li",
        ("v1", "v2", "v3", "v4"),
        ("v1", "v2", "v3"),
        5,
    )
    assert li.empty_days == (date(2026, 11, 17), date(2026, 11, 19))
    assert (li.per_day.value, li.enough) == (Decimal("0.8"), False)
    assert (zhao.person, zhao.planned, len(zhao.empty_days)) == ("zhao", ("z1",), 4)
    assert (found.per_day.numerator, found.per_day.denominator) == (5, 10)


def test_m13_holidays_and_joining_dates_are_no_empty_days():
    files = {"people/li.md": "name: 李伟\nrole: sales\nteam: east\njoined: 2026-11-17"}
    files |= visit("v1", "2026-11-17") | visit("v2", "2026-11-17")
    made = book(files, "calendar: {holidays: [2026-11-18], makeup: [2026-11-22]}")
    row = visit_checks(made, Scope("person", "li"), *WEEK).enough.reps[0]
    assert row.empty_days == (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 22))
    assert (row.workdays, row.per_day.percent) == (4, 50)


def test_m13_days_away_are_no_empty_days():
    files = {
        "people/li.md": "name: 李伟\nrole: sales\nteam: east\nabsences:\n"
        "  - {first: 2026-11-16, last: 2026-11-18, reason: leave}"
    }
    found = visit_checks(book(files | visit("v1", "2026-11-19")), Scope("person", "li"), *WEEK).enough.reps[0]
    assert (found.workdays, found.empty_days) == (2, (date(2026, 11, 20),))
    # A visit made on a day of leave counts; the day does not.
    found = visit_checks(book(files | visit("v1", "2026-11-17")), Scope("person", "li"), *WEEK).enough.reps[0]
    assert (found.workdays, found.per_day.percent, len(found.empty_days)) == (2, 50, 2)


def test_m13_right_customers(week):
    found = visit_checks(week, COMPANY, *WEEK).right
    assert (found.on_focus, found.focus.numerator, found.focus.denominator) == (("v1", "v4"), 2, 5)
    assert [(s.key, s.visits) for s in found.by_importance] == [
        ("gf_care", ("v1", "v4")),
        ("very_important", ()),
        ("important", ()),
        ("normal", ("v2",)),
        ("", ("v3", "z1")),
    ]
    by_stage = {s.key: s.visits for s in found.by_stage}
    assert (by_stage["lead"], by_stage["solution"], by_stage[""]) == (("v1", "v2"), ("v4",), ("v3", "z1"))
    assert found.without_project == ("v3", "z1")
    assert found.neglected.ids == ("care2",)


def test_m13_catch_expectation(week):
    found = visit_checks(week, COMPANY, *WEEK).expectation
    assert found.made == ("v1", "v2", "v3", "z1")
    assert (found.complete, found.with_objectives, found.reached) == (("v1", "v2"), ("v1", "v2"), ("v1",))
    assert (found.complete_rate.percent, found.reached_rate.percent) == (50, 50)
    assert (found.met, found.met_rate.percent) == (("v1",), 25)
    assert (found.incomplete, found.not_reached) == (["v3", "z1"], ["v2"])


def test_m13_follow_up_in_time_looks_at_our_promises(week):
    """Due by Wednesday: quotation (in time), sample (open), call back (ticked done only tomorrow)."""
    found = visit_checks(week, COMPANY, *WEEK).in_time
    assert [i.what for i in found.due] == ["报价", "样品", "回电"]
    assert [i.what for i in found.in_time] == ["报价"]
    assert found.rate.percent == Decimal("33.3333")
    assert [(i.what, i.overdue_days) for i in found.overdue] == [("样品", 1)]


def test_s5_7_lists_every_promise_of_both_sides(week):
    found = follow_ups(week, COMPANY)
    assert [(i.what, i.ours, i.done, i.overdue_days) for i in found.items] == [
        ("图纸", False, False, 2),
        ("报价", True, True, 0),
        ("样品", True, False, 1),
        ("回电", True, False, 0),
        ("资料", True, False, 0),
    ]
    assert [i.what for i in found.overdue] == ["图纸", "样品"]
    assert len(found.open) == 4
    # The evening before, a promise due that day was not late yet.
    assert [(i.what, i.overdue_days) for i in overdue_on(week, COMPANY, date(2026, 11, 17))] == [("图纸", 1)]
    assert overdue_on(week, COMPANY, date(2026, 11, 20)) == found.overdue
    assert (found.items[1].visit, found.items[1].position) == ("v1", 0)


def test_m13_several_relations_per_customer(week):
    found = visit_checks(week, COMPANY, *WEEK).multiple
    rows = {r.customer: r for r in found.customers}
    assert rows["heng"].contacts == ("xu", "zhang")
    assert rows["heng"].departments == ("总经办", "设备部", "采购部")
    assert rows["heng"].our_people == ("li", "sun")
    assert (rows["heng"].single, rows["hua"].single, found.single) == (False, True, ("hua",))
    assert (found.contacts_per_customer.value, rows["hua"].our_people) == (Decimal("1.5"), ("li", "zhao"))


def test_m13_of_a_market_does_not_blame_anybody_for_empty_days(week):
    found = visit_checks(week, Scope("province", "zhejiang"), *WEEK)
    assert [(r.person, r.planned, r.empty_days, r.enough) for r in found.enough.reps] == [
        ("li", ("v2",), (), None),
        ("zhao", ("z1",), (), None),
    ]


def test_m14_popsa(week):
    """Objectives made: 3 of 4 achieved; SMART 1 of 4; briefs v1 v2, 30 minutes only v1; joint v1 v4."""
    found = popsa(week, COMPANY, *WEEK)
    assert (found.achieved.percent, found.smart.percent) == (75, 25)
    assert (found.briefs, found.prepared.percent, found.prepared_ids) == (("v1", "v2"), 50, ("v1",))
    assert (found.joint, found.joint_with_brief.percent, found.joint_without) == (("v1", "v4"), 50, ("v4",))


def test_m19_effective_visits_and_deals(week):
    """v1 reached its objectives, v3 has a next visit, v2 has a result but neither, z1 no result."""
    found = effect(week, COMPANY, *WEEK)
    assert found.made == ("v1", "v2", "v3", "z1")
    assert (found.effective, found.effective_rate.percent) == (("v1", "v3"), 50)
    assert found.not_effective == ["v2", "z1"]
    assert (found.deals, found.deal_rate.percent) == (("v2",), 25)


def test_the_default_period_is_four_weeks_or_the_month_of_the_scope(week):
    assert default_period(week, COMPANY) == (date(2026, 10, 26), date(2026, 11, 19))
    assert default_period(week, Scope("month", "2026-10")) == (date(2026, 10, 1), date(2026, 11, 1))
    assert effect(week, COMPANY).made == ("v1", "v2", "v3", "z1")
    assert effect(week, Scope("month", "2026-10")).made == ("old",)


def test_visits_follow_their_project_else_their_customer(week):
    def made(kind: str, key: str) -> tuple[str, ...]:
        return effect(week, Scope(kind, key), *WEEK).made

    assert made("province", "zhejiang") == ("v2", "z1")
    assert made("importance", "gf_care") == ("v1",)
    assert made("team", "west") == ("z1",)
    assert made("source", "dealer") == ("v1", "v2")


def test_a_scope_selects_the_same_records_by_index_and_by_asking(week):
    from site_gen.measures.scope import all_scopes

    for scope in all_scopes(week):
        assert scope.visits(week) == tuple(v for v in week.visits_by_date if scope.has_visit(week, v))
        ids = [s.project.id for s in scope.states(week)]
        assert ids == [p.id for p in week.projects.values() if scope.has_project(week, p)]


def test_no_visits_give_no_ratio():
    made = book({})
    assert effect(made, COMPANY).effective_rate.value is None
    assert popsa(made, COMPANY).achieved.value is None
    assert visit_checks(made, COMPANY).in_time.rate.value is None


def test_five_stages():
    files = projects("i idea 1") | visit("v1", "2026-11-16", project="i")
    found = visit_checks(book(files, FIVE), COMPANY, *WEEK).right
    assert [s.key for s in found.by_stage] == ["idea", "talk", "offer", "deal", "cash", "dead", ""]
    assert found.by_stage[0].visits == ("v1",)
