"""Carries out the plan of an import: record files, and the list of rejected rows."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from site_gen.exchange.csv_draft import UNCHANGED, Plan
from site_gen.exchange.csv_issue import Reject, diagnostic

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_plan(
    plan: Plan, root: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Write the new and changed files of a plan below `root`; return how many.

    Each file is written under another name first and then renamed, so that a crash leaves no half
    record. `progress` is told how many of how many are done.
    """
    todo = [(d.read.path, d.data) for d in plan.drafts if d.read and d.state != UNCHANGED]
    for folder in sorted({path.rpartition("/")[0] for path, _ in todo}):
        (root / folder).mkdir(parents=True, exist_ok=True)
    base = os.fspath(root)
    for done, (path, data) in enumerate(todo, 1):
        target = f"{base}/{path}"
        temporary = f"{target}.part"
        with open(temporary, "wb") as file:  # noqa: PTH123 - Path.open costs as much again as the write
            file.write(data)
        os.replace(temporary, target)  # noqa: PTH105 - the same
        progress(done, len(todo))
    return len(todo)


def rejects_csv(rejects: Iterable[Reject], lang: str) -> bytes:
    """Return the list of rejected rows as CSV that spreadsheets open: one line for each problem of a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["file", "row", "column", "value", "code", "reason", "fix"])
    for reject in rejects:
        issue = reject.issue
        found = diagnostic(issue)
        cells = [issue.file, reject.row, issue.column, issue.value, issue.code]
        writer.writerow([_safe(cell) for cell in (*cells, found.message(lang), found.hint(lang))])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _safe(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return "'" + text if text.startswith(_FORMULA) else text
