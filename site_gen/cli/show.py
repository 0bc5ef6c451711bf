"""Problems on the terminal or for a machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from site_gen.diagnostics import Diagnostic
from site_gen.diagnostics.printers import FROM_REPOSITORY_ROOT, printer
from site_gen.diagnostics.printers.common import Sources, shown_path
from site_gen.diagnostics.printers.text import print_text
from site_gen.reading.files import read_start

#: Problems of one code shown on a terminal before the others are only counted.
MOST_ALIKE = 25


def show_problems(
    problems: Sequence[Diagnostic],
    records: Path,
    form: str,
    lang: str,
    *,
    strict: bool = False,
    most: int | None = MOST_ALIKE,
) -> None:
    """Print problems in one of the forms of `printers`.

    Args:
        problems: sorted by place.
        records: the records folder.
        form: one of `printers.FORMATS`.
        lang: language of the messages.
        strict: warnings count as errors.
        most: problems of one code that the form `text` shows; `None` shows all.
    """
    prefix = prefix_of(records, form)
    sources = _sources(records)
    if form == "text":
        colour = wants_colour()
        text = print_text(problems, sources, lang, prefix, strict=strict, colour=colour, most=most)
    else:
        text = printer(form)(problems, sources, lang, prefix, strict=strict)
    sys.stdout.write(text)


def told(problem: Diagnostic, records: Path, lang: str) -> str:
    """Return a problem on one line, its place as one opens it."""
    place = replace(problem.place, path=shown_path(prefix_of(records, "text"), problem.place))
    return f"{place}: {problem.message(lang)} {problem.hint(lang)}".rstrip()


def wants_colour() -> bool:
    """Whether the terminal shows colours: it is one, and `NO_COLOR` is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def prefix_of(records: Path, form: str) -> str:
    """Return the path of the records folder as the reader of a form sees it, with `/`."""
    folder = records.resolve()
    if form in FROM_REPOSITORY_ROOT:
        for parent in (folder, *folder.parents):
            if (parent / ".git").exists():
                return folder.relative_to(parent).as_posix()
    try:
        shown = Path(os.path.relpath(folder))
    except ValueError:
        shown = folder
    return shown.as_posix()


def _sources(records: Path) -> Sources:
    @cache
    def text_of(path: str) -> str | None:
        try:
            data, size = read_start(str(records / path))
        except (OSError, ValueError):
            return None
        # What decodes a file is loaded when an excerpt is shown.
        reader = import_module("site_gen.forms.reader").Reader(path, {})
        text: str | None = import_module("site_gen.forms.text").decode(data, reader, size)
        return text

    return text_of
