"""Slips that change figures without looking wrong: second targets, orders of open projects, other units, other years."""

from __future__ import annotations

import pytest
from rule_books import PROJECT, SITE, VISIT, problems_of, spots

TARGET = "owner: li-wei\nyear: 2026\nmonths:\n"
ORDER = "project: p\namount: 80\nsigned_on: 2026-10-01\n"
LEFT = "name: 李伟\nrole: sales\nleft: 2026-11-19\n"


def signed(more: str, stage: str = "agreement") -> dict[str, str]:
    return {
        "projects/p.md": PROJECT.replace("stage: lead", f"stage: {stage}"),
        "orders/o.md": ORDER + more,
    }


def test_a_month_with_two_targets_in_one_file_and_in_two():
    rows = "  - {month: 10, orders: 5}\n  - {month: 11, orders: 5}\n  - {month: 11, orders: 7}\n"
    files = {"targets/a.md": TARGET + rows, "targets/b.md": TARGET + "  - {month: 10, orders: 5}\n"}
    found = problems_of(files, "SG681")
    assert spots(found) == ["targets/a.md:7:13", "targets/b.md:5:13"]
    assert found[0].message("en") == "李伟 has a second target for 2026-11; the first is in targets/a.md."
    assert [str(place) for problem in found for place in problem.others] == [
        "targets/a.md:6:13",
        "targets/a.md:5:13",
    ]


def test_months_of_different_years_and_people_are_different_targets():
    row = "  - {month: 10, orders: 5}\n"
    files = {
        "targets/a.md": TARGET + row,
        "targets/b.md": TARGET.replace("2026", "2027") + row,
        "targets/c.md": TARGET.replace("li-wei", "zhao-zong") + row,
    }
    assert problems_of(files, "SG681") == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("  - {amount: 30}\n  - {amount: 50}\n", []),
        ("  - {amount: 30}\n  - {amount: 50.01}\n", ["orders/o.md:7:14"]),
        ("  - {amount: 800}\n", ["orders/o.md:6:14"]),
    ],
)
def test_payments_above_the_contract(rows: str, told: list[str]):
    found = problems_of(signed("payments:\n" + rows), "SG682")
    assert spots(found) == told
    assert [problem.person for problem in found] == ["li-wei"] * len(told)


@pytest.mark.parametrize(
    ("stage", "told"), [("quotation", True), ("lost", True), ("agreement", False), ("payment", False)]
)
def test_a_signed_order_of_a_project_that_is_not_won(stage: str, *, told: bool):
    found = problems_of(signed("", stage), "SG683")
    assert spots(found) == (["orders/o.md:4:12"] if told else [])


def test_an_order_that_is_to_be_signed_needs_no_won_project():
    files = signed("", "quotation")
    files["orders/o.md"] = ORDER.replace("2026-10-01", "2026-11-21")
    assert problems_of(files, "SG683") == []


def test_what_somebody_who_has_left_still_owns():
    files = {
        "people/li-wei.md": LEFT,
        "projects/p.md": PROJECT,
        "projects/q.md": PROJECT.replace("三期阀门", "四期") + "lost_reason: price\n",
        "visits/a.md": VISIT + "date: 2026-11-23\nstatus: planned\n",
        "visits/b.md": VISIT + "date: 2026-11-18\nstatus: planned\n",
    }
    files["projects/q.md"] = files["projects/q.md"].replace("stage: lead", "stage: lost")
    assert spots(problems_of(files, "SG684")) == [
        "customers/hengtai.md:6:8",
        "customers/ruida.md:5:8",
        "projects/p.md:7:8",
        "visits/a.md:3:8",
    ]
    files["people/li-wei.md"] = LEFT.replace("2026-11-19", "2026-11-20")  # the last day at work
    assert problems_of(files, "SG684") == []


@pytest.mark.parametrize(
    ("amount", "told"), [("20000", False), ("20000.5", True), ("760000", True), ("85", False)]
)
def test_an_amount_in_single_yuan(amount: str, *, told: bool):
    found = problems_of({"projects/p.md": PROJECT + f"amount: {amount}\n"}, "SG685")
    assert spots(found) == (["projects/p.md:8:9"] if told else [])
    if amount == "760000":
        assert found[0].hint("en") == "Did you mean “76”? Write the amount in CNY 10k."


def test_a_team_that_counts_in_single_dollars_may_have_large_numbers():
    site = SITE + "money: {currency: USD, unit: USD, factor: 1}\n"
    assert problems_of({"projects/p.md": PROJECT + "amount: 760000\n"}, "SG685", site=site) == []


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (signed("ordered_on: 2027-10-02\n"), "orders/o.md:5:13"),
        (signed("payments:\n  - {amount: 5, paid_on: 2027-10-02}\n"), "orders/o.md:6:26"),
        (signed("deliveries:\n  - {what: 管, delivered_on: 2027-10-02}\n"), "orders/o.md:6:29"),
        (signed("shipments:\n  - {shipped_on: 2027-10-02, amount: 5}\n"), "orders/o.md:6:18"),
        ({"projects/p.md": PROJECT + "updated_on: 2027-10-02\n"}, "projects/p.md:8:13"),
        ({"projects/p.md": PROJECT + "importance_confirmed_on: 2027-10-02\n"}, "projects/p.md:8:26"),
        (
            {"visits/v.md": VISIT + "date: 2026-11-19\nstatus: done\nsubmitted_on: 2027-11-19\n"},
            "visits/v.md:6:15",
        ),
        ({"churn/c.md": "customer: hengtai\nlost_on: 2027-09-01\nreason: price\n"}, "churn/c.md:3:10"),
    ],
)
def test_what_is_done_is_not_dated_ahead(files: dict[str, str], told: str):
    assert spots(problems_of(files, "SG620")) == [told]


def test_nothing_is_shipped_before_it_is_signed_and_no_leave_ends_before_it_begins():
    files = signed("shipments:\n  - {shipped_on: 2026-09-30, amount: 5}\n")
    assert spots(problems_of(files, "SG616")) == ["orders/o.md:6:18"]
    away = "name: 李伟\nrole: sales\nabsences:\n  - {first: 2026-11-10, last: 2026-11-01}\n"
    (found,) = problems_of({"people/li-wei.md": away}, "SG616")
    assert (spots([found]), found.person) == (["people/li-wei.md:5:31"], "li-wei")
