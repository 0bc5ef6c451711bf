"""`site-gen schema`: print the JSON Schema of a kind of record."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from site_gen.book.link import read_site
from site_gen.cli.main import FINE, USAGE, UsageError
from site_gen.cli.options import add_language, add_records, records_folder
from site_gen.cli.show import show_problems
from site_gen.config import Config, default_config
from site_gen.locale.text import N_, tr
from site_gen.records.schema import KINDS, schema_of


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    text = N_("kind of record, or “site” for site.yaml (default: every kind, in one object)")
    parser.add_argument("kind", nargs="?", choices=KINDS, metavar="KIND", help=tr(text, lang))
    text = N_("write one file for each kind into this folder")
    parser.add_argument("--all", type=Path, metavar="DIR", help=tr(text, lang))
    add_records(parser, lang)
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Print or write the schemas and return the exit code."""
    config = _config(args)
    if config is None:
        return USAGE
    if args.all:
        if args.kind:
            raise UsageError(tr(N_("Name a kind or --all, not both."), args.ui_lang))
        args.all.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            (args.all / f"{kind}.schema.json").write_text(_text(schema_of(kind, config)), encoding="utf-8")
        message = N_("{count} schemas written to {folder}.")
        print(tr(message, args.ui_lang, count=len(KINDS), folder=args.all.as_posix()))
        return FINE
    shown = schema_of(args.kind, config) if args.kind else {kind: schema_of(kind, config) for kind in KINDS}
    print(_text(shown), end="")
    return FINE


def _config(args: argparse.Namespace) -> Config | None:
    """Return the team's configuration; the shipped one where there is no `site.yaml`."""
    try:
        records = records_folder(args)
    except UsageError:
        if args.records:
            raise
        return default_config()
    config, problems = read_site(records / "site.yaml")
    if config is None:
        show_problems(problems, records, "text", args.ui_lang)
    return config


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
