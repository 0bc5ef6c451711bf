"""`site-gen check`: read the records and show every problem with its place."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from site_gen.cli.main import FINE, PROBLEMS, USAGE, UsageError
from site_gen.cli.options import add_as_of, add_cache, add_language, add_records, memo_file, records_folder
from site_gen.cli.show import MOST_ALIKE, show_problems
from site_gen.diagnostics import Diagnostic
from site_gen.diagnostics.codec import decode, encode
from site_gen.diagnostics.printers import FORMATS
from site_gen.locale.text import N_, tr
from site_gen.memo import Memo
from site_gen.reading.early import early_files
from site_gen.reading.files import File, files_at, fingerprint

#: The kind of what is kept between two checks.
_KIND = "check"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    text = N_("show only problems of these files or folders (all records are read anyway)")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=tr(text, lang))
    add_records(parser, lang)
    add_as_of(parser, lang)
    add_cache(parser, lang)
    parser.add_argument("--strict", action="store_true", help=tr(N_("warnings count as errors"), lang))
    text = N_("form of the problem list")
    parser.add_argument("--format", choices=FORMATS, default="text", help=tr(text, lang))
    text = N_("show every problem, also when many are alike")
    parser.add_argument("--all", action="store_true", help=tr(text, lang))
    add_language(parser, lang)


def run(args: argparse.Namespace) -> int:
    """Check the records and return the exit code: 0 fine, 1 problems, 2 `site.yaml` is unusable."""
    # Nearly all that reading makes lives until the command ends: looking for garbage is a tenth of its time.
    gc.disable()
    records = records_folder(args)
    wanted = [_inside(path, records, args.ui_lang) for path in args.paths]
    with Memo.open(memo_file(args, records)) as memo:
        found, files = _verdict(records, args.as_of, memo)
    problems = found if files is None else _chosen(found, wanted)
    most = None if args.all else MOST_ALIKE
    show_problems(problems, records, args.format, args.ui_lang, strict=args.strict, most=most)
    if not problems and files is not None and args.format == "text":
        print(tr(N_("No problems in {files} records."), args.ui_lang, files=files))
    if files is None:
        return USAGE
    return PROBLEMS if any(args.strict or d.severity == "error" for d in problems) else FINE


def _verdict(records: Path, as_of: date | None, memo: Memo) -> tuple[Sequence[Diagnostic], int | None]:
    """Return the problems and the number of records, `None` when `site.yaml` cannot be used.

    They follow from the bytes of all files and the day; where these are as before, nothing is read again.
    """
    today = date.today()  # noqa: DTZ011 - the user's day
    files = (None if memo.has(_KIND) else _meanwhile(records)) or list(files_at(str(records)))
    seen = fingerprint(files)
    key = b"" if seen is None else seen + f"{as_of} {today}".encode()
    known = memo.get(_KIND, key) if key else None
    if known is not None:
        count, _, problems = known.partition(b"\n")
        return decode(problems), int(count) if count else None
    # Only now what reads records is loaded: to show again what was found is quick.
    book, found = import_module("site_gen.book").read_book(records, as_of, today, files, memo)
    if key:
        memo.put(_KIND, key, b"%s\n%s" % (b"" if book is None else b"%d" % book.files, encode(found)))
    return found, None if book is None else book.files


def _meanwhile(records: Path) -> list[File] | None:
    """Load what reads records, which is needed when nothing was found before; another process reads the files meanwhile."""
    early = early_files(os.fspath(records))
    import_module("site_gen.book")
    # What `site.yaml` is read on top of, is wanted next.
    import_module("site_gen.config").default_config()
    return early.files()


def _inside(path: Path, records: Path, lang: str) -> str:
    """Return a path of the command line as seen from the records folder, with `/`."""
    if not path.exists():
        raise UsageError(tr(N_("There is no {path}."), lang, path=path.as_posix()))
    relative = Path(os.path.relpath(path.absolute(), records.absolute())).as_posix()
    if relative.startswith(".."):
        message = N_("{path} is not in the records folder {folder}.")
        raise UsageError(tr(message, lang, path=path.as_posix(), folder=records.as_posix()))
    return relative


def _chosen(problems: Sequence[Diagnostic], wanted: Sequence[str]) -> list[Diagnostic]:
    """Return the problems of the wanted files and folders, all when none is named."""
    return [
        problem
        for problem in problems
        if not wanted
        or any(
            path in {".", problem.place.path} or problem.place.path.startswith(f"{path}/") for path in wanted
        )
    ]
