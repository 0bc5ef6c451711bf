"""Visits: preparation, reports, follow-ups, what belongs to whom (S5, S6, S10)."""

from __future__ import annotations

import pytest
from rule_books import PROJECT, SITE, VISIT, problems_of, record, spots

JOINT = "companions:\n  - {who: wang-gf}\n"
BRIEF = (
    "objectives:\n  - {text: 确认阀门清单}\nanticipate:\n  - {question: 交货期能否提前}\n"
    "contacts: [zhang]\nfollow_ups:\n  - {who: li-wei, what: 发报价, when: 2026-12-01}\n"
)
BODY = "## 拜访目的\n\n一\n\n## 已经了解的信息\n\n二\n\n## 策略\n\n三\n\n## 拜访结果\n\n四\n"


def visit(date: str, status: str, more: str = "", body: str = "") -> str:
    return record(f"{VISIT}date: {date}\nstatus: {status}\n{more}", body)


def test_a_joint_visit_needs_a_brief():
    files = {
        "visits/alone.md": visit("2026-11-23", "planned"),
        "visits/bare.md": visit("2026-11-23", "planned", JOINT),
        "visits/cancelled.md": visit("2026-11-23", "cancelled", JOINT),
        "visits/full.md": visit("2026-11-23", "planned", JOINT + BRIEF, BODY),
        "visits/part.md": visit("2026-11-23", "planned", JOINT, "## Purpose\n\nx\n"),
    }
    found = problems_of(files, "SG609")
    assert [d.record[1] for d in found] == ["bare", "part"]
    assert found[1].message("zh-Hans") == (
        "联合拜访没有完整的访前准备：缺少拜访目标、已经了解的信息、策略、预期问题/反对意见。"
    )


def test_a_prepared_visit_without_a_brief():
    (found,) = problems_of({"visits/v.md": visit("2026-11-23", "prepared")}, "SG621")
    assert str(found.place) == "visits/v.md:5:9"


@pytest.mark.parametrize(("minutes", "short"), [("29", True), ("30", False), ("", False)])
def test_preparation_takes_thirty_minutes(minutes: str, *, short: bool):
    text = visit("2026-11-23", "prepared", f"{JOINT}discussed_minutes: {minutes}\n")
    assert bool(problems_of({"visits/v.md": text}, "SG610")) is short


def test_minutes_count_only_for_joint_visits_and_the_limit_is_data():
    alone = {"visits/v.md": visit("2026-11-23", "prepared", "discussed_minutes: 10\n")}
    assert problems_of(alone, "SG610") == []
    joint = {"visits/v.md": visit("2026-11-23", "prepared", JOINT + "discussed_minutes: 45\n")}
    assert len(problems_of(joint, "SG610", site=SITE + "thresholds: {preparation_minutes: 60}\n")) == 1


@pytest.mark.parametrize(
    ("day", "submitted", "late"),
    [
        ("2026-11-17", "", False),  # Tuesday; due Friday 20, which is the as-of date
        ("2026-11-16", "", True),  # Monday; due Thursday 19
        ("2026-11-13", "2026-11-18", False),  # Friday; due Wednesday
        ("2026-11-13", "2026-11-19", True),
        ("2026-11-17", "2026-11-23", False),  # not due yet on the as-of date, and not handed in yet
    ],
)
def test_reports_are_due_in_three_working_days(day: str, submitted: str, *, late: bool):
    text = visit(day, "done", f"submitted_on: {submitted}\n" + BRIEF, BODY)
    assert bool(problems_of({"visits/v.md": text}, "SG611")) is late


def test_a_holiday_moves_the_day_a_report_is_due():
    text = {"visits/v.md": visit("2026-11-16", "done", BRIEF, BODY)}
    site = SITE + "calendar: {holidays: [2026-11-18]}\n"
    assert problems_of(text, "SG611", site=site) == []


def test_a_report_is_complete_once_it_is_handed_in_or_due():
    bare = visit("2026-11-19", "done")
    assert problems_of({"visits/v.md": bare}, "SG612") == []
    (found,) = problems_of(
        {"visits/v.md": visit("2026-11-19", "done", "submitted_on: 2026-11-20\n")}, "SG612"
    )
    labels = [label.id for label in dict(found.args)["label"]]
    assert labels == ["Persons visited", "Purpose of the visit", "Result", "Follow-up items"]
    call = visit("2026-11-02", "done", "channel: phone\n")
    assert problems_of({"visits/v.md": call}, "SG612") == []


def test_overdue_follow_ups_and_actions_name_who_should_act():
    rows = (
        "follow_ups:\n"
        "  - {who: wang-gf, what: 发样品, when: 2026-11-19}\n"
        "  - {who: zhang, what: 批预算, when: 2026-11-19}\n"
        "  - {who: li-wei, what: 今天到期, when: 2026-11-20}\n"
        "  - {who: li-wei, what: 已做, when: 2026-11-18, done: yes}\n"
        "  - {who: li-wei, what: 也做了, when: 2026-11-18, done_on: 2026-11-18}\n"
    )
    review = (
        "meeting: weekly\ndate: 2026-11-06\nchair: zhao-zong\nattendees: [li-wei]\n"
        "actions:\n  - {who: li-wei, what: 补资料, when: 2026-11-13}\n"
    )
    files = {
        "visits/v.md": visit("2026-11-17", "done", rows),
        "reviews/r.md": record(review, "## 回顾总结\n\n好\n"),
    }
    found = problems_of(files, "SG613")
    assert [(d.record[0], d.person, dict(d.args)["who"]) for d in found] == [
        ("review", "li-wei", "李伟"),
        ("visit", "wang-gf", "王工"),
        ("visit", "li-wei", "张工"),
    ]
    assert spots(found)[1] == "visits/v.md:7:37"


def test_a_planned_visit_that_is_past():
    files = {
        "visits/past.md": visit("2026-11-19", "planned"),
        "visits/today.md": visit("2026-11-20", "planned"),
        "visits/off.md": visit("2026-11-19", "cancelled"),
    }
    assert spots(problems_of(files, "SG617")) == ["visits/past.md:5:9"]


def test_what_has_not_happened_cannot_be_done():
    files = {"visits/v.md": visit("2026-11-21", "done"), "visits/w.md": visit("2026-11-20", "done")}
    assert spots(problems_of(files, "SG620")) == ["visits/v.md:4:7"]


def test_dates_of_a_visit_that_contradict_each_other():
    more = (
        "submitted_on: 2026-11-16\ndiscussed_on: 2026-11-18\n"
        "follow_ups:\n  - {who: li-wei, what: x, when: 2026-11-16, done_on: 2026-11-15}\n"
    )
    found = problems_of({"visits/v.md": visit("2026-11-17", "done", more)}, "SG616")
    assert spots(found) == [f"visits/v.md:{spot}" for spot in ("4:7", "6:15", "9:34", "9:55")]


def test_contacts_and_project_belong_to_the_customer():
    files = {
        "projects/ruida-1.md": PROJECT.replace("hengtai", "ruida"),
        "visits/v.md": visit("2026-11-23", "planned", "project: ruida-1\ncontacts: [zhang, chen]\n"),
    }
    found = problems_of(files, "SG404")
    assert spots(found) == ["visits/v.md:6:10", "visits/v.md:7:19"]
    assert {d.severity for d in found} == {"error"}


@pytest.mark.parametrize("below", ["hengtai", "ruida"])
def test_a_visit_may_name_people_and_project_of_a_company_whose_parent_pays(below):
    above = {"hengtai": "ruida", "ruida": "hengtai"}[below]
    base = {"hengtai": "恒泰化工", "ruida": "瑞达水务"}[below]
    files = {
        f"customers/{below}.md": f"name: {base}\nvertical: water\nprovince: zhejiang\nparent: {above}\n",
        "projects/ruida-1.md": PROJECT.replace("hengtai", "ruida"),
        "visits/v.md": visit("2026-11-23", "planned", "project: ruida-1\ncontacts: [zhang, chen]\n"),
    }
    assert problems_of(files, "SG404") == []
