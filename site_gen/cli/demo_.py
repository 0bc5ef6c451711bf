"""`site-gen demo`: write a believable team of any size."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from site_gen.cli.main import FINE, UsageError
from site_gen.cli.options import add_language, day
from site_gen.exchange.demo import Size, write_demo
from site_gen.locale.text import N_, tr

_MOST = 1_000_000


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value <= _MOST:
        raise argparse.ArgumentTypeError(text)
    return value


def _at_least_one(text: str) -> int:
    value = _count(text)
    if not value:
        raise argparse.ArgumentTypeError(text)
    return value


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    text = N_("an empty or new folder; the records go into its folder records")
    parser.add_argument("folder", type=Path, metavar="DIR", help=tr(text, lang))
    for name, default, label in (
        ("reps", 6, N_("salespeople (default: {count})")),
        ("customers", 25, N_("customers (default: {count})")),
        ("projects", 60, N_("projects (default: {count})")),
        ("visits", 200, N_("visits and calls (default: {count})")),
    ):
        kind = _count if name in {"projects", "visits"} else _at_least_one
        text_ = tr(label, lang, count=default)
        parser.add_argument(f"--{name}", type=kind, default=default, metavar="N", help=text_)
    text = N_("last day of the story (default: today)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help=tr(text, lang))
    text = N_("another seed gives another team (default: 1)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=tr(text, lang))
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Write the team and return the exit code."""
    as_of = args.as_of or date.today()  # noqa: DTZ011 - the user's day
    size = Size(as_of, args.reps, args.customers, args.projects, args.visits, args.seed)
    shown = args.folder.as_posix()
    try:
        count = write_demo(args.folder, size)
    except FileExistsError as error:
        message = N_("{path} is not empty; name an empty or new folder.")
        raise UsageError(tr(message, args.ui_lang, path=shown)) from error
    message = N_("{count} records written to {path}.")
    print(tr(message, args.ui_lang, count=count, path=f"{shown}/records"))
    return FINE
