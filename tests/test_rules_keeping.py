"""Losses of customers, names of competitors and lunar birthdays are written so that they can be true (SG960–SG966)."""

from __future__ import annotations

import pytest
from rule_books import PROJECT, VISIT, problems_of, record, spots

LOSS = "customer: hengtai\nlost_on: 2026-09-01\nreason: price\n"
FULL = "remedies: [{who: li-wei, what: 电话回访, when: 2026-12-01}]\n"
CAUSE = "## 问题症结\n\n审批太慢。\n"


def loss(more: str = FULL, body: str = CAUSE, front: str = LOSS) -> dict[str, str]:
    return {"churn/x.md": record(front + more, body)}


def order(day: str) -> dict[str, str]:
    return {"projects/p.md": PROJECT, "orders/o.md": f"project: p\namount: 5\nsigned_on: {day}\n"}


def visit(day: str, status: str = "done") -> dict[str, str]:
    return {"visits/v.md": f"{VISIT}date: {day}\nstatus: {status}\n"}


@pytest.mark.parametrize(
    ("day", "more", "told"),
    [
        ("2026-09-02", "", True),
        ("2026-09-01", "", False),
        ("2026-11-21", "", False),
        ("2026-10-10", "returned_on: 2026-10-01\n", False),
    ],
)
def test_who_is_lost_does_not_order(day, more, told):
    found = problems_of(loss(FULL + more) | order(day), "SG960")
    assert spots(found) == (["churn/x.md:3:10"] if told else [])
    assert [d.person for d in found] == (["li-wei"] if told else [])


def test_who_is_lost_is_not_visited_as_if_nothing_had_happened():
    (found,) = problems_of(loss() | visit("2026-10-10"), "SG961")
    assert (
        found.message("en") == "Lost on 2026-09-01, and visited 1 times since, the last time on 2026-10-10."
    )
    assert problems_of(loss() | visit("2026-10-10", "cancelled"), "SG961") == []
    assert problems_of(loss() | visit("2026-08-31"), "SG961") == []
    assert problems_of(loss(FULL + "returned_on: 2026-10-01\n") | visit("2026-10-10"), "SG961") == []
    # The order says it all.
    assert problems_of(loss() | visit("2026-10-10") | order("2026-10-12"), "SG961") == []


def test_won_back_before_it_was_lost():
    (found,) = problems_of(loss(FULL + "returned_on: 2026-08-31\n"), "SG962")
    assert str(found.place) == "churn/x.md:6:14"
    assert problems_of(loss(FULL + "returned_on: 2026-09-01\n"), "SG962") == []


@pytest.mark.parametrize(
    ("day", "more", "body", "missing"),
    [
        ("2026-10-20", "", "", 2),  # 31 days before the as-of date
        ("2026-10-21", "", "", 0),
        ("2026-10-20", FULL, "", 1),
        ("2026-10-20", "", CAUSE, 1),
        ("2026-10-20", FULL, CAUSE, 0),
        ("2026-10-20", "returned_on: 2026-11-01\n", "", 0),
    ],
)
def test_cause_and_remedy_are_written_within_thirty_days(day, more, body, missing):
    found = problems_of(loss(more, body, LOSS.replace("2026-09-01", day)), "SG963")
    assert len(found) == missing
    assert {d.person for d in found} <= {"li-wei"}


@pytest.mark.parametrize(
    ("back", "told"),
    [("", True), ("returned_on: 2026-09-30\n", False), ("returned_on: 2026-10-02\n", True)],
)
def test_lost_again_only_after_having_come_back(back, told):
    again = {"churn/y.md": record(LOSS.replace("2026-09-01", "2026-10-01") + FULL, CAUSE)}
    found = problems_of(loss(FULL + back) | again, "SG964")
    assert spots(found) == (["churn/y.md:3:10"] if told else [])


def test_a_name_means_one_competitor():
    files = {
        "rivals/a.md": "name: 宏塑管业\naliases: [宏塑, Hong Su]\n",
        "rivals/b.md": "name: 华日\naliases: [HongSu]\n",
    }
    (found,) = problems_of(files, "SG965")
    assert str(found.place) == "rivals/b.md:3:10"
    assert found.message("en") == "“HongSu” is also a name of the competitor 宏塑管业."
    files["rivals/b.md"] = "name: 华日\naliases: [华日管业, 华 日]\n"
    assert problems_of(files, "SG965") == []


def test_a_lunar_birthday_is_a_day_of_the_lunar_year():
    front = "name: 张工\ncustomer: hengtai\nlunar_birthday: "
    (found,) = problems_of({"contacts/zhang.md": front + "13-01\n"}, "SG966")
    assert str(found.place) == "contacts/zhang.md:4:17"
    assert problems_of({"contacts/zhang.md": front + "12-30\n"}, "SG966") == []
