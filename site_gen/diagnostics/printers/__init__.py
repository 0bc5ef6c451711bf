"""Printers: one function each, `(diagnostics, sources, lang, prefix) -> str`."""

from __future__ import annotations

from site_gen.diagnostics.printers.common import Printer
from site_gen.diagnostics.printers.github import print_github
from site_gen.diagnostics.printers.gitlab import print_gitlab
from site_gen.diagnostics.printers.json import print_json
from site_gen.diagnostics.printers.junit import print_junit
from site_gen.diagnostics.printers.sarif import print_sarif
from site_gen.diagnostics.printers.text import print_text

#: Name of a form, as given to `--format`, to its printer.
PRINTERS: dict[str, Printer] = {
    "text": print_text,
    "json": print_json,
    "github": print_github,
    "gitlab": print_gitlab,
    "sarif": print_sarif,
    "junit": print_junit,
}
#: Forms read by services of a code host, which want paths from the root of the repository.
FROM_REPOSITORY_ROOT = frozenset({"github", "gitlab", "sarif"})

__all__ = ["FROM_REPOSITORY_ROOT", "PRINTERS", "Printer"]
