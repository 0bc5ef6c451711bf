"""Which file of the site this is, made by what from what: equal fingerprints and equal reads mean equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from hashlib import blake2b
from types import FunctionType
from typing import Any

from site_gen.book import Book
from site_gen.forms.fields import field_names
from site_gen.pages.edition import Item
from site_gen.pages.view import Site
from site_gen.records import Record

_PLAIN = frozenset({str, int, bool, type(None), date, Decimal, Fraction})


def fingerprint(item: Item, book: Book) -> bytes:
    """Return 8 bytes for how a file is made: its functions and the values they hold on to.

    What they look up in the Book is not in it (see `book.trace`), but a record they hold on to is, by its facts; who
    reads its texts is noted (see `records.texts`).

    Raises:
        TypeError: something is held on to whose content cannot be told.
    """
    what: object = (item.lang, item.page) if item.page else item.make
    text = f"{item.address}\n{_told(what, book)}"
    return blake2b(text.encode(), digest_size=8).digest()


def _told(value: Any, book: Book) -> str:
    kind = type(value)
    if kind in _PLAIN:
        return repr(value)
    if kind is partial:
        told = [f"{name}={_told(part, book)}" for name, part in sorted(value.keywords.items())]
        return f"partial({_told(value.func, book)},{_all(value.args, book)},{','.join(told)})"
    if kind is FunctionType:
        return _function(value, book)
    if isinstance(value, Record):
        return f"{value.kind}:{value.id}:{book.facts(value.kind, value.id).hex()}"
    if kind is tuple:
        return f"tuple({_all(value, book)})"
    names = _names(kind)
    if kind is Book:
        return "book"
    if kind is Site:
        return f"site {value.commit}"
    if names is None:
        return _composed(value, book)
    return f"{kind.__qualname__}({_all([getattr(value, name) for name in names], book)})"


def _all(values: Iterable[Any], book: Book) -> str:
    """Return what tells several values; most are plain, and a call for each of those would be most of the time."""
    return ",".join([repr(one) if type(one) in _PLAIN else _told(one, book) for one in values])


_known: dict[type, tuple[str, ...] | None] = {}


def _names(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a class of values, `None` of anything else."""
    if kind not in _known:
        _known[kind] = field_names(kind)
    return _known[kind]


def _composed(value: Any, book: Book) -> str:
    if isinstance(value, bytes):
        return blake2b(value, digest_size=16).hexdigest()
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, Mapping):
        parts = sorted(f"{_told(key, book)}:{_told(found, book)}" for key, found in value.items())
    elif isinstance(value, set | frozenset):
        parts = sorted(_told(part, book) for part in value)
    elif isinstance(value, tuple | list):
        return f"{type(value).__qualname__}({_all(value, book)})"
    else:
        raise TypeError(f"the content of a {type(value).__qualname__} cannot be told")
    return f"{type(value).__qualname__}({','.join(parts)})"


def _function(function: FunctionType, book: Book) -> str:
    if function.__closure__ is None and function.__defaults__ is None:
        return _named(function)
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return f"{_named(function)}({_all((*cells, *(function.__defaults__ or ())), book)})"


@lru_cache(1 << 10)
def _named(function: FunctionType) -> str:
    # Functions of one name, such as lambdas, are told apart by where they stand.
    return f"{function.__module__}.{function.__qualname__}:{function.__code__.co_firstlineno}"
