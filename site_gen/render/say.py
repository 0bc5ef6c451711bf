"""Sentences of evidence to words: numbers, names and dates put into their places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup, escape

from site_gen.book import Book
from site_gen.locale.text import Label, Msg, tr
from site_gen.measures.values import Amount, Name, Percent, Points, Sentence
from site_gen.records import FORMS
from site_gen.render.words import Words, fill_html

Link = Callable[[str, str], str]


def say(sentence: Sentence, words: Words, book: Book) -> str:
    """Return a sentence as plain text."""
    args = {key: _plain(value, words, book) for key, value in sentence.args}
    return words.tr(sentence.text, **args)


def say_html(sentence: Sentence, words: Words, book: Book, link: Link) -> Markup:
    """Return a sentence as HTML.

    Args:
        sentence: what to say.
        words: the language.
        book: where names are looked up.
        link: from kind and id of a project, customer or person to HTML with its name.
    """
    args = {key: _marked(value, words, book, link) for key, value in sentence.args}
    return fill_html(words.tr(sentence.text), args)


def name_of(name: Name, words: Words, book: Book) -> str:
    """Return the name of a record or the label of a list value."""
    match name.kind:
        case "person" | "contact":
            return book.name_of(name.id)
        case kind if kind in FORMS:
            found = book.get(name.kind, name.id)
            return found.title if found else name.id
        case "month":
            return words.month(dt.date.fromisoformat(f"{name.id}-01"))
        case _:
            return words.label(name.kind, name.id)


def _marked(value: object, words: Words, book: Book, link: Link) -> Markup:
    if isinstance(value, tuple):
        return escape(words.join(["{}"] * len(value))).format(
            *(_marked(item, words, book, link) for item in value)
        )
    if isinstance(value, Name) and value.kind in {"project", "customer", "person"}:
        return Markup(link(value.kind, value.id))  # noqa: S704 - the link function escapes the name
    return escape(_plain(value, words, book))


def _plain(value: object, words: Words, book: Book) -> str:
    match value:
        case tuple():
            return words.join([_plain(item, words, book) for item in value])
        case Amount():
            space = "" if words.chinese else " "
            return f"{words.money(value.value)}{space}{words.money_unit()}"
        case Percent():
            return words.percent(value.value, 1)
        case Points():
            return words.num(value.value, 1)
        case Name():
            return name_of(value, words, book)
        case int() | Decimal():
            return words.num(value, 1)
        case dt.date():
            return words.date(value)
        case Msg() | Label():
            return tr(value, words.lang)
        case _:
            return str(value)
