"""Breaches of rules as bytes, with the records that were asked: for another process, and for the next run."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import MsgspecError, Struct
from msgspec.msgpack import decode, encode

from site_gen.book.register import Key
from site_gen.diagnostics import Diagnostic, codec

#: A breach after the record that was asked.
Breach = tuple[Key, Diagnostic]


class _Told(Struct, frozen=True, array_like=True):
    asked: list[Key]
    breaches: bytes


def pack(found: Iterable[Breach]) -> bytes:
    """Return breaches as bytes; empty when one has a value that has no bytes."""
    breaches = list(found)
    try:
        return encode(_Told([key for key, _ in breaches], codec.encode(d for _, d in breaches)))
    except TypeError:
        return b""


def unpack(data: bytes | None) -> list[Breach] | None:
    """Return the breaches that `pack` was given; `None` for any other bytes, and for none."""
    try:
        told = decode(data or b"", type=_Told)
        return list(zip(told.asked, codec.decode(told.breaches), strict=True))
    except (MsgspecError, ValueError, TypeError):
        return None
