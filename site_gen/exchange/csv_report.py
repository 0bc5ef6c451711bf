"""What an import does or would do, as text for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any
from unicodedata import east_asian_width

from msgspec.structs import asdict

from site_gen.diagnostics import Diagnostic
from site_gen.diagnostics.catalogue import CATALOGUE
from site_gen.exchange.csv_draft import CHANGED, NEW, Draft, Plan, Tally
from site_gen.locale.text import N_, NC_, tr
from site_gen.records import FORMS

_ROWS_SHOWN = 6
_GROUPS_SHOWN = 12
_COLUMNS = (
    NC_("import", "rows"),
    NC_("import", "new"),
    NC_("import", "changed"),
    NC_("import", "unchanged"),
    NC_("import", "repeated"),
    NC_("import", "rejected"),
    NC_("import", "left out"),
)


def report_text(plan: Plan, lang: str, *, written: bool) -> str:
    """Return the report for a person; `written` is false for a dry run."""
    lines = [*_problems(plan, lang), *_notes(plan, lang), *_table(plan, lang)]
    lines += _examples(plan, lang)
    lines += ["", _summary(plan, lang, written=written)]
    return "\n".join(lines) + "\n"


def report_json(plan: Plan, lang: str, *, written: bool) -> dict[str, Any]:
    """Return the report for a program: counts, problems with the numbers of their rows, files."""
    return {
        "version": 1,
        "mapping": plan.mapping.path,
        "written": written,
        "records": [asdict(tally) for tally in plan.tallies],
        "kept": plan.kept,
        "unused_columns": {file: list(columns) for file, columns in plan.unused.items()},
        "problems": [problem_json(found, lang, rows) for found, rows in plan.issues],
        "warnings_after_import": plan.warnings,
        "files": [
            {"path": d.read.path, "state": d.state, "fields": list(d.changed)} for d in plan.drafts if d.read
        ],
    }


def problem_json(found: Diagnostic, lang: str, rows: tuple[int, ...] = ()) -> dict[str, Any]:
    """Return one problem for a program; `rows` counts as a spreadsheet does, the header is row 1."""
    args = dict(found.args)
    return {
        "code": found.code,
        "severity": str(found.severity),
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.col,
        "message": found.message(lang),
        "hint": found.hint(lang),
        "fix": args.get("fix", ""),
        "file": args.get("file", ""),
        "csv_column": args.get("column", ""),
        "value": args.get("value", ""),
        "count": len(rows),
        "rows": list(rows),
    }


def problem_text(found: Diagnostic, lang: str) -> list[str]:
    """Return the lines of one problem: place, severity, code, message, hint."""
    severity = tr(N_("error"), lang) if found.severity == "error" else tr(NC_("import", "note"), lang)
    lines = [f"{found.place}: {severity} {found.code}: {found.message(lang)}"]
    hint = found.hint(lang)
    return [*lines, f"    {hint}"] if hint else lines


def _problems(plan: Plan, lang: str) -> Iterator[str]:
    shown: dict[tuple[str, object, object], int] = {}
    for found, rows in plan.issues:
        args = dict(found.args)
        group = (found.code, args["file"], args["column"])
        shown[group] = shown.get(group, 0) + 1
        if shown[group] > _GROUPS_SHOWN:
            continue
        yield from problem_text(found, lang)
        if any(rows):
            rest = ("…",) if len(rows) > _ROWS_SHOWN else ()
            listed = (*(str(n) for n in rows[:_ROWS_SHOWN]), *rest)
            words = N_("Rows ({count}, the header is row 1): {rows}")
            yield "    " + tr(words, lang, count=f"{len(rows):,}", rows=listed)
        yield ""
    for (code, file, column), count in shown.items():
        if count > _GROUPS_SHOWN:
            words = N_(
                "{code}: {count} further values in the column {column} of {file}; --rejects lists all."
            )
            more = count - _GROUPS_SHOWN
            yield tr(words, lang, code=code, count=more, column=column, file=file)
            yield ""


def _notes(plan: Plan, lang: str) -> Iterator[str]:
    for file, columns in plan.unused.items():
        words = N_("Columns of {file} that the mapping does not use: {columns}.")
        yield tr(words, lang, file=file, columns=columns)
    if plan.warnings:
        words = N_("After the import “site-gen check” would list these warnings for the written records:")
        yield tr(words, lang)
        for code, count in plan.warnings.items():
            yield f"  {code}  {count:>7,}  {tr(CATALOGUE[code].why, lang)}"
    if plan.unused or plan.warnings:
        yield ""


def _table(plan: Plan, lang: str) -> Iterator[str]:
    head = ["", *(tr(word, lang) for word in _COLUMNS)]
    body = [[_step_name(t, lang), *(f"{n:,}" for n in _numbers(t))] for t in plan.tallies]
    if len(plan.tallies) > 1:
        sums = [sum(column) for column in zip(*(_numbers(t) for t in plan.tallies), strict=True)]
        body.append([tr(NC_("import", "all"), lang), *(f"{n:,}" for n in sums)])
    widths = [max(_width(row[n]) for row in [head, *body]) for n in range(len(head))]
    for row in [head, *body]:
        cells = [" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield (row[0] + " " * (widths[0] - _width(row[0])) + "  " + "  ".join(cells)).rstrip()
    for kind, count in plan.kept.items():
        if count:
            words = N_("{plural} that no row speaks of and that stay as they are: {count}")
            yield tr(words, lang, plural=FORMS[kind].cls.plural, count=f"{count:,}")


def _numbers(tally: Tally) -> tuple[int, ...]:
    t = tally
    return t.read, t.new, t.changed, t.unchanged, t.repeated, t.rejected, t.filtered


def _step_name(tally: Tally, lang: str) -> str:
    name = tr(FORMS[tally.kind].cls.plural, lang)
    return f"{name} ← {tally.file}" if tally.file else name


def _width(text: str) -> int:
    """Return how many terminal columns a text takes: Han characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _examples(plan: Plan, lang: str) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for draft in plan.drafts:
        key = (draft.kind, draft.state)
        if draft.state not in {NEW, CHANGED} or key in seen or draft.read is None:
            continue
        seen.add(key)
        words = N_("For example, new: {path}") if draft.state == NEW else N_("For example, changed: {path}")
        yield ""
        yield tr(words, lang, path=draft.read.path)
        yield from (f"  {line}".rstrip() for line in _shown(draft))


def _shown(draft: Draft) -> list[str]:
    now = draft.data.decode("utf-8", "replace").splitlines()
    if draft.old is None:
        return now
    return list(unified_diff(draft.old.decode("utf-8", "replace").splitlines(), now, n=1, lineterm=""))[2:]


def _summary(plan: Plan, lang: str, *, written: bool) -> str:
    new = sum(t.new for t in plan.tallies)
    changed = sum(t.changed for t in plan.tallies)
    rejected = sum(t.rejected for t in plan.tallies)
    if written:
        words = N_("Written: {new} new and {changed} changed records. Rejected rows: {rejected}.")
    else:
        words = N_(
            "Nothing was written. With --write: {new} new and {changed} changed records. Rejected rows: {rejected}."
        )
    return tr(words, lang, new=f"{new:,}", changed=f"{changed:,}", rejected=f"{rejected:,}")
