"""Targets to date, collection, new customers, cost of selling, sales per person: M18, M20, M21, S27."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import book, projects

from site_gen.book import Book
from site_gen.config import Week
from site_gen.measures.collection import collection, due_between
from site_gen.measures.efficiency import efficiency
from site_gen.measures.new_customers import new_customers
from site_gen.measures.progress import expected_between, to_date
from site_gen.measures.region_week import region_week
from site_gen.measures.sales_per_person import sales_per_person, week_sales
from site_gen.measures.scope import COMPANY, Scope

#: National Day 2026: five weekdays free, Saturday the 10th worked: 18 working days in October.
OCTOBER = (
    "calendar:\n  holidays: [2026-10-01, 2026-10-02, 2026-10-05, 2026-10-06, 2026-10-07]\n"
    "  makeup: [2026-10-10]\n"
)
EAST, LI, WANG, ZHAO = (
    Scope("team", "east"),
    Scope("person", "li"),
    Scope("person", "wang"),
    Scope("person", "zhao"),
)


def target(owner: str, *months: str, year: int = 2026) -> dict[str, str]:
    rows = ", ".join(f"{{{month}}}" for month in months)
    return {f"targets/{year}-{owner}.md": f"owner: {owner}\nyear: {year}\nmonths: [{rows}]"}


def order(project: str, signed: str, amount: int, *payments: str) -> dict[str, str]:
    rows = ", ".join(f"{{{row}}}" for row in payments)
    front = f"project: {project}\namount: {amount}\nsigned_on: {signed}\npayments: [{rows}]"
    return {f"orders/{project}.md": front}


def october(as_of: date) -> Book:
    """Li: 180 a month, 18 working days: 10 a day. Wang comes on the 26th with 50 for five days: 10 a day."""
    files = projects(
        "a agreement 90",
        "b agreement 40 owner=wang",
        "c payment 70 customer=hua owner=zhao",
        "d agreement 25 customer=hua",
    )
    files |= target(
        "li",
        "month: 9, orders: 100, collection: 60",
        "month: 10, orders: 180, collection: 90, new_customers: 9",
        "month: 11, orders: 200",
    )
    files |= target("wang", "month: 10, orders: 50, new_customers: 1")
    files |= {"people/wang.md": "name: 王芳\nrole: sales\nteam: east\njoined: 2026-10-26"}
    files |= order("a", "2026-10-09", 80, "amount: 30, due: 2026-10-20", "amount: 50, paid_on: 2026-10-31")
    files |= order("b", "2026-10-12", 40, "amount: 40, due: 2026-11-05")
    files |= order(
        "c",
        "2026-09-15",
        70,
        "amount: 5, paid_on: 2026-09-30",
        "amount: 20, paid_on: 2026-10-01",
        "amount: 7, paid_on: 2026-11-01",
        "amount: 38",
    )
    files |= order("d", "2026-10-30", 25)
    return book(files, OCTOBER, as_of)


# Collection


def test_collection_counts_the_first_and_the_last_day_of_a_month():
    made = october(date(2026, 11, 18))
    found = collection(made, COMPANY, date(2026, 10, 1), date(2026, 11, 1))
    assert [(r.order, r.day, r.amount) for r in found.receipts] == [
        ("c", date(2026, 10, 1), 20),
        ("a", date(2026, 10, 31), 50),
    ]
    assert found.amount == 70
    assert collection(made, COMPANY).receipts[0].day == date(2026, 11, 1)
    assert [r.order for r in collection(made, LI, date(2026, 9, 1), date(2026, 12, 1)).receipts] == ["a"]


def test_what_is_overdue_and_what_falls_due():
    made = october(date(2026, 11, 5))
    found = collection(made, COMPANY)
    # Due on the day itself is not late; an instalment without a day never is.
    assert [(i.order, i.late, i.amount) for i in found.overdue] == [("a", 16, 30)]
    assert found.overdue_amount == 30
    due = due_between(made, COMPANY, date(2026, 11, 2), date(2026, 11, 9))
    assert [(i.order, i.amount) for i in due] == [("b", 40)]


def test_what_is_paid_later_has_not_been_paid():
    made = october(date(2026, 10, 30))
    assert collection(made, COMPANY).amount == 20
    assert collection(made, COMPANY, date(2026, 10, 1), date(2026, 12, 1)).amount == 20


# New customers


def test_a_customer_is_new_once_with_the_first_of_its_deals():
    made = october(date(2026, 10, 31))
    found = new_customers(made, COMPANY)
    # Hengtai signed a on the 9th and b on the 12th; Huaxin signed c in September already.
    assert [(c.customer, c.project, c.owner, c.day) for c in found.customers] == [
        ("heng", "a", "li", date(2026, 10, 9))
    ]
    assert found.count == 1
    assert new_customers(made, WANG).count == 0
    september = new_customers(made, ZHAO, date(2026, 9, 1), date(2026, 10, 1))
    assert [c.project for c in september.customers] == ["c"]


def test_a_deal_of_unknown_day_makes_a_customer_new_in_no_period():
    files = projects("a agreement 90 stage_history=@agreement:2026-11-02", "b payment 10")
    found = new_customers(book(files), COMPANY)
    assert (found.customers, found.undated) == ((), ("heng",))
    without_order = projects("a agreement 90 stage_history=@lead:2026-10-01,agreement:2026-11-02")
    (one,) = new_customers(book(without_order), COMPANY).customers
    assert (one.day, one.order, one.amount) == (date(2026, 11, 2), "", 90)


def test_an_old_customer_is_not_new_although_the_records_are_younger():
    files = projects("a agreement 90 stage_history=@lead:2026-10-01,agreement:2026-11-12")
    since = "name: 恒泰\nvertical: chemical\nprovince: jiangsu\nowner: li\nsince: "
    for day, count in (("2026-11-30", 1), ("2026-11-01", 1), ("2026-10-31", 0), ("2019-04-12", 0)):
        assert new_customers(book(files | {"customers/heng.md": since + day}), COMPANY).count == count


# M18, cumulative


@pytest.mark.parametrize(
    ("day", "gone", "expected", "signed"),
    [
        (date(2026, 10, 1), 0, 0, 0),  # a holiday: nothing is expected yet
        (date(2026, 10, 8), 1, 10, 0),
        (date(2026, 10, 9), 2, 20, 80),
        (date(2026, 10, 10), 3, 30, 80),  # a Saturday that is worked
        (date(2026, 10, 11), 3, 30, 80),
        (date(2026, 10, 30), 18, 180, 105),
        (date(2026, 10, 31), 18, 180, 105),
    ],
)
def test_the_line_follows_the_working_days(day, gone, expected, signed):
    found = to_date(october(date(2026, 11, 18)), LI, day)
    assert (found.month, found.workdays, found.gone) == ("2026-10", 18, gone)
    assert (found.orders.expected, found.orders.actual, found.orders.target) == (expected, signed, 180)
    assert (found.orders.pace.numerator, found.orders.pace.denominator) == (signed, expected)
    assert (found.orders.pace.value is None) is (expected == 0)
    assert found.orders.behind is (signed < expected)


def test_the_target_of_a_joiner_is_spread_over_their_own_days():
    made = october(date(2026, 11, 18))
    # 13 of Li's days are over on the 23rd, 14 on the 26th, when Wang begins with 10 a day.
    for day, expected in ((23, 130), (26, 150), (27, 170), (30, 230)):
        assert to_date(made, EAST, date(2026, 10, day)).orders.expected == expected
    assert to_date(made, WANG, date(2026, 10, 23)).orders.expected == 0
    assert to_date(made, WANG, date(2026, 10, 23)).orders.pace.value is None
    assert to_date(made, EAST, date(2026, 10, 30)).orders.target == 230


def test_the_target_of_a_leaver_counts_as_long_as_it_is_written():
    files = target("li", "month: 10, orders: 180", "month: 11, orders: 42")
    files |= {"people/li.md": "name: 李伟\nrole: sales\nteam: east\nleft: 2026-10-09"}
    made = book(files, OCTOBER)
    # Two working days in October carry the whole month; none in November, so the calendar does.
    assert [to_date(made, LI, date(2026, 10, day)).orders.expected for day in (8, 9, 30)] == [90, 180, 180]
    assert to_date(made, LI, date(2026, 11, 2)).orders.expected == 2


def test_cumulative_since_january_and_by_quantity():
    found = to_date(october(date(2026, 11, 18)), EAST, date(2026, 10, 30))
    orders, money, won = found
    assert (orders.actual, orders.year_actual) == (145, 145)
    assert (orders.year_target, orders.year_expected) == (330, 330)
    assert orders.attained.percent == Decimal("63.0435")  # 145 / 230
    assert orders.year_attained.percent == Decimal("43.9394")  # 145 / 330
    assert orders.ids == ("a", "b", "d")
    # Nothing came in by the 30th; 60 was wanted in September, 90 in October, by nobody else.
    assert (money.actual, money.target, money.year_target, money.ids) == (0, 90, 150, ())
    assert (won.actual, won.target, won.ids) == (1, 10, ("heng",))
    assert (found.orders, found.collection, found.new_customers) == (orders, money, won)


def test_the_month_day_by_day_with_free_days_on_which_something_came():
    found = to_date(october(date(2026, 10, 12)), COMPANY)
    days = {point.day.day: (point.actual, point.target) for point in found.collection.days}
    # The 1st is free, but money came; the 10th is worked; after the 12th nothing is known yet.
    assert list(days)[:6] == [1, 8, 9, 10, 12, 13]
    assert days[1] == (20, 0)
    assert days[10] == (20, 15)  # 90 over 18 days, three of them gone
    assert days[12] == (20, 20)
    assert days[13] == (None, 25)
    assert days[30] == (None, 90)
    orders = {point.day.day: point.actual for point in found.orders.days}
    assert (orders[8], orders[9], orders[12]) == (0, 80, 120)


def test_no_target_no_ratio():
    made = october(date(2026, 11, 18))
    found = to_date(made, ZHAO, date(2026, 10, 30)).orders
    assert (found.target, found.expected, found.attained.value, found.pace.value) == (None, None, None, None)
    assert not found.behind
    assert {point.target for point in found.days} == {None}
    vertical = to_date(made, Scope("vertical", "chemical"), date(2026, 10, 30))
    assert (vertical.orders.actual, vertical.orders.target) == (120, None)
    # Collection has no target in November, new customers none in September.
    november = to_date(made, LI)
    assert (november.collection.target, november.collection.year_target) == (None, 150)
    assert november.new_customers.year_target == 9


def test_what_the_working_days_of_a_week_expect_over_the_end_of_a_month():
    made = october(date(2026, 10, 20))
    # Monday 26 to Friday 30 October: 10 a day; the week of 28 September is all in September (22 days).
    assert expected_between(made, LI, "orders", date(2026, 10, 26), date(2026, 11, 2)) == 50
    september = expected_between(made, LI, "orders", date(2026, 9, 28), date(2026, 10, 5))
    assert september == Decimal(100) - Decimal("86.3636")  # 19 of 22 days were over
    assert expected_between(made, ZHAO, "orders", date(2026, 10, 26), date(2026, 11, 2)) is None


# M20


def visit(day: str, more: str = "", owner: str = "li") -> str:
    return f"customer: heng\nowner: {owner}\ndate: {day}\nstatus: done\n{more}\n---\n## Result\n\nSaid yes.\n"


def spending(**more: str) -> Book:
    """Li made three visits on two days, one with a deal, and spent on three days; Wang wrote no expense."""
    next_step = "follow_ups: [{who: li, what: x, when: 2026-12-01}]"
    files = projects("a agreement 3 stage_history=@agreement:2026-11-10")
    files |= {
        "visits/v1.md": visit("2026-11-10", f"{next_step}\ndeal: yes"),
        "visits/v2.md": visit("2026-11-10", next_step),
        "visits/v3.md": visit("2026-11-11"),
        "visits/call.md": visit("2026-11-12", f"{next_step}\nchannel: phone"),
        "visits/w.md": visit("2026-11-12", next_step, owner="wang"),
        "visits/w2.md": visit("2026-11-13", next_step, owner="wang"),
        # A day without a visit costs too; the expense of the 11th is not known; the 19th has not come.
        "daily/d1.md": "owner: li\ndate: 2026-11-10\nattendance: present\nexpense: 300",
        "daily/d2.md": "owner: li\ndate: 2026-11-11\nattendance: present",
        "daily/d3.md": "owner: li\ndate: 2026-11-12\nattendance: present\nexpense: 60.5",
        "daily/d4.md": "owner: li\ndate: 2026-11-19\nattendance: present\nexpense: 999",
        "daily/d5.md": "owner: wang\ndate: 2026-11-12\nattendance: present\nexpense: 0",
        **more,
    }
    return book(files)


def test_m20_costs_of_a_person():
    found = efficiency(spending(), LI)
    assert (found.made, found.effective, found.deals) == (("v1", "v2", "v3"), ("v1", "v2"), ("v1",))
    assert (found.expense, found.reports, found.unknown_days) == (Decimal("360.5"), ("d1", "d3"), 1)
    assert found.per_visit.value == Decimal("120.166667")
    assert (found.per_effective.value, found.per_deal.value) == (Decimal("180.25"), Decimal("360.5"))
    # 3 units of 10,000 were signed: 360.5 / 30,000.
    assert (found.sales, found.projects) == (3, ("a",))
    assert found.of_sales.percent == Decimal("1.2017")


def test_m20_an_expense_of_nothing_is_known_and_no_report_is_not():
    found = efficiency(spending(), WANG)
    assert (found.expense, found.unknown_days) == (0, 1)
    assert (found.per_visit.value, found.per_deal.value, found.of_sales.value) == (0, None, None)
    unknown = efficiency(book({"visits/v.md": visit("2026-11-10")}), COMPANY)
    assert (unknown.expense, unknown.per_visit.value, unknown.unknown_days) == (None, None, 1)
    assert efficiency(spending(), Scope("vertical", "chemical")).expense is None


def test_m20_the_default_is_the_month_and_any_period_can_be_asked():
    files = {"daily/o.md": "owner: li\ndate: 2026-10-31\nattendance: present\nexpense: 7"}
    made = spending(**files)
    assert efficiency(made, EAST).expense == Decimal("360.5")
    assert efficiency(made, EAST, date(2026, 10, 31), date(2026, 11, 11)).expense == 307


def test_m20_an_expense_handed_in_later_is_not_known_yet():
    late = "owner: li\ndate: 2026-11-11\nattendance: present\nexpense: 40\nsubmitted_on: 2026-11-19"
    found = efficiency(spending(**{"daily/d2.md": late}), LI)
    assert (found.expense, found.reports, found.unknown_days) == (Decimal("360.5"), ("d1", "d3"), 1)
    on_time = efficiency(spending(**{"daily/d2.md": late.replace("11-19", "11-18")}), LI)
    assert (on_time.expense, on_time.unknown_days) == (Decimal("400.5"), 0)


# The region's week


def test_what_came_at_the_weekend_is_in_the_cumulative_figures_of_its_week():
    files = projects("a agreement 60") | order("a", "2026-11-14", 60, "amount: 30, paid_on: 2026-11-15")
    found = region_week(
        book(files | target("li", "month: 11, orders: 210, collection: 210")), "east", Week(2026, 46)
    )
    assert (found.day, found.collected, found.sales.amount, len(found.new)) == (date(2026, 11, 13), 30, 60, 1)
    progress = found.progress
    assert [one.actual for one in progress] == [60, 30, 1]
    assert (progress.orders.expected, progress.gone) == (100, 10)


def test_a_week_that_ends_in_the_next_month_stops_at_the_end_of_the_month_it_was_worked_in():
    files = (
        projects("a agreement 1", "b agreement 1")
        | order("a", "2026-10-31", 60)
        | order("b", "2026-11-01", 40)
    )
    made = book(files | target("li", "month: 10, orders: 220", "month: 11, orders: 210"))
    week = region_week(made, "east", Week(2026, 44)).progress
    assert (week.month, week.orders.actual, week.orders.expected) == ("2026-10", 60, 220)
    after = region_week(made, "east", Week(2026, 45)).progress
    assert (after.month, after.orders.actual, after.orders.expected) == ("2026-11", 40, 50)
    # The running week counts nothing after the day of the figures.
    assert region_week(made, "east", Week(2026, 47)).progress.day == date(2026, 11, 18)


# M21


def test_m21_a_joiner_and_a_leaver_count_whole():
    files = projects("a agreement 60 stage_history=@agreement:2026-11-13", "b agreement 30 owner=wang")
    files |= order("b", "2026-11-09", 30)
    files |= target("zhao", "month: 1, orders: 1")
    files |= {
        "people/wang.md": "name: 王芳\nrole: sales\nteam: east\njoined: 2026-11-13",
        "people/zhao.md": "name: 赵军\nrole: sales\nteam: east\nleft: 2026-11-09",
    }
    made = book(files)
    found = sales_per_person(made, EAST)
    assert (len(found.weeks), found.last.week, found.weeks[0].week) == (12, "2026-W46", "2026-W35")
    assert (found.last.amount, found.last.people) == (90, ("li", "wang", "zhao"))
    assert (found.last.average.value, found.last.projects) == (30, ("a", "b"))
    # Before, Li and Zhao: 11 weeks of two people and one of three.
    assert found.weeks[-2].people == ("li", "zhao")
    assert found.average.value == Decimal("3.6")  # 90 / 25
    after = week_sales(made, EAST, Week(2026, 47))
    assert (after.people, after.average.value) == (("li", "wang"), 0)


def test_m21_a_sunday_ends_its_week_and_nobody_has_no_average():
    made = book(projects("a lead 1"), as_of=date(2026, 11, 22))
    assert sales_per_person(made, COMPANY).last.week == "2026-W47"
    west = sales_per_person(made, Scope("team", "west"))
    assert (west.last.people, west.last.average.value) == ((), None)
