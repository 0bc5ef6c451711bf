"""Building from the command line: the job, how far it is, and what became of it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from site_gen.cli.main import FINE, PROBLEMS, USAGE, UsageError
from site_gen.cli.options import memo_file
from site_gen.cli.profile import show_profile
from site_gen.cli.progress import progress_on
from site_gen.cli.show import show_problems
from site_gen.config.audience import DEFAULT
from site_gen.diagnostics import Diagnostic, Place
from site_gen.locale.text import N_, tr
from site_gen.publish.build import Job, Outcome, build
from site_gen.publish.lost import LostProcessError
from site_gen.publish.profile import Profile
from site_gen.reading.early import Early


def job_of(args: argparse.Namespace, records: Path) -> Job:
    """Return the job that the command line describes."""
    themes = args.themes or records.absolute().parent / "themes"
    today = date.today()  # noqa: DTZ011 - the user's day
    memo = memo_file(args, records)
    audience = args.audience or DEFAULT
    return Job(records, args.output, today, args.as_of, themes, args.strict, args.workers, memo, audience)


def run(args: argparse.Namespace, records: Path, early: Early) -> int:
    """Build the site of a records folder and return the exit code."""
    job = job_of(args, records)
    display = progress_on(sys.stderr, os.environ, args.ui_lang)
    profile = Profile(display) if args.profile else None
    # Records and figures last as long as the process; what makes pages looks for garbage itself.
    gc.disable()
    progress = profile or display
    try:
        outcome = build(job, progress, early.files())
    except (OSError, LostProcessError) as error:
        raise UsageError(_refused(error, job, args.ui_lang)) from error
    finally:
        progress.end()
    code = report(outcome, job, args)
    if profile:
        if outcome.book:
            profile.read_again(job.records, outcome.book.config)
        show_profile(profile, sys.stderr, args.ui_lang)
    return code


def _refused(error: OSError | LostProcessError, job: Job, lang: str) -> str:
    """Say why the machine let a build down."""
    if isinstance(error, LostProcessError):
        text = N_(
            "a process that made pages was ended, perhaps because memory ran out. "
            "Nothing was published; the last site is unchanged. With “--workers 1” less memory is needed."
        )
        return tr(text, lang)
    text = N_("{path}: {reason}. Nothing was published; the last site is unchanged.")
    place = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else job.output
    return tr(text, lang, path=place, reason=error.strerror or type(error).__name__)


def _seen(problems: Sequence[Diagnostic], job: Job) -> list[Diagnostic]:
    """Return the problems with the output folder, which is no record, as it is seen from the records folder."""
    output = job.output.as_posix()
    try:
        seen = Path(os.path.relpath(job.output.absolute(), job.records.resolve())).as_posix()
    except ValueError:  # on another drive
        seen = job.output.absolute().as_posix()
    return [replace(one, place=Place(seen)) if one.place.path == output else one for one in problems]


def report(outcome: Outcome, job: Job, args: argparse.Namespace) -> int:
    """Show what a build did and return the exit code."""
    lang = args.ui_lang
    if outcome.written is None:
        show_problems(_seen(outcome.diagnostics, job), job.records, args.format, lang)
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
