"""For code-scanning services: SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from site_gen import __version__
from site_gen.diagnostics.catalogue import CATALOGUE
from site_gen.diagnostics.diagnostic import Diagnostic, Place
from site_gen.diagnostics.printers.common import Sources, fingerprints, level, sentence, shown_path
from site_gen.locale.text import tr

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def print_sarif(
    diagnostics: Sequence[Diagnostic], sources: Sources, lang: str, prefix: str, *, strict: bool = False
) -> str:
    """Return problems as a SARIF log with one run; see `Printer`."""
    del sources
    codes = sorted({problem.code for problem in diagnostics})
    results = [
        {"ruleIndex": codes.index(problem.code), "partialFingerprints": {"siteGen/v1": mark}}
        | _result(problem, lang, prefix, level(problem, strict=strict))
        for problem, mark in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    driver = {"name": "site-gen", "version": __version__, "rules": [_rule(code, lang) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, lang: str) -> dict[str, Any]:
    entry = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": {"text": tr(entry.why, lang) or code},
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(problem: Diagnostic, lang: str, prefix: str, severity: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": severity,
        "message": {"text": sentence(problem, lang)},
        "locations": [{"physicalLocation": _physical(problem.place, problem.length, prefix)}],
    }
    if problem.others:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(place, 1, prefix)}
            for number, place in enumerate(problem.others)
        ]
    return result


def _physical(place: Place, length: int, prefix: str) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(shown_path(prefix, place), safe="/")}}
    if place.line:
        region = {"startLine": place.line}
        if place.col:
            region |= {"startColumn": place.col, "endColumn": place.col + length}
        where["region"] = region
    return where
