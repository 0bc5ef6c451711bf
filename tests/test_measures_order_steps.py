"""The checklist of orders: what the order tells, what is ticked, what is next (S23.3)."""

from __future__ import annotations

from measure_books import book, projects

from site_gen.measures.order_steps import checklist, order_steps
from site_gen.measures.scope import COMPANY

ORDER = "project: p\namount: 50\nflow: trading\n"
SENT = "shipments: [{shipped_on: 2026-11-02, amount: 50, details_to_finance_on: 2026-11-05}]\n"
PAID = "payments: [{amount: 20, paid_on: 2026-10-01}, {amount: 30, paid_on: 2026-11-04}]\n"


def team(front: str):
    return book(projects("p agreement 50") | {"orders/o.md": front})


def test_an_order_without_a_flow_has_no_steps():
    made = team("project: p\namount: 50")
    assert checklist(made, "o") is None
    assert order_steps(made, COMPANY).without_flow == ("o",)


def test_a_new_order_begins_with_the_first_step():
    found = checklist(team(ORDER), "o")
    assert found is not None
    assert (found.done, found.total, found.next, found.since, found.passed) == (0, 18, "work-plan", None, ())


def test_signing_and_ordering_are_told_by_the_order():
    found = checklist(team(ORDER + "signed_on: 2026-10-01\nordered_on: 2026-10-05"), "o")
    assert found is not None
    assert (found.done, found.next, found.days) == (2, "production", 44)  # 5 October to 18 November
    assert "quotation" in found.passed
    assert [t.step for t in found.ticks if t.told] == [
        "contract", "order", "shipping", "details", "batch-payment", "balance",
    ]  # fmt: skip


def test_ticks_of_later_days_have_not_happened():
    rows = "steps: [{step: production, done_on: 2026-11-20, by: li}, {step: prices, done_on: 2026-09-01}]"
    found = checklist(team(ORDER + rows), "o")
    assert found is not None
    assert (found.done, found.next) == (1, "quotation")
    by_key = {tick.step: tick for tick in found.ticks}
    assert (by_key["production"].state, by_key["production"].by) == ("open", "li")


def test_shipping_and_payment_through_to_the_last_step():
    made = team(ORDER + SENT + PAID)
    found = checklist(made, "o")
    assert found is not None
    days = {tick.step: str(tick.day) for tick in found.ticks if tick.day}
    assert days == {
        "shipping": "2026-11-02",
        "details": "2026-11-05",
        "batch-payment": "2026-11-04",
        "balance": "2026-11-04",
    }
    assert found.next == "warranty"
    through = team(ORDER + SENT + PAID + "steps: [{step: warranty, done_on: 2026-11-10}]")
    assert order_steps(through, COMPANY).done == ("o",)
    assert order_steps(through, COMPANY).open == ()


def test_a_batch_is_not_the_whole_order():
    found = checklist(team(ORDER + SENT.replace("amount: 50", "amount: 20")), "o")
    assert found is not None
    assert found.next == "work-plan"


def test_without_batches_deliveries_tell_the_shipping():
    rows = "deliveries: [{what: a, delivered_on: 2026-11-01}, {what: b, delivered_on: 2026-11-03}]"
    found = checklist(team(ORDER + rows), "o")
    assert found is not None
    assert (str(found.since), found.next) == ("2026-11-03", "details")
