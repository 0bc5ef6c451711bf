"""Options that several commands share, and how they read the records."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from site_gen.cli.main import UsageError
from site_gen.locale.text import LANGUAGES, N_, Msg, tr
from site_gen.memo.place import memo_place
from site_gen.reading.early import USUAL
from site_gen.reading.files import is_nearly_site


def add_records(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add `--records`."""
    text = N_("folder with site.yaml (default: records, or this folder)")
    parser.add_argument("--records", type=Path, metavar="DIR", help=tr(text, lang))


def add_as_of(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add `--as-of`."""
    text = N_("compute for this day (default: as_of in site.yaml, else today)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help=tr(text, lang))


def add_language(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add `--lang`."""
    text = N_("language of the messages")
    parser.add_argument("--lang", choices=LANGUAGES, help=tr(text, lang))


def add_audience(parser: argparse.ArgumentParser, lang: str, text: Msg, default: str) -> None:
    """Add `--audience`; `text` says for what and names the default."""
    parser.add_argument("--audience", default=default, metavar="NAME", help=tr(text, lang))


def add_cache(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add `--no-cache`."""
    text = N_("compute everything anew and keep nothing for the next time")
    parser.add_argument("--no-cache", action="store_true", help=tr(text, lang))


def memo_file(args: argparse.Namespace, records: Path) -> Path | None:
    """Return the file that keeps what need not be computed again; `None` with `--no-cache`."""
    return None if args.no_cache else memo_place(records)


def records_folder(args: argparse.Namespace) -> Path:
    """Return the records folder meant by `--records`, else the nearest one.

    Raises:
        UsageError: there is no `site.yaml` in it.
    """
    candidates = [args.records] if args.records else [Path(folder) for folder in USUAL]
    for folder in candidates:
        if (folder / "site.yaml").is_file():
            return Path(folder)
    for folder in candidates:
        for other in sorted(folder.glob("[Ss]*")):
            if is_nearly_site(other.name):
                message = N_("{other} is not read: rename it to site.yaml.")
                raise UsageError(tr(message, args.ui_lang, other=other.as_posix()))
    shown = candidates[0] / "site.yaml"
    message = N_(
        "There is no {path}. Run “site-gen init” to begin a team, or name the folder with --records."
    )
    raise UsageError(tr(message, args.ui_lang, path=shown.as_posix()))


def day(text: str) -> date:
    """Read a date given on the command line."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise argparse.ArgumentTypeError(text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text) from error
