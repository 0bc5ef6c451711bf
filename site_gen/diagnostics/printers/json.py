"""For programs: a versioned JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from site_gen.diagnostics.diagnostic import Diagnostic, Place
from site_gen.diagnostics.printers.common import Sources, is_error, level, shown_path

VERSION = 1
_quoted = json.encoder.encode_basestring


def print_json(
    diagnostics: Sequence[Diagnostic], sources: Sources, lang: str, prefix: str, *, strict: bool = False
) -> str:
    """Return problems as JSON: `version`, `summary` and `diagnostics`; see `Printer`."""
    del sources
    errors = sum(is_error(problem, strict=strict) for problem in diagnostics)
    document = {
        "version": VERSION,
        "summary": {"errors": errors, "warnings": len(diagnostics) - errors},
        "diagnostics": [
            _one(problem, lang, prefix, level(problem, strict=strict)) for problem in diagnostics
        ],
    }
    return _laid_out(document, "\n") + "\n"


def _laid_out(value: object, margin: str) -> str:
    """Return what `json.dumps` does with an indent of 2, which it has no quick way for.

    Args:
        value: of dicts, lists, text, whole numbers and `None`.
        margin: a line break and the spaces before the lines that `value` is part of.
    """
    # Most values are one of these two.
    if type(value) is str:
        return _quoted(value)
    if type(value) is int:
        return str(value)
    inner = margin + "  "
    if isinstance(value, dict) and value:
        cells = [f"{inner}{_quoted(key)}: {_laid_out(one, inner)}" for key, one in value.items()]
        return f"{{{','.join(cells)}{margin}}}"
    if isinstance(value, list) and value:
        return f"[{','.join([inner + _laid_out(one, inner) for one in value])}{margin}]"
    return json.dumps(value, ensure_ascii=False)


def _one(problem: Diagnostic, lang: str, prefix: str, severity: str) -> dict[str, Any]:
    kind, ident = problem.record or (None, None)
    return {
        "code": problem.code,
        "severity": severity,
        **_place(problem.place, prefix),
        "length": problem.length,
        "message": problem.message(lang),
        "hint": problem.hint(lang),
        "person": problem.person or None,
        "record": {"kind": kind, "id": ident} if kind else None,
        "related": [_place(place, prefix) for place in problem.others],
    }


def _place(place: Place, prefix: str) -> dict[str, Any]:
    """Return a place; line and column are `null` when the whole file is meant."""
    return {"path": shown_path(prefix, place), "line": place.line or None, "column": place.col or None}
