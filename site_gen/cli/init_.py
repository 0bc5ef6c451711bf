"""`site-gen init`: begin a new team repository."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from site_gen.cli.main import FINE, UsageError
from site_gen.cli.options import add_language
from site_gen.exchange.scaffold import scaffold_files, write_scaffold
from site_gen.locale.text import N_, tr


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    text = N_("folder of the repository (default: this folder)")
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="DIR", help=tr(text, lang))
    text = N_("name of the team (default: the folder's name)")
    parser.add_argument("--name", default="", help=tr(text, lang))
    text = N_("with one example each of a person, customer, contact, project and visit")
    parser.add_argument("--example", action="store_true", help=tr(text, lang))
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Write the files and return the exit code."""
    lang = args.ui_lang
    name = args.name.strip() or args.folder.absolute().name
    if args.folder.exists() and not args.folder.is_dir():
        raise UsageError(tr(N_("{path} is a file, not a folder."), lang, path=args.folder.as_posix()))
    today = date.today()  # noqa: DTZ011 - the user's day
    texts = scaffold_files(name, lang, today, example=args.example)
    written, left = write_scaffold(args.folder, texts)
    for path in written:
        print(tr(N_("Written: {path}"), lang, path=path))
    for path in left:
        print(tr(N_("Left as it is: {path}"), lang, path=path))
    if args.folder.absolute() != Path.cwd():
        print(tr(N_("Next: go to the folder with “cd {folder}”."), lang, folder=args.folder.as_posix()))
    if args.example:
        print(tr(N_("Then: “site-gen build”, and open output/index.html."), lang))
    else:
        print(tr(N_("Then: “site-gen new person”, “site-gen build”, and open output/index.html."), lang))
    return FINE
