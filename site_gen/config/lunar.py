"""Days of the Chinese lunar year as they are written."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(\d{1,2})-(\d{1,2})")
_LONGEST_MONTH = 30


def month_and_day(text: str) -> tuple[int, int] | None:
    """Return month and day of a lunar birthday written as `08-15`; `None` when there is no such day."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    return (month, day) if 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH else None
