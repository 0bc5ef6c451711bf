"""Measures as JSON: the documented, versioned shape of `stats --json` and `output/data/*.json`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

import orjson

from site_gen.book import Book
from site_gen.forms.fields import field_names
from site_gen.locale.text import SOURCE_LANGUAGE, Label, Msg, tr
from site_gen.measures.registry import Measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio

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
    found: dict[str, Any] = to_json(described(book, scope, measure, **period))
    return found


def described(book: Book, scope: Scope, measure: Measure, **period: Any) -> dict[str, Any]:
    """Return what `payload` does with the figures as they are, for an encoder that calls `as_json` for them."""
    value, gone = measure.known(book, scope, **period)
    return {
        "schema": SCHEMA,
        "measure": measure.id,
        "key": measure.key,
        "unit": measure.unit,
        "money": {"currency": book.config.money.currency, "factor": book.config.money.factor},
        "scope": str(scope),
        "as_of": book.as_of,
        "value": value,
        **({"withheld": list(gone)} if gone else {}),
    }


def to_json(value: Any) -> Any:
    """Return any result of a measure as plain JSON values; see `as_json`."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return to_json(as_json(value))


def encoded(value: Any) -> bytes:
    """Return any result of a measure as JSON in UTF-8 on one line, in the order of its fields.

    Raises:
        TypeError: see `as_json`.
    """
    try:
        return orjson.dumps(value, default=as_json, option=orjson.OPT_PASSTHROUGH_DATACLASS)
    except orjson.JSONEncodeError:  # it has no numbers above 64 bits
        return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode()


def as_json(value: Any) -> Any:
    """Return a value that is not JSON as one that is, its parts perhaps still to be made so.

    Results become objects with their fields and then their computed properties; fields that
    their class names in `AS_IDS` become lists of ids; dates ISO texts; texts of the program their English wording;
    texts of the team an object of language and wording; sets sorted lists.

    Raises:
        TypeError: no measure has values of this type.
    """
    return _WAYS[type(value)](value)


class _Ways(dict[type, Callable[[Any], Any]]):
    """How values of each type become JSON, found out once per type."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        way = self[kind] = _way(kind)
        return way


_WAYS = _Ways()


def _way(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, Msg):
        return partial(tr, lang=SOURCE_LANGUAGE)
    if issubclass(kind, Label):
        return lambda text: dict(text.by_language)
    if issubclass(kind, Decimal):
        return number
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, frozenset):
        return sorted
    if issubclass(kind, Ratio):
        return _ratios(_whole(_parts(kind)[0]))
    if field_names(kind) is not None:
        names, short = _parts(kind)
        return _with_ids(names, short) if short else _whole(names)
    message = f"{kind.__name__} is not a type of figures"
    raise TypeError(message)


@lru_cache(1 << 16)
def number(value: Decimal) -> int | float:
    """Return a Decimal as a JSON number: whole numbers as int, others with the same digits (up to 15)."""
    return int(value) if value == value.to_integral_value() else float(value)


def _ratios(whole: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """Return a function that makes ratios objects of numbers: they are two of three values, and nine in ten are known."""

    @lru_cache(1 << 15)
    def made(numerator: Decimal, denominator: Decimal) -> dict[str, Any]:
        found = whole(Ratio(numerator, denominator))
        return {name: None if value is None else number(value) for name, value in found.items()}

    return lambda ratio: made(ratio.numerator, ratio.denominator)


def _whole(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    """Return a function that makes a dict of some fields: written out, as it runs a million times in a build."""
    told = ", ".join(f"{name!r}: value.{name}" for name in names)
    made: Callable[[Any], dict[str, Any]] = eval(f"lambda value: {{{told}}}")  # noqa: S307 - names of our own classes
    return made


def _with_ids(names: tuple[str, ...], short: frozenset[str]) -> Callable[[Any], dict[str, Any]]:
    whole = _whole(names)

    def convert(value: Any) -> dict[str, Any]:
        found = whole(value)
        for name in short:
            found[name] = [item.id for item in found[name]]
        return found

    return convert


def _parts(kind: type) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the fields of a result class in order, then its computed values; and of which only ids are given.

    Lists that only repeat a field in another order are left out.
    """
    own = field_names(kind) or ()
    found = {name for base in kind.__mro__ for name, item in vars(base).items() if isinstance(item, property)}
    return (*own, *sorted(found - {"firing"})), frozenset(getattr(kind, "AS_IDS", ()))
