"""80/20 tiers (M22) and what the most valuable fifth has in common (S30), computed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from measure_books import book, projects
from msgspec import structs

from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.tier_profile import tier_profile
from site_gen.measures.tiers import tier_of, tiers


def customer(ident: str, more: str = "", vertical: str = "water", owner: str = "li") -> dict[str, str]:
    front = f"name: {ident}\nvertical: {vertical}\nprovince: zhejiang\nowner: {owner}\n{more}"
    return {f"customers/{ident}.md": front}


#: Eleven with a value: ceil(2.2) = 3 in A, floor(2.2) = 2 in C. Heng and Hua of the base have none.
TEAM = {
    **customer("c01", "annual_profit: 50\nannual_revenue: 1\npotential: high\nloyalty: high", "chemical"),
    **customer("c02", "annual_profit: 20\nloyalty: high\ngroups: [VIP, Friends]"),
    **customer("c03", "annual_revenue: 12\npotential: high"),
    **customer("c04", "annual_profit: 5\npotential: high\ngroups: [VIP]", owner="wang"),
    **customer("c05", "annual_profit: 5"),
    **customer("c06", "annual_profit: 4"),
    **customer("c07", "annual_profit: 3"),
    **customer("c08", "annual_profit: 2"),
    **customer("c09", "annual_profit: 1"),
    **customer("c10", "annual_profit: 0\npotential: low"),
    **customer("c11", "annual_profit: -2\npotential: medium\ngroups: [Friends]", owner="wang"),
    **projects("p1 agreement 30 customer=c01 products=[valves]", "open lead 5 customer=c10"),
    "visits/v1.md": "customer: c11\nowner: li\ndate: 2026-11-10\nstatus: done",
    "visits/v2.md": "customer: c11\nowner: li\ndate: 2025-11-18\nstatus: done",
    "visits/v3.md": "customer: c01\nowner: li\ndate: 2025-11-19\nstatus: done",
    "visits/v4.md": "customer: c01\nowner: li\ndate: 2026-11-11\nstatus: done\nchannel: phone",
    "visits/v5.md": "customer: hua\nowner: li\ndate: 2026-11-12\nstatus: done",
}


@pytest.fixture(scope="module")
def team():
    return book(TEAM)


def test_m22_a_fifth_rounded_up_and_a_fifth_rounded_down(team):
    found = tiers(team, COMPANY)
    assert [one.customer for one in found.ranked] == [f"c{n:02d}" for n in range(1, 12)]
    assert "".join(one.tier for one in found.ranked) == "AAABBBBBBCC"
    # 50 + 20 + 12 of 50 + 20 + 12 + 5 + 5 + 4 + 3 + 2 + 1 + 0 − 2 = 100.
    assert [(one.tier, one.value, one.share.percent) for one in found.tiers] == [
        ("A", 82, 82),
        ("B", 20, 20),
        ("C", -2, -2),
    ]
    assert (found.share_of_a.percent, found.aim) == (82, 80)
    assert [one.running.percent for one in found.ranked][:4] == [50, 70, 82, 87]


def test_m22_profit_else_revenue_and_who_has_neither_is_in_no_tier(team):
    found = tiers(team, COMPANY)
    assert (found.basis, found.by_revenue, found.unranked) == ("mixed", ("c03",), ("heng", "hua"))
    assert found.ranked[0].value == 50
    assert tier_of(team, "hua") == ""


def test_m22_a_scope_shows_its_customers_in_the_tiers_of_the_company(team):
    found = tiers(team, Scope("person", "wang"))
    assert [(one.customer, one.rank, one.tier) for one in found.ranked] == [("c04", 4, "B"), ("c11", 11, "C")]
    assert [one.customers for one in found.tiers] == [(), ("c04",), ("c11",)]
    assert tiers(team, Scope("vertical", "chemical")).tiers[0].customers == ("c01",)
    assert tiers(team, Scope("team", "east")).ranked == tiers(team, COMPANY).ranked
    assert [one.customer for one in tiers(team, Scope("product", "valves")).ranked] == ["c01"]


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "A"), (4, "ABBB"), (5, "ABBBC"), (6, "AABBBC"), (10, "AABBBBBBCC")]
)
def test_m22_few_customers(number, expected):
    rows = [customer(f"d{n:02d}", f"annual_revenue: {100 - n}") for n in range(number)]
    found = tiers(book({path: text for row in rows for path, text in row.items()}), COMPANY)
    assert ("".join(one.tier for one in found.ranked), found.basis) == (expected, "revenue")


def test_m22_equal_values_stand_by_id():
    made = book({**customer("b", "annual_profit: 5"), **customer("a", "annual_profit: 5")})
    assert [(one.customer, one.tier) for one in tiers(made, COMPANY).ranked] == [("a", "A"), ("b", "B")]


def test_m22_without_any_value_there_is_no_tier():
    found = tiers(book({}), COMPANY)
    assert (found.basis, found.ranked, found.share_of_a.value) == ("", (), None)


def test_m22_without_profits_in_the_book_all_are_ranked_by_revenue(team):
    """What an audience gets that may not see profits."""
    bare = {ident: structs.replace(c, annual_profit=None) for ident, c in team.customers.items()}
    found = tiers(replace(team, customers=bare), COMPANY)
    assert found.basis == "revenue"
    assert [(one.customer, one.value) for one in found.ranked] == [("c03", 12), ("c01", 1)]


def test_s30_5_traits_of_the_top_fifth(team):
    traits = {(t.fact, t.key): t for t in tier_profile(team, COMPANY).traits}
    chemical, loyal = traits["vertical", "chemical"], traits["loyalty", "high"]
    assert (chemical.top, chemical.customers) == (("c01",), ("c01",))
    assert (chemical.top_share.numerator, chemical.top_share.denominator) == (1, 3)
    assert (chemical.share.numerator, chemical.share.denominator) == (1, 11)
    assert loyal.top == ("c01", "c02")
    assert traits["product", "valves"].customers == ("c01",)
    assert traits["product", ""].top == ("c02", "c03")


def test_s30_6_whom_to_lift_and_whom_to_let_go(team):
    found = tier_profile(team, COMPANY)
    # c03 and c01 are in A already; c10 has an open project.
    assert [one.customer for one in found.lift] == ["c04"]
    assert [(one.customer, one.visits) for one in found.drop] == [("c11", 1)]


def test_s30_3_visits_by_tier_and_groups_by_tier(team):
    found = tier_profile(team, COMPANY)
    assert (found.start, found.end) == (date(2025, 11, 19), date(2026, 11, 19))
    # A phone call is no visit; v2 lies a day before the twelve months.
    assert [(one.tier, one.visits) for one in found.effort] == [("A", 1), ("B", 0), ("C", 1), ("", 1)]
    rows = {one.group: one for one in found.groups}
    assert [one.group for one in found.groups] == ["VIP", "Friends", ""]
    assert (rows["VIP"].a, rows["VIP"].b, rows["VIP"].value) == (("c02",), ("c04",), Decimal(25))
    assert (rows["Friends"].c, rows["Friends"].visits) == (("c11",), 1)
    assert set(rows[""].unranked) == {"heng", "hua"}


def test_customers_lost_are_neither_lifted_nor_let_go():
    gone = {
        "churn/x.md": "customer: c04\nlost_on: 2026-10-01\nreason: price",
        "churn/y.md": "customer: c11\nlost_on: 2026-10-01\nreason: price\nreturned_on: 2026-11-01",
    }
    found = tier_profile(book(TEAM | gone), COMPANY)
    assert ([one.customer for one in found.lift], [one.customer for one in found.drop]) == ([], ["c11"])
