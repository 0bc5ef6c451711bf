"""Customers whose names are so alike that they may be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz.fuzz import ratio

from site_gen.book.book import Book
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import Customer

#: Words that say what form a company has, not which company it is.
_FORMS = re.compile(
    r"股份|有限|責任|责任|公司|集团|集團|控股|\(中国\)|\(中國\)"
    r"|\b(co|ltd|limited|inc|incorporated|corp|corporation|company|group|holdings?|llc|gmbh|ag|plc)\b\.?"
)
_NOISE = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十东南西北東新老甲乙丙丁]|(?<![a-z])[a-z](?![a-z])")


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG614` at the later of two customers, in the order of ids."""
    limit = book.config.thresholds.duplicate_similarity
    names = tuple((key, customer.name) for key, customer in book.customers.items())
    for first, second in _alike_names(names, limit):
        one, other = book.customers[second], book.customers[first]
        if other.id == one.parent or one.id == other.parent or not _same_kind(one, other):
            continue
        place = other.place("name")
        yield breach("SG614", one, "name", others=[place], name=one.name, other=other.name, place=other.path)


@lru_cache(4)
def _alike_names(names: tuple[tuple[str, str], ...], limit: int) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ids whose names are alike; between two previews names seldom change."""
    return tuple(_alike({key: core(name) for key, name in names}, limit))


def core(name: str) -> str:
    """Return what tells a company from others: its name without form, punctuation, space and case."""
    folded = _folded(name)
    return _NOISE.sub("", _FORMS.sub("", folded)) or _NOISE.sub("", folded)


def _same_kind(one: Customer, other: Customer) -> bool:
    """Whether two names have the same numbers and points of the compass, which tell plants apart."""
    mine, theirs = (_NUMBERS.findall(_FORMS.sub(" ", _folded(found.name))) for found in (one, other))
    return mine == theirs


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _alike(cores: dict[str, str], limit: int) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids whose names are alike to `limit` percent or more.

    Two names of that likeness differ in few characters, each of which touches two pairs of
    neighbours; so they share one of their rarest pairs (prefix filter), and only names that do
    are compared.
    """
    pairs = {key: _pairs(text) for key, text in cores.items()}
    frequency = Counter(pair for found in pairs.values() for pair in found)
    share = max(0, 100 - limit) / 100
    index: dict[str, list[str]] = {}
    for key, text in cores.items():
        longest = len(text) * (1 + share) / (1 - share) if share < 1 else 1e9
        edits = int(share * (len(text) + longest) + 1e-9)
        rare = sorted(pairs[key], key=lambda pair: (frequency[pair], pair))[: 2 * edits + 1]
        candidates = {other for pair in rare for other in index.get(pair, ())}
        for other in sorted(candidates):
            if ratio(text, cores[other], score_cutoff=limit) >= max(limit, 1):
                yield other, key
        for pair in rare:
            index.setdefault(pair, []).append(key)


def _pairs(text: str) -> Iterable[str]:
    padded = f"^{text}$"
    return {padded[n : n + 2] for n in range(len(padded) - 1)}
