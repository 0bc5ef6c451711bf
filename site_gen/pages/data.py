"""The figures as data files, for people who check them or count on with other tools."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

import site_gen.measures  # noqa: F401 - registers every measure
from site_gen.book import Book
from site_gen.locale.text import Text, tr
from site_gen.measures.export import described, encoded
from site_gen.measures.registry import MEASURES
from site_gen.measures.scope import KINDS, Scope, all_scopes

#: Version of the layout of these files; the shape of a measure has its own (see docs/data.md).
SCHEMA = "site-gen/data/1"
INDEX = "data/index.json"


def address(scope: Scope) -> str:
    """Return the address of a scope's data file, from the root of the site (shared by all languages)."""
    return f"data/{scope.kind}/{scope.id}.json" if scope.id else f"data/{scope.kind}.json"


def files(book: Book) -> dict[str, bytes]:
    """Return the data files by address: an index, and one file per scope with all its measures."""
    return {
        INDEX: index_file(book),
        **{address(scope): scope_file(book, scope) for scope in all_scopes(book)},
    }


def index_file(book: Book) -> bytes:
    """Return the file that says what the others hold."""
    return (json.dumps(_index(book), ensure_ascii=False, indent=1) + "\n").encode()


def scope_file(book: Book, scope: Scope) -> bytes:
    """Return the file of one scope."""
    return encoded(scope_data(book, scope)) + b"\n"


def count_all(book: Book, wanted: Container[str]) -> Iterator[None]:
    """Compute every measure of each scope whose data file is wanted, one by one.

    Results are kept per Book, so that processes forked later share them.
    """
    for scope in all_scopes(book):
        if address(scope) in wanted:
            for measure in MEASURES.values():
                measure.compute(book, scope)
                yield


def scope_data(book: Book, scope: Scope) -> Mapping[str, Any]:
    """Return every measure of one scope, each in the shape `stats --json` prints once it is encoded."""
    return {
        "schema": SCHEMA,
        "scope": str(scope),
        "as_of": book.as_of.isoformat(),
        "measures": {ident: described(book, scope, measure) for ident, measure in MEASURES.items()},
    }


def _index(book: Book) -> Mapping[str, Any]:
    config = book.config
    money = config.money
    return {
        "schema": SCHEMA,
        "as_of": book.as_of.isoformat(),
        "team": _texts(book, config.name),
        "languages": list(config.languages),
        "currency": money.currency,
        "unit": _texts(book, money.unit),
        "records": book.files,
        "stages": [
            {
                "key": stage.key,
                "label": _texts(book, stage.label),
                "counts_as": stage.counts_as,
                "model": stage.model,
            }
            for stage in config.stages
        ],
        "measures": [
            {
                "id": measure.id,
                "key": measure.key,
                "unit": measure.unit,
                "source": measure.source,
                "title": _texts(book, measure.title),
                "definition": {lang: measure.define(config, lang) for lang in config.languages},
            }
            for measure in MEASURES.values()
        ],
        "scopes": [
            {
                "scope": str(scope),
                "kind": scope.kind,
                "kind_label": _texts(book, KINDS[scope.kind]),
                "id": scope.id,
                "label": {lang: scope.label(book, lang) for lang in config.languages},
                "file": address(scope).removeprefix("data/"),
            }
            for scope in all_scopes(book)
        ],
    }


def _texts(book: Book, text: Text) -> dict[str, str]:
    return {lang: tr(text, lang) for lang in book.config.languages}
