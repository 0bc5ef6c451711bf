"""What of a contract is delivered, paid, open and overdue on a day (stages A, O and P of S1.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from site_gen.measures.contracts import contract
from site_gen.records import Order
from site_gen.records.rows import Delivery, Payment

ORDER = Order(
    id="o1",
    project="line",
    amount=Decimal(100),
    signed_on=date(2026, 11, 5),
    deliveries=(
        Delivery(what="Pipes", due=date(2026, 11, 18), delivered_on=date(2026, 11, 25)),
        Delivery(what="Valves", due=date(2026, 12, 18)),
    ),
    payments=(
        Payment(amount=Decimal(30), due=date(2026, 11, 8), paid_on=date(2026, 11, 9)),
        Payment(amount=Decimal(60), due=date(2026, 12, 8)),
    ),
)


@pytest.mark.parametrize(
    ("day", "paid", "overdue", "delivered", "late"),
    [
        # On the due day an instalment or delivery is not late yet; the day after it is.
        (date(2026, 11, 8), 0, 0, 0, 0),
        (date(2026, 11, 9), 30, 0, 0, 0),
        (date(2026, 11, 18), 30, 0, 0, 0),
        (date(2026, 11, 20), 30, 0, 0, 1),
        (date(2026, 11, 25), 30, 0, 1, 0),
        (date(2026, 12, 9), 30, 60, 1, 0),
        (date(2026, 12, 19), 30, 60, 1, 1),
    ],
)
def test_the_state_of_a_contract_on_a_day(day, paid, overdue, delivered, late):
    found = contract(ORDER, day)
    assert (found.paid, found.unpaid, found.overdue) == (paid, 100 - paid, overdue)
    assert (found.deliveries, found.delivered, found.late) == (2, delivered, late)
    assert found.next_payment == (date(2026, 12, 8) if paid else date(2026, 11, 8))
    # 30 + 60 of 100 are planned as instalments.
    assert found.unplanned == 10
