"""For GitHub Actions: workflow commands that become annotations on the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.diagnostics.diagnostic import Diagnostic
from site_gen.diagnostics.printers.common import Sources, level, sentence, shown_path


def print_github(
    diagnostics: Sequence[Diagnostic], sources: Sources, lang: str, prefix: str, *, strict: bool = False
) -> str:
    """Return problems as `::error file=…,line=…::message` lines; see `Printer`."""
    del sources
    return "".join(_one(problem, lang, prefix, level(problem, strict=strict)) for problem in diagnostics)


def _one(problem: Diagnostic, lang: str, prefix: str, command: str) -> str:
    place = problem.place
    properties = {"file": shown_path(prefix, place)}
    if place.line:
        properties["line"] = str(place.line)
    if place.line and place.col:
        properties |= {"col": str(place.col), "endColumn": str(place.col + problem.length)}
    properties["title"] = problem.code
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {listed}::{_data(sentence(problem, lang))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
