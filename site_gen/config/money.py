"""The team's money: one unit for amounts, one second currency for display (S1.9, M1)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from site_gen.locale.text import Label


class Money(Struct, frozen=True):
    """How amounts are written and converted.

    Attributes:
        currency: ISO code of the amounts in the records.
        unit: what one unit is called (万元).
        factor: how much currency one unit is (10,000).
        second_currency: ISO code of the second currency, empty for none.
        second_unit: what its unit is called (美元K).
        second_factor: how much second currency that unit is (1,000).
        rate: how much currency one of second currency costs (6.3).
    """

    currency: str
    unit: Label
    factor: Decimal
    second_currency: str
    second_unit: Label
    second_factor: Decimal
    rate: Decimal

    def convert(self, amount: Decimal) -> int:
        """Return an amount in the second unit, rounded half up (M1: 200 万元 is 317 美元K at 6.3)."""
        exact = amount * self.factor / self.rate / self.second_factor
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
