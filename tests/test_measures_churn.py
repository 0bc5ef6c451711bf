"""Churn of customers (S31, M23), computed by hand; the period ends with 18 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import book, projects

from site_gen.measures.churn import churn, is_active, open_remedies
from site_gen.measures.order_trend import order_trend
from site_gen.measures.scope import COMPANY, Scope


def customer(ident: str, more: str = "") -> str:
    return f"name: {ident}\nvertical: chemical\nprovince: jiangsu\nowner: li\n{more}"


def won(ident: str, *orders: tuple[str, int]) -> dict[str, str]:
    """A customer's project with orders of a day and an amount."""
    files = projects(f"p-{ident} agreement 10 customer={ident}")
    for number, (day, amount) in enumerate(orders):
        files[f"orders/{ident}{number}.md"] = f"project: p-{ident}\namount: {amount}\nsigned_on: {day}"
    return files


#: Active on 19 November 2025: old, buyer, gone, back, fresh? no: fresh began in 2026.
TEAM = {
    "customers/old.md": customer("old", "since: 2015-01-01\ngroups: [VIP]\nannual_profit: 9"),
    "customers/buyer.md": customer("buyer", "annual_profit: 8"),
    "customers/gone.md": customer("gone", "since: 2018-05-01\ngroups: [VIP, Friends]\nannual_profit: 1"),
    "customers/back.md": customer("back", "since: 2019-01-01"),
    "customers/fresh.md": customer("fresh", "since: 2026-02-01"),
    "customers/earlier.md": customer("earlier", "since: 2010-01-01"),
    "customers/sleeper.md": customer("sleeper"),
    "customers/silent.md": customer("silent"),
    **won("buyer", ("2025-12-01", 100), ("2024-06-01", 1), ("2026-06-01", 70)),
    **won("sleeper", ("2023-11-18", 5)),
    "churn/a.md": "customer: gone\nlost_on: 2026-03-10\nreason: process\n"
    "remedies: [{who: li, what: shorter, when: 2026-11-10}, {who: wang, what: call, when: 2026-12-01}, "
    "{who: li, what: done, when: 2026-10-01, done: yes, done_on: 2026-10-02}, "
    "{who: zhao, what: tomorrow, when: 2026-11-01, done: yes, done_on: 2026-11-19}]\n---\n## Root cause\n\nRules.",
    "churn/b.md": "customer: back\nlost_on: 2026-04-10\nreason: price\nreturned_on: 2026-06-01",
    "churn/c.md": "customer: fresh\nlost_on: 2026-08-01\nreason: price",
    "churn/d.md": "customer: earlier\nlost_on: 2025-06-01\nreason: other",
    "churn/e.md": "customer: silent\nlost_on: 2026-04-20\nreason: process",
    "churn/f.md": "customer: old\nlost_on: 2026-11-19\nreason: process",
}


@pytest.fixture(scope="module")
def team():
    return book(TEAM)


@pytest.fixture(scope="module")
def found(team):
    return churn(team, COMPANY)


def test_m23_lost_in_the_period_over_active_at_its_start(found):
    assert (found.start, found.end) == (date(2025, 11, 19), date(2026, 11, 19))
    # Buyer signed in 2024; sleeper 24 months and a day before; silent is recorded as lost later.
    assert found.active == ("back", "buyer", "gone", "old", "silent")
    # Fresh came within the period, earlier was lost before it, old is lost tomorrow.
    assert found.whole.lost == ("back", "gone", "silent")
    assert found.whole.rate.percent == 60
    assert found.counted == ("e", "b", "a")
    assert [(loss.id, loss.counted) for loss in found.losses] == [
        ("c", False),
        ("e", True),
        ("b", True),
        ("a", True),
        ("d", False),
    ]


@pytest.mark.parametrize(
    ("ident", "day", "active"),
    [
        ("gone", date(2026, 3, 10), True),
        ("gone", date(2026, 3, 11), False),
        ("back", date(2026, 6, 1), False),
        ("back", date(2026, 6, 2), True),
        ("fresh", date(2026, 2, 1), False),
        ("fresh", date(2026, 2, 2), True),
        ("sleeper", date(2025, 11, 18), True),
        ("sleeper", date(2025, 11, 19), False),
        ("buyer", date(2024, 6, 1), False),
        ("buyer", date(2024, 6, 2), True),
    ],
)
def test_who_is_active_on_a_day(team, ident, day, active):
    assert is_active(team, ident, day) is active


def test_m23_by_reason_tier_group_and_month(found):
    assert [(one.key, one.lost, one.rate.percent) for one in found.by_reason] == [
        ("process", ("gone", "silent"), 40),
        ("price", ("back",), 20),
    ]
    # Three have a value: old A, buyer and gone B, for floor(20% of 3) is none.
    assert [(one.key, one.lost, one.rate.percent) for one in found.by_tier] == [
        ("A", (), 0),
        ("B", ("gone",), 50),
        ("C", (), None),
        ("", ("back", "silent"), 100),
    ]
    assert [(one.key, len(one.lost), one.rate.denominator) for one in found.by_group] == [
        ("Friends", 1, 1),
        ("VIP", 1, 2),
        ("", 2, 3),
    ]
    months = {one.month: one for one in found.months}
    assert (min(months), max(months), len(months)) == ("2025-11", "2026-11", 13)
    april = months["2026-04"]
    # On 1 April: back, buyer, fresh, old, silent.
    assert (april.lost, april.rate.numerator, april.rate.denominator) == (("back", "silent"), 2, 5)
    assert months["2026-11"].lost == ()


def test_m23_of_a_named_period_and_of_a_scope(team):
    found = churn(team, COMPANY, date(2025, 1, 1), date(2026, 1, 1))
    assert (found.whole.lost, found.counted) == (("earlier",), ("d",))
    assert churn(team, Scope("person", "zhao")).losses == ()


def test_remedies_are_open_until_done_by_the_day_of_the_figures(team):
    rows = open_remedies(team, COMPANY)
    assert [(one.what, one.overdue_days) for one in rows] == [("tomorrow", 17), ("shorter", 8), ("call", 0)]
    assert [one.what for one in open_remedies(team, Scope("person", "wang"))] == ["call"]
    assert [one.what for one in open_remedies(team, Scope("team", "east"))] == ["shorter", "call"]
    loss = next(loss for loss in churn(team, COMPANY).losses if loss.id == "a")
    assert (loss.cause_known, [one.done for one in loss.remedies]) == (True, [True, False, False, False])


@pytest.mark.parametrize(
    ("now", "falling", "percent"), [(70, True, 30), (71, False, 29), (0, True, 100), (130, False, -30)]
)
def test_falling_orders_from_thirty_percent_on(now, falling, percent):
    orders = [("2025-11-19", 40), ("2026-05-18", 60)]
    if now:
        orders.append(("2026-05-19", now))
    made = book({"customers/x.md": customer("x"), **won("x", *orders, ("2025-11-18", 999))})
    trend = order_trend(made, "x")
    assert (trend.before, trend.now, trend.falling, trend.fall.percent) == (100, now, falling, percent)


def test_falling_orders_of_who_is_lost_warn_of_nothing():
    files = {"customers/x.md": customer("x"), **won("x", ("2026-01-10", 50))}
    assert [one.customer for one in churn(book(files), COMPANY).falling] == ["x"]
    files["churn/x.md"] = "customer: x\nlost_on: 2026-10-01\nreason: price"
    assert churn(book(files), COMPANY).falling == ()
    assert order_trend(book({"customers/x.md": customer("x")}), "x").fall.value is None
