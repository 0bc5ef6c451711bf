"""`site-gen import csv MAPPING.yaml`: records from CSV files; a dry run unless `--write` is given."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from site_gen.cli.main import FINE, PROBLEMS, USAGE
from site_gen.cli.options import add_language, add_records, records_folder
from site_gen.exchange.csv_import import plan_import
from site_gen.exchange.csv_report import problem_json, problem_text, report_json, report_text
from site_gen.exchange.csv_write import rejects_csv, write_plan
from site_gen.locale.text import N_, tr


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    parser.add_argument("what", choices=["csv"], help=tr(N_("what to import from"), lang))
    text = N_("file that says which columns become which fields")
    parser.add_argument("mapping", type=Path, metavar="MAPPING", help=tr(text, lang))
    text = N_("folder of the CSV files (default: that of the mapping)")
    parser.add_argument("--source", type=Path, metavar="DIR", help=tr(text, lang))
    add_records(parser, lang)
    text = N_("write the records; without it nothing is written")
    parser.add_argument("--write", action="store_true", help=tr(text, lang))
    text = N_("write the list of rejected rows to this CSV file")
    parser.add_argument("--rejects", type=Path, metavar="FILE", help=tr(text, lang))
    text = N_("form of the report (default: text)")
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr(text, lang))
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Plan the import, report it, and write it when asked to."""
    lang: str = args.ui_lang
    records = records_folder(args)
    outcome = plan_import(args.mapping, args.source, records, datetime.now(UTC).astimezone().date())
    plan = outcome.plan
    if plan is None:
        if args.format == "json":
            found = [problem_json(problem, lang) for problem in outcome.problems]
            print(json.dumps({"version": 1, "problems": found}, ensure_ascii=False, indent=1))
        else:
            print("\n".join(line for found in outcome.problems for line in problem_text(found, lang)))
        return USAGE
    if args.write:
        write_plan(plan, records, _progress if sys.stderr.isatty() else lambda _done, _all: None)
    if args.rejects:
        args.rejects.write_bytes(rejects_csv(plan.rejects, lang))
    if args.format == "json":
        print(json.dumps(report_json(plan, lang, written=args.write), ensure_ascii=False, indent=1))
    else:
        print(report_text(plan, lang, written=args.write), end="")
    return PROBLEMS if plan.rejects else FINE


def _progress(done: int, total: int) -> None:
    if done % 500 == 0 or done == total:
        print(f"\r{done:,} / {total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)
