"""The problems of the records as the browser lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from site_gen.diagnostics import Diagnostic, Severity
from site_gen.diagnostics.printers.common import shown_path
from site_gen.locale.text import N_, NC_, Msg, tr

#: Problems listed in the browser; the rest is only counted.
MOST = 200
_WORDS: dict[str, Msg] = {
    "stale": N_("The records have errors; this page shows them as they were before."),
    "stops": N_("“site-gen build” stops at these errors."),
    "errors": N_("{count} errors"),
    "warnings": N_("{count} warnings"),
    "more": N_("{count} more problems are not listed here."),
    "list": N_("Problems of the records"),
    "close": NC_("panel", "Close"),
    "error": NC_("severity", "Error"),
    "warning": NC_("severity", "Warning"),
    "lost": N_("The preview does not answer; this page may be out of date."),
}


class Problems(Struct, frozen=True):
    """What is wrong with the records now.

    Attributes:
        errors: what stops a build.
        warnings: broken rules of the method; empty while they are not known.
        stale: the pages show older records, because the present ones cannot be shown.
    """

    errors: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    stale: bool = False

    @classmethod
    def of(cls, found: Iterable[Diagnostic], *, stale: bool = False) -> Problems:
        """Sort problems by severity."""
        found = tuple(found)
        errors = tuple(problem for problem in found if problem.severity is Severity.ERROR)
        warnings = tuple(problem for problem in found if problem.severity is Severity.WARNING)
        return cls(errors, warnings, stale)

    def counts(self) -> dict[str, object]:
        """Return what may be told to every page: numbers, no words of a record."""
        return {"errors": len(self.errors), "warnings": len(self.warnings), "stale": self.stale}

    def document(self, lang: str, prefix: str) -> dict[str, Any]:
        """Return the list for the browser, errors first, with the words around it.

        Args:
            lang: language of the page that asks.
            prefix: path of the records folder as people see it.
        """
        listed = (*self.errors, *self.warnings)
        more = max(0, len(listed) - MOST)
        words = {name: tr(text, lang) for name, text in _WORDS.items() if "{" not in text.id}
        for name, count in (("errors", len(self.errors)), ("warnings", len(self.warnings)), ("more", more)):
            words[name] = tr(_WORDS[name], lang, count=count)
        return {
            **self.counts(),
            "listed": [_one(problem, lang, prefix) for problem in listed[:MOST]],
            "more": more,
            "words": words,
        }


def _one(problem: Diagnostic, lang: str, prefix: str) -> dict[str, Any]:
    place = problem.place
    path = shown_path(prefix, place)
    spot = ":".join(str(part) for part in (path, place.line, place.col) if part)
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "place": spot,
        "message": problem.message(lang),
        "hint": problem.hint(lang),
    }
