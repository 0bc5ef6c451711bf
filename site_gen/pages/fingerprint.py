"""Which file of the site this is, made by what from what: equal fingerprints and equal reads mean equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from hashlib import blake2b
from types import FunctionType

from site_gen.book import Book
from site_gen.pages.edition import Item
from site_gen.pages.page import Page
from site_gen.pages.view import Site
from site_gen.records import Record

_PLAIN = (str, int, bool, type(None), date, Decimal, Fraction)


def fingerprint(item: Item, book: Book) -> str:
    """Return 16 hexadecimal digits for how a file is made: its functions and the values they hold on to.

    What they look up in the Book is not in it (see `book.trace`), but a record they hold on to is, by its content.

    Raises:
        TypeError: something is held on to whose content cannot be told.
    """
    what: object = (item.lang, item.page) if item.page else item.make
    text = f"{item.address}\n{_told(what, book)}"
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _told(value: object, book: Book) -> str:
    kind = type(value)
    if kind in _PLAIN:
        return repr(value)
    if kind is partial:
        parts = (value.func, *value.args, *sorted(value.keywords.items()))  # type: ignore[attr-defined]  # a partial
        return f"partial({','.join(_told(part, book) for part in parts)})"
    if kind is FunctionType:
        return _function(value, book)  # type: ignore[arg-type]  # a function
    if isinstance(value, Record):
        return f"{value.kind}:{value.id}:{book.digest(value.kind, value.id).hex()}"
    if kind is Book:
        return "book"
    if kind is Site:
        return f"site {value.commit}"  # type: ignore[attr-defined]  # a Site
    if kind is bytes:
        return blake2b(value, digest_size=16).hexdigest()  # type: ignore[arg-type]  # bytes
    return _composed(value, book)


def _composed(value: object, book: Book) -> str:
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, Mapping):
        parts = sorted(f"{_told(key, book)}:{_told(found, book)}" for key, found in value.items())
    elif isinstance(value, set | frozenset):
        parts = sorted(_told(part, book) for part in value)
    elif isinstance(value, tuple | list):
        parts = [_told(part, book) for part in value]
    elif isinstance(value, Page) or is_dataclass(value):
        parts = [_told(getattr(value, field.name), book) for field in fields(value)]
    else:
        raise TypeError(f"the content of a {type(value).__qualname__} cannot be told")
    return f"{type(value).__qualname__}({','.join(parts)})"


def _function(function: FunctionType, book: Book) -> str:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    held = (*cells, *(function.__defaults__ or ()))
    name = f"{function.__module__}.{function.__qualname__}"
    # Functions on one line may share a name: a lambda is told by where it stands, too.
    where = function.__code__.co_firstlineno if "<lambda>" in name else 0
    return f"{name}:{where}({','.join(_told(part, book) for part in held)})"
