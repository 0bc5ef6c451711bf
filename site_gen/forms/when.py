"""Types of days, weeks, months and times of day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time
from typing import Any

from msgspec import Struct

from site_gen.forms.field_type import BAD, FieldType, Reading
from site_gen.forms.node import Scalar
from site_gen.forms.vocabulary import Vocabularies, fold

_WEEK = re.compile(r"(\d{4})(?:-?w|年第?)(\d{1,2})[周週]?", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})(?:-?q|年第?)([1-4])(?:季度?)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class Date(FieldType, Struct, frozen=True):
    """A day: `2026-11-18`, also `2026/11/18` as the paper forms had it."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return a `datetime.date`."""
        del key, label
        found = _DATE.fullmatch(fold(node.text))
        if not found:
            reading.problem("SG304", node, value=node.text)
            return BAD
        year, month, day = (int(part) for part in found.groups())
        if not 1 <= month <= 12 or not 1900 <= year <= 2200:
            reading.problem("SG304", node, value=node.text)
            return BAD
        days = monthrange(year, month)[1]
        if not 1 <= day <= days:
            reading.problem("SG305", node, value=node.text, days=days)
            return BAD
        return date(year, month, day)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a date schema."""
        del vocabularies
        return {"type": "string", "format": "date"}


class WeekId(FieldType, Struct, frozen=True):
    """An ISO week: `2026-W47`, also `2026年第47周`; or any day of it, as `2026-11-18`."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the week's id, `2026-W47`."""
        text = fold(node.text)
        if _DATE.fullmatch(text):
            day = Date().parse(node, key, label, reading)
            return day if day is BAD else _week_of(day)
        found = _WEEK.fullmatch(text)
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
        except ValueError:
            monday = None
        if monday is None:
            reading.problem("SG324", node, key=key, value=node.text)
            return BAD
        return _week_of(monday)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a pattern schema."""
        del vocabularies
        return {"type": "string", "pattern": r"^\d{4}-W\d{2}$"}


def _week_of(day: date) -> str:
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02d}"


class QuarterId(FieldType, Struct, frozen=True):
    """A quarter of a fiscal year, called by the year in which that begins: `2026-Q4`, also `2026年第4季度`."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the quarter's id, `2026-Q4`."""
        del label
        found = _QUARTER.fullmatch(fold(node.text))
        if not found:
            reading.problem("SG975", node, key=key, value=node.text)
            return BAD
        return f"{found[1]}-Q{found[2]}"

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a pattern schema."""
        del vocabularies
        return {"type": "string", "pattern": r"^\d{4}-Q[1-4]$"}


class Month(FieldType, Struct, frozen=True):
    """A month: `2026-11`, also `2026年11月`."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the month's id, `2026-11`."""
        del label
        found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})月?", fold(node.text))
        if not found or not 1 <= int(found[2]) <= 12:
            reading.problem("SG312", node, key=key)
            return BAD
        return f"{found[1]}-{int(found[2]):02d}"

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a pattern schema."""
        del vocabularies
        return {"type": "string", "pattern": r"^\d{4}-\d{2}$"}


class Time(FieldType, Struct, frozen=True):
    """A time of day."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return a `datetime.time` to the minute."""
        del label
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", fold(node.text))
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            reading.problem("SG313", node, key=key)
            return BAD
        return time(int(found[1]), int(found[2]))

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a pattern schema."""
        del vocabularies
        return {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}
