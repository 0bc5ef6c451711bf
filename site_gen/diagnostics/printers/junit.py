"""For test reports: JUnit XML with one case for each problem."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_gen.diagnostics.diagnostic import Diagnostic
from site_gen.diagnostics.printers.common import Sources, is_error, sentence, shown_path

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: In the order in which they are replaced.
_ENTITIES = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;"))


def print_junit(
    diagnostics: Sequence[Diagnostic], sources: Sources, lang: str, prefix: str, *, strict: bool = False
) -> str:
    """Return problems as JUnit XML: errors fail, warnings are skipped cases; see `Printer`.

    Without problems there is one case that passed, so that a report service has something to show.
    """
    del sources
    errors = sum(is_error(problem, strict=strict) for problem in diagnostics)
    counts = {"tests": max(len(diagnostics), 1), "failures": errors, "errors": 0}
    counts["skipped"] = len(diagnostics) - errors
    listed = " ".join(f'{name}="{count}"' for name, count in counts.items())
    cases = [_case(problem, lang, prefix, strict=strict) for problem in diagnostics]
    body = "".join(cases) or '    <testcase classname="site-gen" name="check"/>\n'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites {listed}>\n  <testsuite name="site-gen check" {listed}>\n{body}  </testsuite>\n</testsuites>\n'
    )


def _case(problem: Diagnostic, lang: str, prefix: str, *, strict: bool) -> str:
    path = shown_path(prefix, problem.place)
    spot = ":".join(str(n) for n in (problem.place.line, problem.place.col) if n)
    name = f"{problem.code} {spot}".strip()
    tag = "failure" if is_error(problem, strict=strict) else "skipped"
    kind = f" type={_attribute(problem.code)}" if tag == "failure" else ""
    message = _attribute(sentence(problem, lang))
    return (
        f"    <testcase classname={_attribute(path)} name={_attribute(name)} file={_attribute(path)}>\n"
        f"      <{tag} message={message}{kind}/>\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    """Return an attribute's value in quotes (the library's function brings a web client with it)."""
    value = _NOT_XML.sub("\ufffd", text)
    for char, entity in _ENTITIES:
        value = value.replace(char, entity)
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'
