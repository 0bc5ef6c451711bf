"""Printers: one function each, `(diagnostics, sources, lang, prefix) -> str`, in a module of the form's name."""

from __future__ import annotations

from importlib import import_module

from site_gen.diagnostics.printers.common import Printer

#: Names of the forms, as given to `--format`.
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
#: Forms read by services of a code host, which want paths from the root of the repository.
FROM_REPOSITORY_ROOT = frozenset({"github", "gitlab", "sarif"})

__all__ = ["FORMATS", "FROM_REPOSITORY_ROOT", "Printer", "printer"]


def printer(form: str) -> Printer:
    """Return the printer of one of `FORMATS`; only that one is loaded."""
    found: Printer = getattr(import_module(f"{__name__}.{form}"), f"print_{form}")
    return found
