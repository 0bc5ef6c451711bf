"""Measures as JSON: the documented, versioned shape of `stats --json` and `output/data/*.json`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import SOURCE_LANGUAGE, Label, Msg, tr
from site_gen.measures.registry import Measure
from site_gen.measures.scope import Scope

#: Name and version of the shape; the number grows when a field is renamed, removed or changes its meaning.
SCHEMA = "site-gen/measure/1"


def payload(book: Book, scope: Scope, measure: Measure, **period: Any) -> dict[str, Any]:
    """Return one measure of one scope as JSON values, with what identifies it.

    Args:
        book: the records.
        scope: what the figures are about.
        measure: the measure.
        period: further arguments of the measure (`start`, `end`, `year`).
    """
    return {
        "schema": SCHEMA,
        "measure": measure.id,
        "key": measure.key,
        "unit": measure.unit,
        "money": {"currency": book.config.money.currency, "factor": number(book.config.money.factor)},
        "scope": str(scope),
        "as_of": book.as_of.isoformat(),
        "value": to_json(measure.compute(book, scope, **period)),
    }


def number(value: Decimal) -> int | float:
    """Return a Decimal as a JSON number: whole numbers as int, others with the same digits (up to 15)."""
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(value: Any) -> Any:
    """Return any result of a measure as plain JSON values.

    Dataclasses become objects with their fields and then their computed properties; fields that
    their class names in `AS_IDS` become lists of ids; dates ISO texts; texts of the program their English wording;
    texts of the team an object of language and wording.
    """
    if isinstance(value, str | int | None):
        return value
    if is_dataclass(value) and not isinstance(value, type | Msg | Label):
        return {
            name: [item.id for item in getattr(value, name)] if short else to_json(getattr(value, name))
            for name, short in _parts(type(value))
        }
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        items = sorted(value) if isinstance(value, frozenset) else value
        return [to_json(item) for item in items]
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Msg):
        return tr(value, SOURCE_LANGUAGE)
    if isinstance(value, Label):
        return dict(value.by_language)
    return value


@cache
def _parts(cls: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a result class in order, then its computed values; whether only ids are given.

    Lists that only repeat a field in another order are left out.
    """
    short: tuple[str, ...] = getattr(cls, "AS_IDS", ())
    own = [(f.name, f.name in short) for f in fields(cls)]
    found = {name for base in cls.__mro__ for name, item in vars(base).items() if isinstance(item, property)}
    return (*own, *((name, False) for name in sorted(found - {"firing"})))
