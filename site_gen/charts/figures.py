"""Figures as text: counts, amounts, shares, the same in every language of the site."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

#: What stands for a figure that does not exist, such as a ratio over zero.
NOTHING = "–"
MINUS = "\N{MINUS SIGN}"

_ONE, _TENTH = Decimal(1), Decimal("0.1")


def count(number: int) -> str:
    """Return a whole number with thousands separated: `8,800`."""
    return f"{number:,d}".replace("-", MINUS)


@lru_cache(maxsize=4096)
def amount(value: Decimal) -> str:
    """Return an amount with one decimal at most, rounded half up: `1,860.5`, `200`."""
    return exact(value.quantize(_TENTH, rounding=ROUND_HALF_UP))


def column(values: tuple[Decimal, ...]) -> tuple[str, ...]:
    """Return amounts for one column, all with one decimal where one of them needs it."""
    rounded = [value.quantize(_TENTH, rounding=ROUND_HALF_UP) for value in values]
    if all(value == value.to_integral_value() for value in rounded):
        return tuple(map(exact, rounded))
    return tuple(f"{value + 0:,f}".replace("-", MINUS) for value in rounded)


@lru_cache(maxsize=4096)
def whole(value: Decimal) -> str:
    """Return an amount rounded half up to a whole number: `1,861`."""
    return exact(value.quantize(_ONE, rounding=ROUND_HALF_UP))


@lru_cache(maxsize=4096)
def exact(value: Decimal) -> str:
    """Return an amount with all its digits and no idle zeros: `1,860.25`."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", MINUS)


def percent(ratio: Decimal | Fraction | None) -> str:
    """Return a ratio as a whole percentage, rounded half up: 0.584 is `58%`."""
    if ratio is None:
        return NOTHING
    return f"{count(_points(ratio))}%"


def points(difference: Decimal | Fraction) -> str:
    """Return a difference of two ratios in percentage points with its sign: `+4`, `−9`, `0`."""
    number = _points(difference)
    return f"+{number}" if number > 0 else count(number)


@lru_cache(maxsize=4096)
def ratio(part: Decimal | int, base: Decimal | int) -> Fraction | None:
    """Return `part / base`, None over zero."""
    return Fraction(part) / Fraction(base) if base else None


@lru_cache(maxsize=4096)
def _points(value: Decimal | Fraction) -> int:
    hundredfold = Fraction(value) * 100
    exactly = Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator)
    return int(exactly.quantize(_ONE, rounding=ROUND_HALF_UP))
