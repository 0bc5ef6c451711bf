"""Values to words: numbers, money, dates and labels as a page in one language shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from markupsafe import Markup

from site_gen.config import Config, MonthOf, Week
from site_gen.locale.text import N_, Msg, Text, sentence_space, tr
from site_gen.render.compiler import marked, shown

#: What stands for a figure that does not exist.
NOTHING = "–"
_MINUS = "−"
_WEEKDAYS = {
    "zh-Hans": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "zh-Hant": ("週一", "週二", "週三", "週四", "週五", "週六", "週日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Figure = int | Decimal | Fraction | None


@lru_cache(1 << 15)
def _number(value: int | Decimal | Fraction, places: int) -> str:
    """Return a number as `Words.num` shows it; equal numbers of different types are shown alike."""
    if isinstance(value, int):
        return f"{_MINUS}{-value:,}" if value < 0 else f"{value:,}"
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    else:
        exact = Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    if places and "." in text:
        text = text.rstrip("0").rstrip(".")
    return (_MINUS if rounded < 0 else "") + text


@lru_cache(1 << 13)
def _date(value: dt.date, chinese: bool) -> str:  # noqa: FBT001 - a key of the memo, not an option
    if chinese:
        return f"{value.year}/{value.month}/{value.day}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


@lru_cache(1 << 13)
def _day(value: dt.date, lang: str) -> str:
    weekday = _WEEKDAYS[lang][value.isoweekday() - 1]
    if lang.startswith("zh"):
        return f"{value.month}/{value.day} {weekday}"
    return f"{weekday} {value.day} {_MONTHS[value.month - 1]}"


def fill_html(text: str, args: Mapping[str, object]) -> Markup:
    """Return a text with its named places filled: HTML stays HTML, everything else is escaped."""
    return marked(str.format(shown(text), **{name: shown(value) for name, value in args.items()}))


class Words:
    """Formats values for one language; what is asked for again and again is kept."""

    def __init__(self, lang: str, config: Config) -> None:
        self.lang = lang
        self.config = config
        self._labels: dict[tuple[str, str], str] = {}
        self.chinese = lang.startswith("zh")
        #: What stands between the words of a list.
        self.separator = "、" if self.chinese else ", "
        #: What stands between two sentences, and between a number and its unit.
        self.gap = sentence_space(lang)

    @cached_property
    def _unit(self) -> str:
        return tr(self.config.money.unit, self.lang)

    @cached_property
    def _second_unit(self) -> str:
        return tr(self.config.money.second_unit, self.lang)

    def tr(self, text: Text, **args: object) -> str:
        """Return a text in the page's language."""
        return tr(text, self.lang, **args)

    def say(self, text: Text, **args: object) -> str:
        """Return a text for a template: HTML in `args` stays HTML, everything else is escaped once."""
        for value in args.values():
            if isinstance(value, Markup):
                return fill_html(tr(text, self.lang), args)
        return tr(text, self.lang, **args)

    def gettext(self, text: str, **args: object) -> str:
        """Return a message marked with `_` in the page's language."""
        return tr(Msg(text), self.lang, **args)

    def num(self, value: Figure, places: int = 0) -> str:
        """Return a number with separated thousands, a true minus, at most `places` decimals."""
        return NOTHING if value is None else _number(value, places)

    def money(self, value: Figure) -> str:
        """Return an amount in the team's unit with at most one decimal, without the unit."""
        return NOTHING if value is None else _number(value, 1)

    def money_unit(self) -> str:
        """Return the team's unit, for column heads and sentences."""
        return self._unit

    def second_money(self, value: int | Decimal | None) -> str:
        """Return an amount in the second currency, without the unit (M1)."""
        return NOTHING if value is None else self.num(self.config.money.convert(Decimal(value)))

    def second_unit(self) -> str:
        """Return the unit of the second currency."""
        return self._second_unit

    def percent(self, value: Figure, places: int = 0) -> str:
        """Return a percentage; `value` is already in percent (63 means 63 %)."""
        return NOTHING if value is None else _number(value, places) + "%"

    def signed(self, value: Figure, places: int = 0) -> str:
        """Return a number with its sign."""
        text = self.num(value, places)
        return "+" + text if value is not None and value > 0 else text

    def date(self, value: dt.date | None) -> str:
        """Return a day: `2026/11/18` in Chinese, `18 Nov 2026` in English."""
        return NOTHING if value is None else _date(value, self.chinese)

    def day(self, value: dt.date | None) -> str:
        """Return a day with its weekday and without the year: `11/18 周三`, `Wed 18 Nov`."""
        return NOTHING if value is None else _day(value, self.lang)

    def long_day(self, value: dt.date | None) -> str:
        """Return a day with year and weekday: `2026/11/18 周三`."""
        if value is None:
            return NOTHING
        if self.chinese:
            return f"{self.date(value)} {self.weekday(value)}"
        return f"{self.weekday(value)} {self.date(value)}"

    def weekday(self, value: dt.date) -> str:
        """Return the short name of a weekday."""
        return _WEEKDAYS[self.lang][value.isoweekday() - 1]

    def month(self, value: dt.date | MonthOf) -> str:
        """Return a month: `2026年11月`, `Nov 2026`."""
        month = value if isinstance(value, MonthOf) else MonthOf.of(value)
        if self.chinese:
            return f"{month.year}年{month.month}月"
        return f"{_MONTHS[month.month - 1]} {month.year}"

    def week(self, value: Week) -> str:
        """Return a week: `2026年第47周`, `Week 47, 2026`."""
        return tr(N_("Week {number}, {year}"), self.lang, number=value.number, year=value.year)

    def quarter(self, ident: str) -> str:
        """Return a quarter by its id (`2026-Q4`): `2026年第4季度`, `Quarter 4, 2026`."""
        year, _, number = ident.partition("-Q")
        return tr(N_("Quarter {quarter}, {year}"), self.lang, quarter=number, year=year)

    def time(self, value: dt.time | None) -> str:
        """Return a time of day."""
        return NOTHING if value is None else f"{value.hour:02}:{value.minute:02}"

    def label(self, vocabulary: str, key: str) -> str:
        """Return the label of a value of one of the team's lists; `–` for none."""
        if not key:
            return NOTHING
        found = self._labels.get((vocabulary, key))
        if found is None:
            found = self._labels[vocabulary, key] = self.config.label(vocabulary, key, self.lang)
        return found

    def stage(self, key: str) -> str:
        """Return a stage's label."""
        return self.label("stage", key)

    def join(self, items: list[str] | tuple[str, ...]) -> str:
        """Return a list of words with the language's separator."""
        return self.separator.join(items)
