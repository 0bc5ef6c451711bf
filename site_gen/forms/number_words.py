"""Numbers as people say them: `1,200万`, `约85`, `85.6万元`, `30%`."""

from __future__ import annotations

import re
from decimal import Decimal

from site_gen.locale.text import Label

#: What stands before a number without changing it.
_ABOUT = r"(?:约|大约|大概|近|~|≈)?"
_SAID = (
    _ABOUT
    + r"\s*(?P<sign>[¥￥$€£]|rmb|cny)?\s*(?P<number>\d[\d, ]*(?:\.\d+)?)\s*(?P<size>[千万萬百亿億]{0,2})(?P<end>元|圆|圓|块|塊|%)?"
)
#: Words of size after a number.
_SIZES = {
    "": 1,
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "百万": 10**6,
    "百萬": 10**6,
    "千万": 10**7,
    "千萬": 10**7,
    "亿": 10**8,
    "億": 10**8,
}
_TEN_THOUSAND = "[万萬]"


def number_meant(text: str, unit: object) -> str | None:
    """Return the digits to write for a number written with other words, `None` where that is not certain.

    Args:
        text: what was written, as `forms.vocabulary.fold` leaves it.
        unit: what the team calls its unit of money; `None` for a number that is no amount.
    """
    said = re.fullmatch(_SAID, text)
    if said is None or said["size"] not in _SIZES:
        return None
    number = Decimal(re.sub("[, ]", "", said["number"]))
    if unit is None:
        return None if said["size"] or said["sign"] or said["end"] not in (None, "%") else _plain(number)
    if said["end"] == "%":
        return None
    if said["size"] or said["end"]:
        words = unit.all() if isinstance(unit, Label) else (str(unit),)
        if not any(re.search(_TEN_THOUSAND, word) for word in words):
            return None
        return _plain(number * _SIZES[said["size"]] / 10**4)
    # A currency sign alone does not say whether single units or the team's own are meant.
    return None if said["sign"] else _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
