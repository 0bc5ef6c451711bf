"""Holidays and birthdays of the solar and the Chinese lunar calendar, as days (S32.1).

The lunar calendar of the years 1900 to 2100 is that of the library `borax`; it is asked only when a day is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from site_gen.locale.text import NC_, Msg

#: The lunar years that can be converted.
_FIRST, _LAST = 1901, 2099


class Holiday(Struct, frozen=True):
    """A holiday on its day.

    Attributes:
        key: `spring_festival`.
        name: what it is called.
        day: when it is.
        greeting: whether customers are greeted; not on Qingming, when the dead are remembered.
    """

    key: str
    name: Msg
    day: date
    greeting: bool = True


_SOLAR = (
    ("new_year", NC_("holiday", "New Year"), 1, 1),
    ("labour_day", NC_("holiday", "Labour Day"), 5, 1),
    ("national_day", NC_("holiday", "National Day"), 10, 1),
)
_LUNAR = (
    ("spring_festival", NC_("holiday", "Spring Festival"), 1, 1),
    ("lantern", NC_("holiday", "Lantern Festival"), 1, 15),
    ("dragon_boat", NC_("holiday", "Dragon Boat Festival"), 5, 5),
    ("mid_autumn", NC_("holiday", "Mid-Autumn Festival"), 8, 15),
    ("double_ninth", NC_("holiday", "Double Ninth Festival"), 9, 9),
)
_QINGMING = NC_("holiday", "Qingming Festival")


@cache
def holidays_of(year: int) -> tuple[Holiday, ...]:
    """Return the holidays of a calendar year, by day."""
    found = [Holiday(key, name, date(year, month, day)) for key, name, month, day in _SOLAR]
    if _FIRST <= year <= _LAST:
        found += [Holiday(key, name, solar_day(year, month, day)) for key, name, month, day in _LUNAR]
        found.append(Holiday("qingming", _QINGMING, _qingming(year), greeting=False))
    return tuple(sorted(found, key=lambda holiday: holiday.day))


def holidays_from(day: date, days: int) -> tuple[Holiday, ...]:
    """Return the holidays from `day` on until `days` days after it, by day."""
    end = day + timedelta(days=days)
    found = (holiday for year in range(day.year, end.year + 1) for holiday in holidays_of(year))
    return tuple(holiday for holiday in found if day <= holiday.day <= end)


@cache
def solar_day(year: int, month: int, day: int) -> date:
    """Return the day of a lunar date, in the ordinary month where one is doubled; the 30th is the 29th of a short one.

    Args:
        year: lunar year, which is the calendar year its first month begins in.
        month: 1 to 12.
        day: 1 to 30.
    """
    from borax.calendars.lunardate import LCalendars, LunarDate  # noqa: PLC0415 - few commands need it

    last: int = LCalendars.ndays(year, month)
    found: date = LunarDate(year, month, min(day, last)).to_solar_date()
    return found


def next_lunar(month: int, day: int, today: date) -> date:
    """Return the first day from `today` on that is a day of the lunar year."""
    return min(found for found in _lunar(month, day, today.year) if found >= today)


def next_solar(birthday: date, today: date) -> date:
    """Return the next birthday from `today` on; one of 29 February is on the 28th in other years."""
    return next(
        found for year in (today.year, today.year + 1) if (found := _in_year(birthday, year)) >= today
    )


def _lunar(month: int, day: int, year: int) -> Iterator[date]:
    """Yield a day of the lunar years around a calendar year: the twelfth month reaches into the next."""
    for one in (year - 1, year, year + 1):
        if _FIRST <= one <= _LAST:
            yield solar_day(one, month, day)


def _in_year(birthday: date, year: int) -> date:
    try:
        return birthday.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _qingming(year: int) -> date:
    from borax.calendars.lunardate import TermUtils  # noqa: PLC0415 - as above

    found: date = TermUtils.nth_term_day(year, term_name="清明")
    return found
