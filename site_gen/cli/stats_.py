"""`site-gen stats`: print any measure of any scope, as text or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

import site_gen.measures  # noqa: F401 - registers every measure
from site_gen.book import Book, read_book
from site_gen.book.redaction import book_for
from site_gen.cli.audience import audience_of
from site_gen.cli.columns import column_lines, wrap
from site_gen.cli.main import FINE, PROBLEMS, USAGE, UsageError
from site_gen.cli.options import add_as_of, add_audience, add_language, add_records, records_folder
from site_gen.cli.show import told
from site_gen.locale.text import N_, Msg, tr
from site_gen.measures.export import payload
from site_gen.measures.registry import MEASURES, Measure, find, suggest
from site_gen.measures.scope import COMPANY, KINDS, Scope, all_scopes, find_scope, nearest_scope
from site_gen.render.figures import Figures
from site_gen.render.words import Words

#: Scopes of one kind that are named when one is not found.
_MOST_NAMES = 30


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    text = N_("measures by id (M4) or name (conversion); none means all of them")
    parser.add_argument("metrics", nargs="*", metavar="METRIC", help=tr(text, lang))
    text = N_("what the figures are about, such as company, team:east or person:li-wei (default: company)")
    parser.add_argument("--scope", default="company", metavar="KIND:ID", help=tr(text, lang))
    add_as_of(parser, lang)
    text = N_("count only what this audience may see (default: everything)")
    add_audience(parser, lang, text, "")
    text = N_("print JSON: one object for one measure, else a list")
    parser.add_argument("--json", action="store_true", help=tr(text, lang))
    add_records(parser, lang)
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Print the measures and return the exit code."""
    lang = args.ui_lang
    measures = [_measure(word, lang) for word in args.metrics] or list(MEASURES.values())
    folder = records_folder(args)
    book, problems = read_book(folder, args.as_of, date.today())  # noqa: DTZ011 - the user's day
    errors = problems if book is None else book.errors
    for problem in errors:
        print(told(problem, folder, lang), file=sys.stderr)
    if book is None:
        return USAGE
    if errors:
        print(tr(N_("No figures are printed while the records have errors."), lang), file=sys.stderr)
        return PROBLEMS
    if args.audience:
        book = book_for(book, audience_of(book.config, args.audience, lang))
    scope = _scope(book, args.scope, lang)
    if args.json:
        found = [payload(book, scope, measure) for measure in measures]
        print(json.dumps(found[0] if len(args.metrics) == 1 else found, ensure_ascii=False, indent=2))
        return FINE
    print("\n\n".join(_text(book, scope, measure, lang) for measure in dict.fromkeys(measures)))
    return FINE


def _text(book: Book, scope: Scope, measure: Measure, lang: str) -> str:
    words = Words(lang, book.config)
    about = tr(KINDS[scope.kind], lang)
    name = scope.label(book, lang) if scope.id else words.tr(book.config.name)
    title = f"{measure.id}  {words.tr(measure.title)}  ·  {about}  {name}  ·  {words.date(book.as_of)}"
    lines = [title]
    value, gone = measure.known(book, scope)
    if gone:
        text = N_("Not shown: it rests on what this audience may not see ({what}).")
        return "\n".join([*lines, "", *wrap(words.tr(text, what=gone))])
    for table in Figures(book, words).tables(value):
        lines += ["", *column_lines(table.head, table.rows), *(line for n in table.notes for line in wrap(n))]
    return "\n".join([*lines, "", *wrap(measure.define(book.config, lang))])


def _measure(word: str, lang: str) -> Measure:
    found = find(word)
    if found:
        return found
    text = N_("There is no measure “{word}”.")
    names = tuple(f"{m.id} ({m.key})" for m in MEASURES.values())
    raise UsageError(_with_help(text, word, suggest(word), names, lang))


def _scope(book: Book, text: str, lang: str) -> Scope:
    found = COMPANY if text == "company" else find_scope(book, text)
    if found:
        return found
    names = _names_like(book, text) or tuple(k if k == "company" else f"{k}:…" for k in KINDS)
    raise UsageError(
        _with_help(N_("There is no scope “{word}”."), text, nearest_scope(book, text), names, lang)
    )


def _names_like(book: Book, text: str) -> tuple[str, ...]:
    """Return the scopes of the kind that was asked for, the first of them when there are many; none for no kind."""
    kind = text.partition(":")[0]
    found = [str(scope) for scope in all_scopes(book) if scope.kind == kind and scope.id]
    return (*found[:_MOST_NAMES], *(["…"] if len(found) > _MOST_NAMES else ()))


def _with_help(text: Msg, word: str, near: str | None, names: tuple[str, ...], lang: str) -> str:
    said = [tr(text, lang, word=word)]
    if near:
        said.append(tr(N_("Did you mean “{near}”?"), lang, near=near))
    said.append(tr(N_("There are: {names}."), lang, names=names))
    return ("" if lang.startswith("zh") else " ").join(said)
