"""For people at a terminal: grouped by file, with the line and a caret under what is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from site_gen.diagnostics.diagnostic import Diagnostic
from site_gen.diagnostics.printers.common import Sources, is_error, shown_path
from site_gen.locale.text import N_, tr

_WORDS = {"error": N_("error"), "warning": N_("warning")}
_COUNTS = N_("Errors: {errors}. Warnings: {warnings}. Files with problems: {files}.")
_MORE = N_("{code}: {count} more like these; “site-gen check --all” shows every one.")
_RED, _YELLOW, _BOLD, _DIM, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
#: Columns of an excerpt before a long line is cut.
_WIDEST = 100


def print_text(
    diagnostics: Sequence[Diagnostic],
    sources: Sources,
    lang: str,
    prefix: str,
    *,
    strict: bool = False,
    colour: bool = False,
    most: int | None = None,
) -> str:
    """Return problems for a terminal; see `Printer`.

    Args:
        diagnostics: the problems, sorted by place.
        sources: gives the text of a file for excerpts.
        lang: language of the messages.
        prefix: path of the records folder as seen from the working directory.
        strict: warnings count as errors.
        colour: use terminal colours.
        most: how many problems of one code are shown; the others are counted.
    """
    if not diagnostics:
        return ""
    paint = _Paint(colour=colour, strict=strict)
    lines: list[str] = []
    shown: Counter[str] = Counter()
    path = None
    for problem in diagnostics:
        shown[problem.code] += 1
        if most is not None and shown[problem.code] > most:
            continue
        if problem.place.path != path:
            path = problem.place.path
            lines += ["", paint(_BOLD, shown_path(prefix, problem.place))]
        lines += _one(problem, sources, lang, prefix, paint)
    lines.append("")
    for code, count in sorted(shown.items()):
        if most is not None and count > most:
            lines.append(tr(_MORE, lang, code=code, count=count - most))
    errors = sum(is_error(problem, strict=strict) for problem in diagnostics)
    files = len({problem.place.path for problem in diagnostics})
    lines.append(tr(_COUNTS, lang, errors=errors, warnings=len(diagnostics) - errors, files=files))
    return "\n".join(lines).lstrip("\n") + "\n"


class _Paint:
    """Wraps text in a terminal colour, when colours are wanted; knows what counts as an error."""

    def __init__(self, *, colour: bool, strict: bool) -> None:
        self.colour = colour
        self.strict = strict

    def __call__(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self.colour else text


def _one(problem: Diagnostic, sources: Sources, lang: str, prefix: str, paint: _Paint) -> list[str]:
    severe = is_error(problem, strict=paint.strict)
    tone = _RED if severe else _YELLOW
    place = problem.place
    spot = ":".join([shown_path(prefix, place), *(str(n) for n in (place.line, place.col) if n)])
    word = tr(_WORDS["error" if severe else "warning"], lang)
    lines = [f"  {spot}  {paint(tone, f'{word} {problem.code}')}  {problem.message(lang)}"]
    lines += _excerpt(problem, sources, paint, tone)
    hint = problem.hint(lang)
    if hint:
        lines.append(f"      {paint(_DIM, '=')} {hint}")
    return lines


def _excerpt(problem: Diagnostic, sources: Sources, paint: _Paint, tone: str) -> list[str]:
    """Return the line of the problem with carets below it; nothing when there is no such line."""
    place = problem.place
    if place.line < 1:
        return []
    text = sources(place.path)
    source = (text or "").split("\n")
    if text is None or place.line > len(source) or not source[place.line - 1].strip():
        return []
    line = source[place.line - 1]
    start = min(max(place.col, 1) - 1, len(line))
    end = min(start + problem.length, max(len(line), start + 1))
    first = max(0, start - _WIDEST // 2)
    piece = line[first : first + _WIDEST]
    lead = "…" if first else ""
    tail = "…" if first + _WIDEST < len(line) else ""
    blank = " " * width(lead + line[first:start])
    carets = "^" * max(1, width(line[start : min(end, first + _WIDEST)]))
    number = str(place.line)
    gutter = " " * len(number)
    shown = "".join(_visible(char) for char in f"{lead}{piece}{tail}")
    return [
        f"      {paint(_DIM, f'{number} |')} {shown}",
        f"      {gutter} {paint(_DIM, '|')} {blank}{paint(tone, carets)}",
    ]


def width(text: str) -> int:
    """Return the columns a text takes on a terminal: two for each full-width character."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in map(_visible, text))


def _visible(char: str) -> str:
    """Return a character that takes the room it shows: control characters would move the caret."""
    if char == "\t":
        return " "
    return char if char.isprintable() else "\ufffd"
