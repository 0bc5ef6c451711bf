"""The search index: every record as a short row, in script files that a page may load from a file too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import ceil
from typing import Any

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.trace import as_value
from site_gen.forms.types import FieldType, ListOf, Pattern, Rows, Str
from site_gen.pages import addresses
from site_gen.pages.audience import audience_of, may_show_kind
from site_gen.pages.search_titles import described
from site_gen.records import FORMS, Record
from site_gen.records.texts import together
from site_gen.render.urls import relative
from site_gen.render.words import NOTHING, Words

#: Rows of one file; more files are loaded one after the other.
SHARD = 1500
#: Characters of free text kept for one record: enough to find it, little enough to load quickly.
TEXT = 220
#: Kinds in the order of the groups of results and of the files: what is asked for most comes first.
KINDS = (
    "customer",
    "project",
    "contact",
    "person",
    "order",
    "bid",
    "contract_review",
    "review",
    "target",
    "hunter_plan",
    "rival",
    "survey",
    "opportunity_assessment",
    "account_assessment",
    "development",
    "churn",
    "complaint",
    "request",
    "market_report",
    "region_report",
    "weekly_commit",
    "monthly_forecast",
    "weekly_report",
    "daily_report",
    "visit",
)
#: Those of which the newest come first.
_BY_DAY = frozenset({"visit", "review", "complaint", "request", "market_report", "daily_report"})
_FIELD_TEXT = 90
#: So many words of one letter each are as long.
_MOST_WORDS = _FIELD_TEXT // 2 + 1

#: Kind, href from the root of the language's tree, title, subtitle, text.
Row = tuple[int, str, str, str, str]
_WordsOf = Callable[[Any], Iterable[str]]


@as_value
def shard_count(book: Book) -> int:
    """Return how many files the index of each language has."""
    return ceil(sum(len(book.of_kind(kind)) for kind in KINDS if may_show_kind(book, kind)) / SHARD)


def address(lang: str, number: int) -> str:
    """Return the address of a file of the index, from the root of the site; the first is number 0."""
    return f"search/{lang}-{number + 1}.js"


def files(book: Book, lang: str) -> dict[str, bytes]:
    """Return the files of the index for one language, by address from the root of the site."""
    return {address(lang, number): file(book, lang, number) for number in range(shard_count(book))}


def file(book: Book, lang: str, number: int) -> bytes:
    """Return one file of the index for one language; the first is number 0."""
    words = Words(lang, book.config)
    kinds = [words.tr(FORMS[kind].cls.plural) for kind in KINDS]
    part = [_row(book, words, *found) for found in _shard(book, number * SHARD)]
    data = json.dumps([kinds, part], ensure_ascii=False, separators=(",", ":"))
    # U+2028 and U+2029 end a line in older JavaScript; a slash keeps `</script` out of the file.
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f"siteSearch.add({number + 1},{safe});\n".encode()


def _shard(book: Book, start: int) -> Iterator[tuple[int, Record]]:
    """Yield the records of one file with the number of their kind; `start` is the place of the first in the whole index."""
    end = start + SHARD
    for index, kind in enumerate(KINDS):
        if not may_show_kind(book, kind):
            continue
        records = _ordered(book, kind)
        for record in records[max(start, 0) : max(end, 0)]:
            yield index, record
        start, end = start - len(records), end - len(records)
        if end <= 0:
            return


def _row(book: Book, words: Words, index: int, record: Record) -> Row:
    href = relative(addresses.HOME, addresses.record(record.kind, record.id))
    title, facts = described(book, words, record)
    shown = [fact for fact in facts if fact and fact != NOTHING]
    return index, href, title, " · ".join(shown), _text(book, record, {title, *shown})


@per_book
def _ordered(book: Book, kind: str) -> Sequence[Record]:
    """Return the records of a kind by id; what has a day the newest first."""
    records = book.of_kind(kind).values()
    if kind in _BY_DAY:
        return sorted(records, key=lambda r: (r.date, r.id), reverse=True)  # type: ignore[attr-defined]  # all have one
    return list(records)


def _text(book: Book, record: Record, shown: set[str]) -> str:
    """Return what else may be searched for: short texts of the record first, then the beginnings of prose."""
    short, prose_of = _searched(record.kind, audience_of(book).sees)
    words = [
        word
        for name, words_of in short
        if (value := getattr(record, name))
        for word in words_of(value)
        if word not in shown
    ]
    text = ""
    for part in dict.fromkeys((*words, *filter(None, prose_of(record)))):
        clean = " ".join(part.split(None, _MOST_WORDS)[:_MOST_WORDS])[:_FIELD_TEXT]
        if clean:
            text = f"{text} {clean}" if text else clean
        if len(text) >= TEXT:
            break
    return text[:TEXT]


@cache
def _searched(
    kind: str, sees: tuple[str, ...]
) -> tuple[tuple[tuple[str, _WordsOf], ...], Callable[[Record], list[str]]]:
    """Return the short fields of a kind that hold texts people wrote, with how to read them, and what reads its prose."""
    form = FORMS[kind]
    found = ((name, _words_of(spec.type)) for name, spec in form.short.items() if spec.sensitivity in sees)
    prose = tuple(name for name, spec in form.prose.items() if spec.sensitivity in sees)
    texts = tuple((name, words_of) for name, words_of in found if words_of)
    return texts, together(form.cls, (*prose, "notes"))


def _words_of(type_: FieldType) -> _WordsOf | None:
    """Return what gets the texts people wrote out of a value; keys of lists and ids of other records are none."""
    match type_:
        case Str() | Pattern():
            return lambda value: (str(value),) if value else ()
        case ListOf():
            inner = _words_of(type_.of)
            return inner and (lambda values: [word for value in values or () for word in inner(value)])
        case Rows():
            columns = [(spec.name, _words_of(spec.type)) for spec in type_.form.specs.values()]
            texts = [(name, words_of) for name, words_of in columns if words_of]
            return lambda rows: [
                w for row in rows or () for name, of in texts for w in of(getattr(row, name))
            ]
    return None
