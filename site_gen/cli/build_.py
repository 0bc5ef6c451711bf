"""`site-gen build`: check the records and publish the site."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from site_gen.cli.audience import add_audience
from site_gen.cli.main import FINE, PROBLEMS, USAGE
from site_gen.cli.options import add_as_of, add_cache, add_language, add_records, memo_file, records_folder
from site_gen.cli.profile import show_profile
from site_gen.cli.progress import progress_on
from site_gen.cli.show import show_problems
from site_gen.config.audience import DEFAULT
from site_gen.diagnostics.printers import FORMATS
from site_gen.locale.text import N_, tr
from site_gen.publish.build import Job, Outcome, build
from site_gen.publish.profile import Profile


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    add_records(parser, lang)
    text = N_("folder to publish into; it is replaced whole (default: output)")
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help=tr(text, lang))
    add_as_of(parser, lang)
    add_audience(
        parser, lang, N_("who the site is for (default: team); what they may not see is left out"), DEFAULT
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


def job_of(args: argparse.Namespace) -> Job:
    """Return the job that the command line describes."""
    records = records_folder(args)
    themes = args.themes or records.absolute().parent / "themes"
    today = date.today()  # noqa: DTZ011 - the user's day
    memo = memo_file(args, records)
    return Job(
        records, args.output, today, args.as_of, themes, args.strict, args.workers, memo, args.audience
    )


def run(args: argparse.Namespace) -> int:
    """Build the site and return the exit code."""
    job = job_of(args)
    display = progress_on(sys.stderr, os.environ, args.ui_lang)
    profile = Profile(display) if args.profile else None
    progress = profile or display
    try:
        outcome = build(job, progress)
    finally:
        progress.end()
    code = report(outcome, job, args)
    if profile:
        if outcome.book:
            profile.read_again(job.records, outcome.book.config)
        show_profile(profile, sys.stderr, args.ui_lang)
    return code


def report(outcome: Outcome, job: Job, args: argparse.Namespace) -> int:
    """Show what a build did and return the exit code."""
    lang = args.ui_lang
    if outcome.written is None:
        show_problems(outcome.diagnostics, job.records, args.format, lang)
        print(tr(N_("Nothing was published; the last site is unchanged."), lang), file=sys.stderr)
        return USAGE if outcome.book is None else PROBLEMS
    if args.format != "text":
        show_problems(outcome.diagnostics, job.records, args.format, lang)
    written, book = outcome.written, outcome.book
    summary = N_(
        "{files} files in {output}: {changed} written, {removed} removed; {records} records, {warnings} warnings."
    )
    print(
        tr(
            summary,
            lang,
            files=written.files,
            output=job.output.as_posix(),
            changed=written.changed,
            removed=written.removed,
            records=book.files if book else 0,
            warnings=len(outcome.diagnostics),
        ),
        file=sys.stderr,
    )
    if outcome.diagnostics and args.format == "text":
        print(
            tr(N_("“site-gen check” lists the warnings; so does the page on data quality."), lang),
            file=sys.stderr,
        )
    return FINE
