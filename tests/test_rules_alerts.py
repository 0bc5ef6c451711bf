"""Alerts say whom they concern, who handles them and how they were settled (S28)."""

from __future__ import annotations

import pytest
from rule_books import problems_of, record, spots

REPORT = "date: 2026-11-10\nowner: li-wei\ntype: consumer_opinion\nseverity: medium\n"
COMPLAINT = "date: 2026-11-10\ncustomer: hengtai\nowner: li-wei\nresponsible: zhao-zong\n"
TEXT = "## 情况描述\n\n对手降价。\n"
CONTENT = "## 投诉内容\n\n漏水。\n"
DONE = "\n## 处理措施\n\n换了法兰。\n"


def report(more: str = "", body: str = "", front: str = REPORT) -> dict[str, str]:
    return {"market/m.md": record(front + more, TEXT + body)}


def complaint(more: str = "", body: str = "", front: str = COMPLAINT) -> dict[str, str]:
    return {"complaints/c.md": record(front + more, CONTENT + body)}


@pytest.mark.parametrize("make", [report, complaint])
def test_closed_says_when_and_how(make):
    full = make("status: closed\nclosed_on: 2026-11-12\n", DONE)
    assert [problems_of(full, code) for code in ("SG656", "SG657", "SG661", "SG662")] == [[], [], [], []]
    bare = make("status: closed\n")
    (when,), (how,) = problems_of(bare, "SG656"), problems_of(bare, "SG662")
    path = next(iter(bare))
    assert spots([when, how]) == [f"{path}:6:9"] * 2
    assert how.message("en") == "Closed, but what was done is not written."
    assert "“## Handling”" in how.hint("en")


def test_who_should_act_is_who_handles_it():
    (found,) = problems_of(complaint("status: closed\n", DONE), "SG656")
    assert found.person == "zhao-zong"
    (found,) = problems_of(report("status: closed\nhandled_by: zhao-zong\n", DONE), "SG656")
    assert found.person == "zhao-zong"
    (found,) = problems_of(report("status: closed\n", DONE), "SG656")
    assert found.person == "li-wei"


def test_closed_before_it_was_filed():
    (found,) = problems_of(report("status: closed\nclosed_on: 2026-11-09\n", DONE), "SG657")
    assert str(found.place) == "market/m.md:7:12"
    assert problems_of(report("status: closed\nclosed_on: 2026-11-10\n", DONE), "SG657") == []


def test_a_day_of_closing_without_the_status():
    (found,) = problems_of(complaint("status: doing\nclosed_on: 2026-11-12\n"), "SG661")
    assert str(found.place) == "complaints/c.md:7:12"
    assert found.message("en") == "Closed on 2026-11-12, but the status is In progress."


@pytest.mark.parametrize(
    ("more", "severity", "told"),
    [
        ("", "high", True),
        ("", "medium", False),
        ("handled_by: li-wei\n", "high", False),
        ("status: closed\nclosed_on: 2026-11-12\n", "high", False),
        # Closed after the day of the figures: still open on it.
        ("status: closed\nclosed_on: 2026-11-21\n", "high", True),
    ],
)
def test_somebody_handles_what_is_serious(more, severity, told):
    files = report(more, DONE, REPORT.replace("medium", severity))
    assert bool(problems_of(files, "SG658")) is told


def test_a_report_of_tomorrow_is_not_filed_yet():
    front = REPORT.replace("medium", "high").replace("2026-11-10", "2026-11-21")
    assert problems_of(report(front=front), "SG658") == []


@pytest.mark.parametrize(
    ("filed", "more", "days"),
    [
        ("2026-11-12", "", 8),  # the as-of date is 20 November
        ("2026-11-13", "", None),
        ("2026-11-01", "status: closed\nclosed_on: 2026-11-19\n", None),
        ("2026-11-01", "status: closed\nclosed_on: 2026-11-21\n", 19),
    ],
)
def test_a_complaint_is_closed_within_a_week(filed, more, days):
    found = problems_of(complaint(more, DONE, COMPLAINT.replace("2026-11-10", filed)), "SG659")
    assert [dict(d.args)["days"] for d in found] == ([days] if days else [])
    assert {d.person for d in found} <= {"zhao-zong"}


@pytest.mark.parametrize(
    ("subject", "missing"),
    [
        ("consumer_opinion", ""),
        ("competitor_promo", "competitor"),
        ("competitor_product", "competitor"),
        ("dealer_complaint", "customer"),
        ("personnel_change", "customer"),
    ],
)
def test_a_report_names_what_it_is_about(subject, missing):
    front = REPORT.replace("consumer_opinion", subject)
    found = problems_of(report(front=front), "SG660")
    assert [dict(d.args)["key"] for d in found] == ([missing] if missing else [])
    assert problems_of(report("customer: hengtai\ncompetitor: 乙\n", front=front), "SG660") == []
