"""The types a field can have: each reads a value from a node and says what is wrong with a bad one."""

from __future__ import annotations

from site_gen.forms.field_type import BAD, FieldType, Reading
from site_gen.forms.lists import ListOf, Rows
from site_gen.forms.scalars import (
    Bool,
    Int,
    Letters,
    Money,
    Number,
    Pattern,
    Prose,
    Ref,
    Str,
    Vocab,
    WinRate,
)
from site_gen.forms.when import Date, Month, QuarterId, Time, WeekId

__all__ = [
    "BAD",
    "Bool",
    "Date",
    "FieldType",
    "Int",
    "Letters",
    "ListOf",
    "Money",
    "Month",
    "Number",
    "Pattern",
    "Prose",
    "QuarterId",
    "Reading",
    "Ref",
    "Rows",
    "Str",
    "Time",
    "Vocab",
    "WeekId",
    "WinRate",
]
