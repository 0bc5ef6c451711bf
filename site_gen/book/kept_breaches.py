"""Breaches of rules by single records, kept for the next run: only records near a change are checked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b

from msgspec import MsgspecError, Struct
from msgspec.msgpack import decode, encode

from site_gen.book.breaches import pack, unpack
from site_gen.book.inspector import Inspector
from site_gen.book.register import Key, Register
from site_gen.memo import Memo

#: Kind of value in the memo; there is one for each configuration and day.
_KIND = "breaches"


class _Found(Struct, frozen=True, array_like=True):
    """What is kept: what stands for the content of each record, and all breaches."""

    digests: dict[str, dict[str, bytes]]
    breaches: bytes


class KeptBreaches:
    """What the last run that was kept found out about single records.

    Args:
        memo: where it is.
        site: stands for the bytes of `site.yaml`.
        day: the day the rules are checked for.
    """

    def __init__(self, memo: Memo, site: bytes, day: date) -> None:
        self._memo = memo
        self._key = blake2b(site + day.isoformat().encode(), digest_size=16).digest()

    def inspector(self, register: Register) -> tuple[Inspector, frozenset[Key]] | None:
        """Return the inspector of that run, and what came, went or changed since; `None` when nothing is known."""
        data = self._memo.get(_KIND, self._key)
        if data is None:
            return None
        try:
            found = decode(data, type=_Found)
        except MsgspecError:
            return None
        breaches = unpack(found.breaches)
        if breaches is None:
            return None
        earlier = Inspector(register)
        earlier.know(breaches)
        return earlier, _changed(found.digests, register)

    def keep(self, register: Register, inspector: Inspector) -> None:
        """Keep what an inspector found out."""
        told = pack((key, d) for key, breaches in (inspector.breaches or {}).items() for _, d in breaches)
        digests = {
            kind: {ident: r.digest for ident, r in by_id.items()} for kind, by_id in register.known.items()
        }
        if told:
            self._memo.put(_KIND, self._key, encode(_Found(digests, told)))


def _changed(before: Mapping[str, Mapping[str, bytes]], register: Register) -> frozenset[Key]:
    found: set[Key] = set()
    for kind in before.keys() | register.known.keys():
        old, now = before.get(kind, {}), register.known.get(kind, {})
        found.update((kind, ident) for ident, read in now.items() if old.get(ident) != read.digest)
        found.update((kind, ident) for ident in old.keys() - now.keys() if kind in register.known)
    return frozenset(found)
