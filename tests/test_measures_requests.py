"""Whom requests wait for, counted by hand (S23.9–S23.12)."""

from __future__ import annotations

import pytest
from measure_books import book

from site_gen.measures.requests import requests, state_of
from site_gen.measures.scope import COMPANY, Scope

SITE = "approvers: [{role: operations_director, who: [chen]}]\n"


def request(type_: str, more: str = "", approvals: str = "", day: str = "2026-11-10") -> str:
    front = f"type: {type_}\ncustomer: heng\nowner: li\ndate: {day}\n{more}approvals: [{approvals}]"
    return f"{front}\n---\n## Content\nText."


def approved(role: str, day: str, decision: str = "approved") -> str:
    return f"{{role: {role}, on: 2026-11-{day}, decision: {decision}}}"


def state(text: str):
    return state_of(book({"requests/r.md": text}, SITE), "r")


@pytest.mark.parametrize(
    ("type_", "more", "chain"),
    [
        ("return", "amount: 2\nquality_issue: yes\n", ["operations_director"]),
        ("return", "amount: 2.01\nquality_issue: yes\n", ["operations_director", "executive_director"]),
        ("return", "amount: 2\nquality_issue: no\n", ["finance", "operations_director"]),
        (
            "return",
            "amount: 3\nquality_issue: no\n",
            ["finance", "operations_director", "executive_director"],
        ),
        ("return", "", ["finance", "operations_director"]),
        ("exchange", "amount: 9\nquality_issue: yes\n", ["operations_director"]),
        ("sample", "", ["operations_director"]),
        ("gift", "", ["operations_director", "general_manager"]),
        ("goods", "", ["operations_director", "general_manager"]),
        (
            "survey_budget",
            "",
            ["consulting_pm", "consulting_manager", "customer_director", "regional_gm", "group"],
        ),
    ],
)
def test_the_chain_follows_from_type_value_and_quality(type_, more, chain):
    assert [level.role for level in state(request(type_, more)).levels] == chain


def test_it_waits_for_the_first_that_has_not_decided():
    first = state(request("gift"))
    assert (first.status, first.waits_for, first.holders, first.days) == (
        "waiting", "operations_director", ("chen",), 8,
    )  # fmt: skip
    second = state(request("gift", approvals=approved("operations_director", "12")))
    assert (second.waits_for, second.days) == ("general_manager", 6)  # 12 to 18 November
    assert [level.state for level in second.levels] == ["approved", "waiting"]


def test_approved_carried_out_rejected():
    both = ", ".join([approved("operations_director", "12"), approved("general_manager", "13")])
    assert state(request("gift", approvals=both)).status == "approved"
    assert state(request("gift", "done_on: 2026-11-14\n", both)).status == "done"
    assert state(request("gift", "done_on: 2026-11-19\n", both)).status == "approved"
    no = state(request("gift", approvals=approved("operations_director", "12", "rejected")))
    assert (no.status, no.waits_for, [level.state for level in no.levels]) == (
        "rejected", "", ["rejected", "ended"],
    )  # fmt: skip


def test_a_decision_of_a_later_day_has_not_been_made():
    assert state(request("sample", approvals=approved("operations_director", "19"))).status == "waiting"


def test_a_decision_out_of_turn_does_not_end_the_wait():
    found = state(request("gift", approvals=approved("general_manager", "11")))
    assert (found.waits_for, [level.state for level in found.levels]) == (
        "operations_director", ["waiting", "approved"],
    )  # fmt: skip


def test_register_of_a_scope():
    made = book(
        {
            "requests/a.md": request("gift", "amount: 0.5\n"),
            "requests/b.md": request("sample", "amount: 0.3\n", day="2026-11-02"),
            "requests/c.md": request("gift", day="2026-11-19"),
        },
        SITE,
    )
    found = requests(made, COMPANY)
    assert [(s.request, s.days) for s in found.waiting] == [("b", 16), ("a", 8)]
    (role,) = found.by_role
    assert (role.role, role.requests, role.days, str(role.amount)) == (
        "operations_director", ("b", "a"), 16, "0.8",
    )  # fmt: skip
    assert len(requests(made, Scope("person", "li")).waiting) == 2
    assert len(requests(made, Scope("province", "jiangsu")).waiting) == 2
    assert requests(made, Scope("team", "west")).waiting == ()
