"""Payment by batch, counted by hand: the limit, the days, the last batch, credit lines (S23.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from measure_books import PEOPLE, TODAY, book, projects

from site_gen.measures.batches import batch_order, batch_payments, credit
from site_gen.measures.registry import MEASURES
from site_gen.measures.scope import COMPANY, Scope

CREDIT = {"customers/heng.md": PEOPLE["customers/heng.md"] + "\ncredit_limit: 30"}


def made(front: str, more: dict[str, str] | None = None, as_of: date = TODAY, site: str = ""):
    return book(projects("p signed 100".replace("signed", "agreement")) | {"orders/o.md": f"project: p\n{front}"} | (more or {}), site, as_of)  # fmt: skip


def order(amount: int, shipments: str, payments: str = "", **kw):
    return batch_order(made(f"amount: {amount}\nshipments: [{shipments}]\npayments: [{payments}]", **kw), "o")


@pytest.mark.parametrize(("days", "late"), [(0, 0), (7, 0), (8, 1), (14, 7)])
def test_a_batch_is_due_seven_days_after_shipping(days, late):
    sent = TODAY - timedelta(days=days)
    found = order(100, f"{{shipped_on: {sent}, amount: 40}}")
    (batch,) = found.batches
    assert (batch.due, batch.days_late) == (sent + timedelta(days=7), late)
    assert (found.overdue, found.days_late) == (40 if late else 0, late)


@pytest.mark.parametrize(
    ("amount", "terms", "due"), [(9, "before", 10), (10, "batch", 17), (11, "batch", 17)]
)
def test_from_a_hundred_thousand_on_an_order_is_paid_by_batch(amount, terms, due):
    found = order(amount, "{shipped_on: 2026-11-10, amount: 4}")
    assert (found.terms, found.batches[0].due) == (terms, date(2026, 11, due))


def test_goods_after_money():
    shipped = "{shipped_on: 2026-11-10, amount: 5}"
    in_time = order(5, shipped, "{amount: 5, paid_on: 2026-11-10}")
    assert (in_time.batches[0].days_late, in_time.batches[0].settled_on) == (0, date(2026, 11, 10))
    late = order(5, shipped, "{amount: 5, paid_on: 2026-11-12}")
    assert (late.batches[0].days_late, late.overdue) == (2, 0)


def test_payments_go_to_the_oldest_batch_first():
    shipments = "{shipped_on: 2026-11-09, amount: 40}, {shipped_on: 2026-11-02, amount: 30}"
    payments = "{amount: 25, paid_on: 2026-11-06}, {amount: 20, paid_on: 2026-10-01}, {amount: 50, paid_on: 2026-11-19}"
    found = order(200, shipments, payments)
    # 45 paid by 18 November: 30 of the batch of 2 November, settled on the 6th with the second payment; 15 of 40.
    assert [(b.paid, b.open, b.settled_on) for b in found.batches] == [
        (30, 0, date(2026, 11, 6)), (15, 25, None),
    ]  # fmt: skip
    assert [b.row for b in found.batches] == [1, 0]
    # Due on the 9th and on the 16th; two days late on the 18th.
    assert [(b.days_late, b.overdue) for b in found.batches] == [(0, 0), (2, 25)]
    assert (found.shipped, found.paid, found.next_due) == (70, 45, date(2026, 11, 16))


@pytest.mark.parametrize("how", ["amount: 60", "amount: 50, last: yes"])
def test_the_balance_is_due_before_the_last_batch(how):
    found = order(100, f"{{shipped_on: 2026-11-12, amount: 40}}, {{shipped_on: 2026-11-16, {how}}}")
    # Of the first batch 19 November would be the day, but all is due when the last one leaves.
    assert [b.due.day for b in found.batches] == [16, 16]
    assert [b.last for b in found.batches] == [False, True]
    assert found.overdue == found.shipped


def test_what_comes_after_the_day_has_not_happened():
    found = order(100, "{shipped_on: 2026-11-19, amount: 40}, {shipped_on: 2026-11-18, amount: 10}")
    assert [b.amount for b in found.batches] == [10]


def test_with_a_credit_line_the_contract_says_when():
    shipments = "{shipped_on: 2026-11-02, amount: 40}, {shipped_on: 2026-11-04, amount: 30}"
    payments = "{amount: 45, due: 2026-11-20}, {amount: 10, due: 2026-12-20}"
    found = order(100, shipments, payments, more=CREDIT)
    # 45 are promised for 20 November, which covers the first batch; for the second nothing is promised: 7 days.
    assert (found.terms, [b.due for b in found.batches]) == (
        "contract",
        [date(2026, 11, 20), date(2026, 11, 11)],
    )


def test_open_credit_over_all_orders_of_the_customer():
    more = CREDIT | projects("q agreement 50") | {
        "orders/o2.md": "project: q\namount: 50\nshipments: [{shipped_on: 2026-11-01, amount: 12}]"
    }  # fmt: skip
    team = made(
        "amount: 100\nshipments: [{shipped_on: 2026-11-02, amount: 40}]\npayments: [{amount: 15, paid_on: 2026-11-03}]",
        more,
    )
    line = credit(team, "heng")
    assert line is not None
    assert (line.limit, line.used, line.over, line.orders) == (30, 37, 7, ("o", "o2"))
    assert credit(team, "hua") is None
    assert batch_payments(team, COMPANY).credits == (line,)


def test_the_details_are_due_seven_days_after_shipping():
    rows = "{shipped_on: 2026-11-02, amount: 10, details_to_finance_on: 2026-11-%s}"
    assert [order(100, rows % day).batches[0].details_late for day in ("09", "10", "30")] == [0, 1, 9]
    assert batch_payments(made("amount: 100\nshipments: [{shipped_on: 2026-11-10, amount: 1}]"), COMPANY).without_details == ("o",)  # fmt: skip


def test_sums_of_a_scope_and_the_limits_of_a_team():
    team = made(
        "amount: 100\nshipments: [{shipped_on: 2026-11-02, amount: 40}]",
        site="thresholds: {batch_days: 20, batch_amount: 200}\n",
    )
    found = batch_payments(team, Scope("person", "li"))
    assert (found.shipped, found.open, found.overdue, found.late) == (40, 40, 40, ("o",))
    assert found.orders[0].terms == "before"
    assert batch_payments(team, Scope("person", "zhao")).orders == ()
    text = MEASURES["S23.4"].define(team.config, "en")
    assert "within 20 days" in text
    assert "S23.4" in text
