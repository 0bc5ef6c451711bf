"""What a day and a week brought, against their share of the target, counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from measure_books import book, projects

from site_gen.config import Week
from site_gen.measures.progress import expected_between, to_date
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signing import (
    is_signed,
    signature_of_day,
    signature_of_week,
    supervisor_of,
    unsigned_reports,
)
from site_gen.measures.work_figures import day_figures, week_figures, work_figures

DAY = timedelta(days=1)
#: October 2026 has 22 weekdays; 7 days off (1, 2, 5–8 and 9) and one Saturday worked leave 16 working days.
CALENDAR = """
calendar:
  holidays: [2026-10-01, 2026-10-02, 2026-10-05, 2026-10-06, 2026-10-07, 2026-10-08, 2026-10-09]
  makeup: [2026-10-10]
"""
TARGETS = {
    "targets/2026-li.md": "owner: li\nyear: 2026\nmonths:\n"
    "  - {month: 10, orders: 32, collection: 16}\n  - {month: 11, orders: 21}",
    "targets/2026-wang.md": "owner: wang\nyear: 2026\nmonths:\n  - {month: 10, orders: 16}",
}
MONEY = {
    **projects(
        "p1 payment 50",
        "p2 order 30 stage_history=@lead:2026-01-05,order:2026-10-12",
        "p3 payment 9 owner=wang",
    ),
    "orders/o1.md": "project: p1\namount: 10\nsigned_on: 2026-10-10\npayments:\n"
    "  - {amount: 4, paid_on: 2026-10-12}\n  - {amount: 2, paid_on: 2026-10-13}\n  - {amount: 4, due: 2026-12-01}",
    "orders/o3.md": "project: p3\namount: 9\nsigned_on: 2026-10-12\npayments:\n  - {amount: 5, paid_on: 2026-10-12}",
}
REPORTS = {
    "daily/a.md": "owner: li\ndate: 2026-10-12\nattendance: present\nsubmitted_on: 2026-10-12\n"
    "signed_by: chen\nsigned_on: 2026-10-13\n"
    "talks:\n  - {customer: heng, text: 谈了阀门, effective: yes}\n  - {customer: hua, text: 没见到人}",
    "daily/b.md": "owner: li\ndate: 2026-10-13\nattendance: present\ntalks:\n  - {customer: heng, text: 没交}",
    "daily/c.md": "owner: li\ndate: 2026-10-14\nattendance: leave\nsubmitted_on: 2026-10-14",
    "weekly/a.md": "owner: li\nweek: 2026-W42\nsubmitted_on: 2026-10-19\ntalks:\n  - {customer: hua, text: 周五见面}",
    "weekly/b.md": "owner: wang\nweek: 2026-W42\nsubmitted_on: 2026-10-19\nsigned_by: chen\nsigned_on: 2026-12-01",
    "signatures/d.md": "owner: li\nplan: day\ndate: 2026-10-12\nsigned_by: chen\nsigned_on: 2026-10-12",
    "signatures/w.md": "owner: li\nplan: week\ndate: 2026-10-14\nsigned_by: chen\nsigned_on: 2026-10-11",
    "signatures/late.md": "owner: li\nplan: day\ndate: 2026-10-13\nsigned_by: chen\nsigned_on: 2026-12-13",
}
VISITS = {
    "visits/v1.md": "customer: heng\nowner: li\ndate: 2026-10-12\nstatus: done\ndeal: yes\n---\n"
    "## 拜访结果\n\n定了\n\n## 下一步拜访计划\n\n送样\n",
    "visits/v2.md": "customer: heng\nowner: li\ndate: 2026-10-12\nstatus: done",
    "visits/call.md": "customer: heng\nowner: li\ndate: 2026-10-12\nstatus: done\nchannel: phone",
}


@pytest.fixture(scope="module")
def team():
    return book({**TARGETS, **MONEY, **REPORTS, **VISITS}, CALENDAR)


def test_a_day_against_its_share_of_the_month(team):
    found = day_figures(team, "li", date(2026, 10, 12))
    assert (found.effect.made, found.effect.effective, found.effect.deals) == (("v1", "v2"), ("v1",), ("v1",))
    assert [(talk.customer, talk.effective) for talk in found.talks] == [("heng", True), ("hua", False)]
    # p2 has no order record: it counts with its planned amount on the day it was signed.
    assert (found.ordered.actual, found.ordered.projects, found.ordered.orders) == (30, ("p2",), ())
    assert found.ordered.target == 2  # 32 over 16 working days
    assert (found.collected.actual, found.collected.orders, found.collected.target) == (4, ("o1",), 1)
    # Two of the sixteen days are worked by the 12th: Saturday the 10th and Monday the 12th.
    assert found.month_start == date(2026, 10, 1)
    assert (found.month_ordered.actual, found.month_ordered.target) == (40, 4)
    assert found.month_ordered.ratio.percent == 1000
    assert (found.month_collected.actual, found.month_collected.target) == (4, 2)


def test_a_holiday_has_no_share_and_a_make_up_saturday_has_one(team):
    off, worked = day_figures(team, "li", date(2026, 10, 9)), day_figures(team, "li", date(2026, 10, 10))
    assert off.ordered.target == 0
    assert off.ordered.ratio.percent is None
    assert (worked.ordered.actual, worked.ordered.target) == (10, 2)


def test_a_week_takes_from_each_month_its_own_share(team):
    found = week_figures(team, "li", Week(2026, 42))
    assert [talk.report for talk in found.talks] == [
        "a",
        "a",
        "a",
    ]  # the report that was not handed in is left out
    assert [talk.kind for talk in found.talks].count("weekly_report") == 1
    assert (found.ordered.actual, found.ordered.target) == (30, 10)  # five days of 2
    assert (found.collected.actual, found.collected.target) == (6, 5)
    between = week_figures(team, "li", Week(2026, 44))  # 26 October to 1 November, a Sunday
    assert between.ordered.target == 10
    assert between.month_start == date(2026, 11, 1)
    assert between.month_ordered.target == 0  # Sunday is no working day
    across = work_figures(team, Scope("person", "li"), date(2026, 10, 30), date(2026, 11, 3))
    assert across.ordered.target == 3  # one day of 2, and one of 21 over 21 working days
    assert across.collected.target == 1  # November has no collection target


def test_the_company_adds_up_its_people_and_future_days_do_not_count(team):
    found = work_figures(team, COMPANY, date(2026, 10, 12), date(2026, 10, 13))
    assert (found.ordered.actual, found.ordered.target) == (39, 3)
    assert (found.collected.actual, found.collected.target) == (9, 1)
    now = work_figures(team, Scope("person", "li"))
    assert (now.start, now.end) == (date(2026, 11, 16), date(2026, 11, 19))
    assert now.ordered.target == 3
    assert now.month_ordered.target == 13  # 2 to 18 November: 13 of 21 working days
    ahead = work_figures(team, Scope("person", "li"), date(2026, 12, 1), date(2026, 12, 8))
    assert ahead.ordered.target is None
    assert ahead.ordered.actual == Decimal(0)


def test_pages_agree_on_what_a_month_and_its_weeks_expect():
    """The share of a whole month is its target; of joiners and leavers too, by day, by week, and added up."""
    people = {
        "people/li.md": "name: 李伟\nrole: sales\nteam: east\nleft: 2026-10-20",
        "people/wang.md": "name: 王芳\nrole: sales\nteam: east\njoined: 2026-10-14\n"
        "absences: [{first: 2026-10-15, last: 2026-10-20}]",
    }
    goals = {
        "targets/2026-li.md": "owner: li\nyear: 2026\nmonths: [{month: 10, orders: 100, collection: 70}]",
        "targets/2026-wang.md": "owner: wang\nyear: 2026\nmonths: [{month: 10, orders: 50, collection: 40}]",
    }
    made = book({**MONEY, **people, **goals}, CALENDAR)
    start, end = date(2026, 10, 1), date(2026, 11, 1)
    weeks = [(date(2026, 9, 28) + 7 * n * DAY, date(2026, 10, 5) + 7 * n * DAY) for n in range(5)]
    cases = (("person:li", 100, 70), ("person:wang", 50, 40), ("team:east", 150, 110), ("company", 150, 110))
    for name, orders, collection in cases:
        kind, _, ident = name.partition(":")
        scope = Scope(kind, ident) if ident else COMPANY
        whole, until = work_figures(made, scope, start, end), to_date(made, scope, date(2026, 10, 31))
        assert (whole.ordered.target, whole.collected.target) == (orders, collection)
        assert (until.orders.expected, until.collection.expected) == (orders, collection)
        assert (until.orders.actual, until.collection.actual) == (
            whole.ordered.actual,
            whole.collected.actual,
        )
        parts = [work_figures(made, scope, *week) for week in weeks]
        days = [work_figures(made, scope, start + n * DAY, start + (n + 1) * DAY) for n in range(31)]
        for some in (parts, days):
            assert sum(one.ordered.target for one in some) == orders
            assert sum(one.collected.target for one in some) == collection
            assert sum(one.collected.actual for one in some) == whole.collected.actual
        for one in parts:
            assert expected_between(made, scope, "orders", one.start, one.end) == one.ordered.target
    # Li has 100 on eight working days to the 20th; Wang 50 on thirteen from the 14th, her days of leave among them.
    assert day_figures(made, "li", date(2026, 10, 20)).ordered.target == Decimal("12.5")
    assert day_figures(made, "li", date(2026, 10, 21)).ordered.target == 0
    assert day_figures(made, "wang", date(2026, 10, 13)).ordered.target == 0
    assert day_figures(made, "wang", date(2026, 10, 16)).ordered.target == Decimal("3.8462")


def test_markets_have_money_of_their_projects_and_no_target(team):
    found = work_figures(team, Scope("vertical", "chemical"), date(2026, 10, 1), date(2026, 11, 1))
    assert (found.collected.actual, found.collected.target) == (11, None)


def test_reports_wait_for_who_stands_above(team):
    assert [(one.id, one.kind, one.supervisor) for one in unsigned_reports(team, COMPANY)] == [
        ("c", "daily_report", "chen"),
        ("a", "weekly_report", "chen"),
        ("b", "weekly_report", "chen"),
    ]
    assert is_signed(team, team.daily_reports["a"])
    assert not is_signed(team, team.weekly_reports["b"])  # signed after the day of the figures
    assert supervisor_of(team, "chen") == ""


def test_plans_are_signed_by_day_or_by_week(team):
    assert signature_of_day(team, "li", date(2026, 10, 12)) is team.signatures["d"]
    assert signature_of_day(team, "li", date(2026, 10, 13)) is None
    assert signature_of_week(team, "li", Week(2026, 42)) is team.signatures["w"]
    assert signature_of_week(team, "wang", Week(2026, 42)) is None
