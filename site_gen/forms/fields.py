"""The fields of a class of values, whichever way it was declared."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from msgspec import Struct


def field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a class in order; `None` when it is neither a `Struct` nor a dataclass."""
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
