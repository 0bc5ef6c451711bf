"""For GitLab: a code-quality report."""

from __future__ import annotations

import json
from collections.abc import Sequence

from site_gen.diagnostics.diagnostic import Diagnostic
from site_gen.diagnostics.printers.common import Sources, fingerprints, is_error, sentence, shown_path


def print_gitlab(
    diagnostics: Sequence[Diagnostic], sources: Sources, lang: str, prefix: str, *, strict: bool = False
) -> str:
    """Return problems as a code-quality array with stable fingerprints; see `Printer`."""
    del sources
    found = [
        {
            "description": sentence(problem, lang),
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": "major" if is_error(problem, strict=strict) else "minor",
            "location": {
                "path": shown_path(prefix, problem.place),
                "lines": {"begin": max(problem.place.line, 1)},
            },
        }
        for problem, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
