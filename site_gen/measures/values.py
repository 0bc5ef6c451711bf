"""Values that results of measures are made of: ratios, tallies of projects, sentences of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from msgspec import Struct

from site_gen.history.stages import State
from site_gen.locale.text import Msg

_HUNDRED = Decimal(100)
_PLACES = Decimal("0.000001")


class Ratio(Struct, frozen=True):
    """A quotient that keeps both of its parts; over zero (or nothing) it has no value."""

    numerator: Decimal
    denominator: Decimal

    @classmethod
    def of(cls, numerator: Decimal | int, denominator: Decimal | int) -> Ratio:
        """Make a ratio of two numbers."""
        return cls(_number(numerator), _number(denominator))

    @property
    def value(self) -> Decimal | None:
        """The quotient to six places; `None` when the denominator is not above zero."""
        if self.denominator <= 0:
            return None
        return (self.numerator / self.denominator).quantize(_PLACES, ROUND_HALF_UP)

    @property
    def percent(self) -> Decimal | None:
        """The quotient times one hundred; `None` when the denominator is not above zero."""
        value = self.value
        return None if value is None else value * _HUNDRED

    def above(self, percent: Decimal) -> bool:
        """Whether the exact quotient is greater than `percent`; false when it has no value."""
        return self.denominator > 0 and self.numerator * _HUNDRED > percent * self.denominator

    def below(self, percent: Decimal) -> bool:
        """Whether the exact quotient is less than `percent`; false when it has no value."""
        return self.denominator > 0 and self.numerator * _HUNDRED < percent * self.denominator

    def not_above(self, percent: Decimal) -> bool:
        """Whether the exact quotient is `percent` or less; false when it has no value."""
        return self.denominator > 0 and self.numerator * _HUNDRED <= percent * self.denominator

    def at_least(self, percent: Decimal) -> bool:
        """Whether the exact quotient is `percent` or more; false when it has no value."""
        return self.denominator > 0 and self.numerator * _HUNDRED >= percent * self.denominator


@lru_cache(maxsize=4096)
def _whole(number: int) -> Decimal:
    """Return a whole number; a team's figures hold hundreds of thousands, nearly all small and many alike."""
    return Decimal(number)


def _number(number: Decimal | int) -> Decimal:
    return number if isinstance(number, Decimal) else _whole(number)


NO_RATIO = Ratio(Decimal(0), Decimal(0))


class Tally(Struct, frozen=True):
    """A set of projects: which, how many, how much.

    Attributes:
        ids: ids of the projects, sorted.
        amount: sum of their planned amounts, money units; an unknown amount counts as 0.
        without_amount: ids of those whose amount is not known.
    """

    ids: tuple[str, ...] = ()
    amount: Decimal = Decimal(0)
    without_amount: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many projects."""
        return len(self.ids)


_NO_PROJECTS = Tally()


def tally(states: Iterable[State]) -> Tally:
    """Count and sum the projects of `states`."""
    projects = [state.project for state in states]
    if not projects:
        return _NO_PROJECTS
    amounts = [p.amount for p in projects if p.amount is not None]
    missing = [p.id for p in projects if p.amount is None] if len(amounts) < len(projects) else []
    return Tally(tuple(sorted([p.id for p in projects])), sum(amounts, Decimal(0)), tuple(sorted(missing)))


def others(ids: Iterable[str], some: Iterable[str]) -> list[str]:
    """Return the ids that are not among `some`, in their order; of a large team both are tens of thousands."""
    known = frozenset(some)
    return [one for one in ids if one not in known]


class Amount(Struct, frozen=True):
    """A number that is money in the team's unit; the page adds unit and separators."""

    value: Decimal


class Percent(Struct, frozen=True):
    """A number that is a percentage; `None` is shown as `–`."""

    value: Decimal | None


class Points(Struct, frozen=True):
    """A difference of two percentages, in percentage points."""

    value: Decimal


class Name(Struct, frozen=True):
    """The name of a record or of a list value; the page looks it up and may link it.

    `kind` is a kind of record (`project`, `customer`, `person`), a scope kind, or a list (`stage`,
    `lost_reason`).
    """

    kind: str
    id: str


class Sentence(Struct, frozen=True):
    """A sentence with its numbers still numbers.

    Values in `args` are int, Decimal, str, date, Msg, Label, `Amount`, `Percent`, `Points`, `Name`, or
    tuples of these.
    """

    text: Msg
    args: tuple[tuple[str, object], ...] = ()


def sentence(text: Msg, **args: object) -> Sentence:
    """Make a sentence; see `Sentence` for the values allowed."""
    return Sentence(text, tuple((name, value) for name, value in args.items() if value is not None))
