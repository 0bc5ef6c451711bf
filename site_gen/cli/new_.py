"""`site-gen new`: write a new record."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from site_gen.book import Book
from site_gen.cli.main import FINE, PROBLEMS, USAGE, UsageError
from site_gen.cli.options import add_language, add_records, records_folder
from site_gen.cli.show import told
from site_gen.diagnostics import Severity
from site_gen.exchange.dialogue import Dialogue, unknown_message
from site_gen.exchange.new import (
    Draft,
    draft_text,
    is_file_name,
    open_book,
    path_of,
    problems_of,
    read_value,
    suggest_id,
    unknown_ids,
    write_new,
)
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import N_, tr
from site_gen.records import FORMS


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    parser.add_argument("kind", choices=tuple(FORMS), help=tr(N_("kind of record"), lang))
    text = N_("a field, such as --set customer=hengtai; lists with commas, rows as YAML")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=tr(text, lang))
    text = N_("a section of the text, such as --section purpose=…")
    parser.add_argument("--section", action="append", default=[], metavar="KEY=TEXT", help=tr(text, lang))
    text = N_("id of the record, its file name without .md (default: proposed from its fields)")
    parser.add_argument("--id", default="", help=tr(text, lang))
    text = N_("ask nothing; what is missing is an error")
    parser.add_argument("--no-input", action="store_true", help=tr(text, lang))
    add_records(parser, lang)
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Write the record and return the exit code."""
    root, lang = records_folder(args), args.ui_lang
    today = date.today()  # noqa: DTZ011 - the user's day
    book, problems = open_book(root, today)
    if book is None:
        for problem in problems:
            print(told(problem, root, lang), file=sys.stderr)
        return USAGE
    draft = _given(args, book)
    ident = args.id
    if not args.no_input and sys.stdin.isatty():
        try:
            Dialogue(book, lang, today, input, print).fill(draft)
            ident = ident or _asked_id(draft, book, lang)
        except EOFError as stop:
            raise UsageError(tr(N_("Nothing was written."), lang)) from stop
    if draft.missing:
        names = tuple(f"{spec.name} ({tr(spec.label, lang)})" for spec in draft.missing)
        text = N_("Needed and not given: {names}. Give them with --set or --section.")
        raise UsageError(tr(text, lang, names=names))
    return _write(draft, ident or suggest_id(draft, book), book, root, args)


def _given(args: argparse.Namespace, book: Book) -> Draft:
    """Read `--set` and `--section`."""
    draft, form, wrong = Draft(args.kind), FORMS[args.kind], []
    for pair in (*args.set, *args.section):
        key, equals, text = pair.partition("=")
        spec = form.specs.get(key.strip())
        if not equals or spec is None:
            near = nearest(key.strip(), list(form.specs), 70)
            message = N_("“{pair}” does not name a field of {form}; fields: {options}.")
            words = tr(message, args.ui_lang, pair=pair, form=form.label, options=tuple(form.specs))
            wrong.append(
                f"{words} {tr(N_('Did you mean “{suggestion}”?'), args.ui_lang, suggestion=near)}"
                if near
                else words
            )
        elif spec.type.prose:
            draft.sections[spec.name] = text.strip()
        else:
            value, problems = read_value(spec, text, book)
            wrong += [f"{spec.name}: {d.message(args.ui_lang)} {d.hint(args.ui_lang)}" for d in problems]
            if not problems:
                unknown = unknown_ids(spec, value, book)
                wrong += [f"{spec.name}: {unknown_message(spec, i, book, args.ui_lang)}" for i in unknown]
                draft.values[spec.name] = value
    if wrong:
        raise UsageError("\n".join(wrong))
    return draft


def _asked_id(draft: Draft, book: Book, lang: str) -> str:
    proposed = suggest_id(draft, book)
    prompt = tr(N_("Id, the file name without .md [{proposed}]"), lang, proposed=proposed)
    return input(tr(N_("{question}: "), lang, question=prompt)).strip() or proposed


def _write(draft: Draft, ident: str, book: Book, root: Path, args: argparse.Namespace) -> int:
    lang = args.ui_lang
    if not ident:
        raise UsageError(tr(N_("No id can be proposed from these fields; give one with --id."), lang))
    if not is_file_name(ident):
        message = N_(
            "“{id}” cannot be an id: it is a file name, without folders, and does not begin with “.”."
        )
        raise UsageError(tr(message, lang, id=ident))
    path = path_of(draft, ident)
    if (root / path).exists() or book.get(draft.kind, ident):
        message = N_("There is a {form} “{id}” already; nothing was written. Choose another id with --id.")
        raise UsageError(tr(message, lang, form=FORMS[draft.kind].label, id=ident))
    text = draft_text(draft, book)
    problems = problems_of(root, book, path, text)
    for problem in problems:
        print(told(problem, root, lang), file=sys.stderr)
    if any(problem.severity is Severity.ERROR for problem in problems):
        print(tr(N_("Nothing was written."), lang), file=sys.stderr)
        return PROBLEMS
    write_new(root, path, text)
    print(tr(N_("Written: {path}"), lang, path=(root / path).as_posix()))
    return FINE
