"""Daily and weekly reports: typed figures, talks told twice, days of the week, expenses, attendance (S8, S26)."""

from __future__ import annotations

import pytest
from rule_books import PROJECT, VISIT, book_of, problems_of, spots

DAY = "owner: li-wei\ndate: 2026-11-18\nattendance: present\n"
WEEK = "owner: li-wei\nweek: 2026-W47\n"
#: November 2026 has 21 working days: a day’s share of 21 is 1, that of the collection target of 10 is 0.476….
MONEY = {
    "projects/p.md": PROJECT.replace("stage: lead", "stage: payment") + "amount: 30\nwin_rate: 100\n",
    "orders/o.md": "project: p\namount: 12.34\nsigned_on: 2026-11-18\npayments:\n  - {amount: 5, paid_on: 2026-11-17}\n",
    "targets/t.md": "owner: li-wei\nyear: 2026\nmonths:\n  - {month: 11, orders: 21, collection: 10}\n",
}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ordered: 12.3", ""),
        ("ordered: 12", "Ordered: 12 万元 is typed, 12.3 万元 is counted from the records."),
        ("order_target: 1", ""),
        ("order_target: 21", "Order target: 21 万元 is typed, 1 万元 is counted from the records."),
        ("collection_target: 0.5", ""),
        (
            "collection_target: 0.4",
            "Collection target: 0.4 万元 is typed, 0.5 万元 is counted from the records.",
        ),
        ("collected: 0", ""),
        ("collected: 5", "Collected: 5 万元 is typed, 0 万元 is counted from the records."),
    ],
)
def test_what_a_daily_report_types_agrees_with_what_is_counted(typed, said):
    found = problems_of({**MONEY, "daily/d.md": f"{DAY}{typed}\n"}, "SG646")
    texts = [d.message("en").replace("CNY 10k", "万元") for d in found]
    assert texts == ([said] if said else [])


def test_a_week_counts_its_days_up_to_the_day_of_the_figures():
    files = {**MONEY, "weekly/w.md": f"{WEEK}order_target: 5\ncollected: 5\nordered: 12.3\n"}
    assert problems_of(files, "SG646") == []
    (found,) = problems_of({**MONEY, "weekly/w.md": f"{WEEK}collected: 4\n"}, "SG646")
    assert str(found.place) == "weekly/w.md:4:12"
    assert found.person == "li-wei"


def test_orders_are_not_compared_where_a_win_has_no_order_record():
    won = "stage: payment\nstage_history: [{stage: lead, date: 2026-01-05}, {stage: order, date: 2026-11-18}]"
    files = {
        "projects/p.md": PROJECT.replace("stage: lead", won) + "amount: 30\n",
        "daily/d.md": f"{DAY}ordered: 7\n",
    }
    assert problems_of(files, "SG646") == []


def test_without_a_target_nothing_is_compared():
    assert problems_of({"daily/d.md": f"{DAY}order_target: 9\n"}, "SG646") == []


def test_a_talk_with_a_customer_visited_that_day_is_told_twice():
    talks = "talks:\n  - {customer: ruida, text: 电话里谈的}\n  - {customer: hengtai, text: 谈了}\n"
    files = {
        "visits/v.md": f"{VISIT}date: 2026-11-18\nstatus: done\n",
        "visits/other.md": f"{VISIT.replace('hengtai', 'ruida')}date: 2026-11-17\nstatus: done\n",
        "visits/planned.md": f"{VISIT.replace('hengtai', 'ruida')}date: 2026-11-18\nstatus: cancelled\n",
        "daily/d.md": DAY + talks,
    }
    (found,) = problems_of(files, "SG647")
    assert str(found.place) == "daily/d.md:7:16"
    assert "visit v" in found.message("en")


def test_the_days_of_a_week_are_its_own_and_stand_once():
    days = (
        "days:\n  - {date: 2026-11-16, text: 一}\n  - {date: 2026-11-15, text: 上周}\n"
        "  - {date: 2026-11-16, text: 又一}\n  - {date: 2026-11-22, text: 周日}\n"
    )
    files = {"weekly/w.md": WEEK + days}
    assert spots(problems_of(files, "SG648")) == ["weekly/w.md:6:12"]
    assert spots(problems_of(files, "SG649")) == ["weekly/w.md:7:12"]


@pytest.mark.parametrize(
    ("value", "odd"),
    [("0", False), ("0.03", True), ("1", False), ("350", False), ("99999", False), ("100000", True)],
)
def test_expenses_are_in_whole_yuan(value, odd):
    assert bool(problems_of({"daily/d.md": f"{DAY}expense: {value}\n"}, "SG650")) is odd


AWAY = "name: 李伟\nrole: sales\nabsences:\n  - {first: 2026-11-17, last: 2026-11-18, reason: leave}\n"


@pytest.mark.parametrize(
    ("day", "attendance", "breach"),
    [
        ("2026-11-16", "present", False),
        ("2026-11-17", "present", True),
        ("2026-11-18", "present", True),
        ("2026-11-19", "present", False),
        ("2026-11-18", "leave", False),
        ("2026-11-18", "training", False),
    ],
)
def test_who_is_recorded_as_away_is_not_present(day, attendance, breach):
    files = {
        "people/li-wei.md": AWAY,
        "daily/d.md": f"owner: li-wei\ndate: {day}\nattendance: {attendance}\n",
    }
    assert bool(problems_of(files, "SG651")) is breach


@pytest.mark.parametrize(
    ("attendance", "visit", "breach"),
    [
        ("leave", "status: done", True),
        ("sick", "status: done", True),
        ("training", "status: done", False),
        ("leave", "status: cancelled", False),
        ("leave", "status: done\nchannel: phone", False),
    ],
)
def test_who_is_on_leave_visits_nobody(attendance, visit, breach):
    files = {
        "visits/v.md": f"{VISIT}date: 2026-11-18\n{visit}\n",
        "daily/d.md": DAY.replace("present", attendance),
    }
    assert bool(problems_of(files, "SG652")) is breach


def test_a_report_without_any_oddity_is_fine():
    files = {"daily/d.md": f"{DAY}expense: 120\n", "weekly/w.md": WEEK}
    codes = {d.code for d in book_of(files).diagnostics}
    assert codes & {f"SG{n}" for n in range(646, 653)} == set()
