"""`site-gen build`: check the records and publish the site."""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path

from site_gen.cli.options import add_as_of, add_audience, add_cache, add_language, add_records, records_folder
from site_gen.diagnostics.printers import FORMATS
from site_gen.locale.text import N_, tr
from site_gen.reading.early import early_files


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    add_records(parser, lang)
    text = N_("folder to publish into; it is replaced whole (default: output)")
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help=tr(text, lang))
    add_as_of(parser, lang)
    add_audience(
        parser, lang, N_("who the site is for (default: team); what they may not see is left out"), ""
    )
    text = N_("folder with your own theme files (default: themes beside the records)")
    parser.add_argument("--themes", type=Path, metavar="DIR", help=tr(text, lang))
    parser.add_argument("--strict", action="store_true", help=tr(N_("warnings stop the build too"), lang))
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help=tr(N_("form of the problem list"), lang)
    )
    text = N_("processes to render with (default: as many as there are processors)")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help=tr(text, lang))
    text = N_("print the time of each phase and the slowest pages, charts and records at the end")
    parser.add_argument("--profile", action="store_true", help=tr(text, lang))
    add_cache(parser, lang)
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Build the site and return the exit code."""
    records = records_folder(args)
    early = early_files(os.fspath(records))
    # Only now what builds is loaded: another process reads the files meanwhile.
    code: int = import_module("site_gen.cli.building").run(args, records, early)
    return code
