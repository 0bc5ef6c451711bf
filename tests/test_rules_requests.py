"""Requests are approved in turn, by whom the chain names, and only then carried out (S23.9–S23.12)."""

from __future__ import annotations

import pytest
from rule_books import BASE, SITE, problems_of, record, spots

HOLDERS = SITE + "approvers: [{role: operations_director, who: [zhao-zong]}]\n"
HEAD = "customer: hengtai\nowner: li-wei\ndate: 2026-11-10\n"
CODES = [f"SG9{n}" for n in range(12, 20)]


def found(code: str, front: str, rows: str = ""):
    text = record(f"{front}{HEAD}approvals: [{rows}]\n", "## Content\nText.\n")
    return problems_of({**BASE, "requests/r.md": text}, code, HOLDERS)


def decision(role: str, day: str, who: str = "zhao-zong") -> str:
    return f"{{role: {role}, who: {who}, on: 2026-11-{day}, decision: approved}}"


def test_a_request_in_turn_breaks_no_rule():
    rows = ", ".join([decision("operations_director", "11"), decision("general_manager", "12")])
    for code in CODES:
        assert found(code, "type: gift\ndone_on: 2026-11-13\n", rows) == []


def test_nobody_decides_before_those_before():
    late = ", ".join([decision("operations_director", "13"), decision("general_manager", "12")])
    for rows, column in ((late, 138), (decision("general_manager", "12"), 57)):
        (problem,) = found("SG912", "type: gift\n", rows)
        assert str(problem.place) == f"requests/r.md:6:{column}"
        assert "Operations director" in problem.message("en")
    same_day = ", ".join([decision("operations_director", "12"), decision("general_manager", "12")])
    assert found("SG912", "type: gift\n", same_day) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (decision("finance", "11"), "not in its chain"),
        (decision("operations_director", "11", "wang-gf"), "held by 赵总"),
        (decision("general_manager", "11", "li-wei"), "cannot approve the own request"),
    ],
)
def test_decided_by_the_wrong_role(row, words):
    (problem,) = found("SG913", "type: gift\n", row)
    assert words in problem.message("en")
    assert "General manager" in problem.hint("en")


def test_decided_before_it_was_asked_for():
    assert len(found("SG914", "type: sample\n", decision("operations_director", "09"))) == 1
    assert found("SG914", "type: sample\n", decision("operations_director", "10")) == []


def test_a_return_is_inspected_before_it_is_decided():
    front = "type: return\namount: 1\nquality_issue: yes\n"
    assert len(found("SG915", front, decision("operations_director", "11"))) == 1
    assert found("SG915", front) == []
    assert found("SG915", front + "appraisal: JD1\n", decision("operations_director", "11")) == []


def test_carried_out_without_approval():
    (problem,) = found("SG916", "type: gift\ndone_on: 2026-11-12\n", decision("operations_director", "11"))
    assert "waits for General manager" in problem.message("en")
    no = decision("operations_director", "11").replace("approved", "rejected")
    (problem,) = found("SG916", "type: gift\ndone_on: 2026-11-12\n", no)
    assert "rejected" in problem.message("en")


def test_after_a_large_return_somebody_looks_after_the_customer():
    front = "type: return\nquality_issue: yes\namount: %s\n"
    assert found("SG917", front % 2) == []
    assert spots(found("SG917", front % "2.1")) == ["requests/r.md:4:9"]
    assert found("SG917", front % "2.1" + "care: li-wei\n") == []


def test_what_the_chain_depends_on_is_written():
    assert len(found("SG918", "type: return\nquality_issue: yes\n")) == 1
    assert found("SG918", "type: sample\n") == []
    assert len(found("SG919", "type: exchange\n")) == 1
    assert found("SG919", "type: gift\n") == []
