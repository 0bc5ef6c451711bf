"""Problems as bytes and back, so that what was found can be shown again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from site_gen.diagnostics.diagnostic import Diagnostic, Place
from site_gen.locale.text import Label, Msg


def encode(problems: Iterable[Diagnostic]) -> bytes:
    """Return problems as JSON.

    Raises:
        TypeError: a message has a value of a type that has no form here.
    """
    return json.dumps([_row(problem) for problem in problems], ensure_ascii=False).encode()


def decode(data: bytes) -> tuple[Diagnostic, ...]:
    """Return the problems that `encode` wrote."""
    return tuple(
        Diagnostic(
            code,
            Place(*place),
            tuple((name, _value(value)) for name, value in args),
            length,
            person,
            tuple(record) if record else None,
            tuple(Place(*other) for other in others),
        )
        for code, place, args, length, person, record, others in json.loads(data)
    )


def _row(problem: Diagnostic) -> list[Any]:
    args = [(name, _plain(value)) for name, value in problem.args]
    others = [_place(other) for other in problem.others]
    place = _place(problem.place)
    return [problem.code, place, args, problem.length, problem.person, problem.record, others]


def _place(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.col


def _plain(value: object) -> Any:
    """Return a value as JSON has it: text and whole numbers as they are, others behind the name of their type."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Msg):
        return ["message", value.id, value.context]
    if isinstance(value, Label):
        return ["label", value.by_language]
    if type(value) is tuple:
        return ["tuple", [_plain(item) for item in value]]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    if type(value) is date:
        return ["date", value.isoformat()]
    if type(value) is time:
        return ["time", value.isoformat()]
    raise TypeError(type(value).__name__)


def _value(plain: Any) -> object:
    if not isinstance(plain, list):
        return plain
    kind, *parts = plain
    match kind:
        case "message":
            return Msg(*parts)
        case "label":
            return Label(tuple((lang, text) for lang, text in parts[0]))
        case "tuple":
            return tuple(_value(item) for item in parts[0])
        case "decimal":
            return Decimal(parts[0])
        case "date":
            return date.fromisoformat(parts[0])
        case "time":
            return time.fromisoformat(parts[0])
        case _:
            raise ValueError(kind)
