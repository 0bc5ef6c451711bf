"""The reference of records, `docs/records.md`, made from the forms."""

from __future__ import annotations

from typing import Any

from site_gen.config import Config, default_config
from site_gen.config.fields import Choice, Localized
from site_gen.config.forms import ENTRY, SITE, One, Tables
from site_gen.forms import types
from site_gen.forms.form import Form
from site_gen.forms.spec import Spec
from site_gen.locale.text import every_wording, tr
from site_gen.records.base import FOLDERS, FORMS

_HEAD = """# Records

Made from the forms in `site_gen/records/` and `site_gen/config/` by `tools/reference.py`; do not edit by hand.

One file is one record. The folder says its kind, the file's name without `.md` is its id. Short facts
stand in the front matter, prose in the body under the headings listed with each kind; a heading may be
written in any of the languages. *from* names the gate from whose stage on a field should be known.
"""
_COLUMNS = "| key | label | type | required | source | sensitivity |\n|---|---|---|---|---|---|"


def records_reference() -> str:
    """Return the Markdown page with every field of every kind, of rows and of `site.yaml`."""
    config = default_config()
    rows: dict[str, Form[Any]] = {}
    parts = [_HEAD]
    folders = {kind: folder for folder, kind in FOLDERS.items()}
    for kind, form in FORMS.items():
        parts.append(f"## {_label(form.label)} (`{kind}`, in `{folders[kind]}/`)\n")
        parts.append(_table(form, rows, config))
        if form.prose:
            parts.append(_headings(form))
    parts.append("## Rows\n")
    for name, form in sorted(rows.items()):
        parts.append(f"### {name}\n")
        parts.append(_table(form, {}, config))
    parts.append("## site.yaml\n")
    sections: dict[str, Form[Any]] = {"Entry": ENTRY}
    parts.append(_table(SITE, sections, config))
    for name, form in sorted(sections.items()):
        parts.append(f"### {name}\n")
        parts.append(_table(form, {}, config))
    parts.append(_vocabularies(config))
    return "\n".join(parts)


def _label(text: Any) -> str:
    chinese, english = tr(text, "zh-Hans"), tr(text, "en")
    return chinese if chinese == english else f"{chinese} {english}"


def _table(form: Form[Any], rows: dict[str, Form[Any]], config: Config) -> str:
    lines = [_COLUMNS]
    for spec in form.short.values():
        cells = [
            f"`{spec.name}`",
            _label(spec.label),
            _type(spec.type, rows, config),
            _required(spec),
            spec.source,
            "" if spec.sensitivity == "team" else spec.sensitivity,
        ]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _required(spec: Spec) -> str:
    if spec.required:
        return "yes"
    return f"from *{spec.gate}*" if spec.gate else ""


def _headings(form: Form[Any]) -> str:
    lines = ["| section | headings accepted | required | source |", "|---|---|---|---|"]
    for spec in form.prose.values():
        words = dict.fromkeys(word for text in (spec.label, *spec.headings) for word in every_wording(text))
        accepted = " · ".join(words)
        lines.append(f"| `{spec.name}` | {accepted} | {_required(spec)} | {spec.source} |")
    return "\n".join(lines) + "\n"


_PLAIN: dict[type, str] = {
    types.Str: "short text",
    types.Date: "date, `2026-11-18`",
    types.Month: "month, `2026-11`",
    types.QuarterId: "quarter, `2026-Q4`",
    types.Time: "time, `09:30`",
    types.WeekId: "week, `2026-W47`, or a day of it",
    types.Bool: "yes or no",
    types.Prose: "text",
    types.WinRate: "win rate, `60` or `60%`",
    types.Pattern: "short text",
    Localized: "text, or a table of language to text",
    Tables: "table of lists, each a list of rows of *Entry*",
}


def _type(kind: types.FieldType, rows: dict[str, Form[Any]], config: Config) -> str:
    """Return a type in words; forms of rows are collected in `rows`."""
    if isinstance(kind, types.Number):
        return "amount in the team's unit" if kind.money else "number"
    if isinstance(kind, types.Int):
        return f"whole number, {kind.low} to {kind.high}"
    if isinstance(kind, types.Vocab):
        return f"one of *{kind.name}*"
    if isinstance(kind, types.Letters):
        return f"letters of {kind.word}"
    if isinstance(kind, Choice):
        return "one of " + ", ".join(f"`{word}`" for word in kind.words)
    if isinstance(kind, types.Ref):
        return "id of a " + " or ".join(kind.kinds)
    if isinstance(kind, types.ListOf):
        return f"list of: {_type(kind.of, rows, config)}"
    if isinstance(kind, types.Rows | One):
        name = _row_name(kind.form)
        rows[name] = kind.form
        return f"rows of *{name}*" if isinstance(kind, types.Rows) else f"table *{name}*"
    return _PLAIN[type(kind)]


def _row_name(form: Form[Any]) -> str:
    return str(form.cls.__name__).removesuffix("Row")


def _vocabularies(config: Config) -> str:
    lines = ["## Lists of values\n", "Shipped with the program; `site.yaml` replaces or extends them.\n"]
    for name, vocabulary in sorted(config.vocabularies.items()):
        if not len(vocabulary):
            continue
        fixed = " (fixed keys)" if vocabulary.fixed else ""
        lines.append(f"### {name}: {_label(vocabulary.label)}{fixed}\n")
        entries = (f"`{entry.key}` {_label(entry.label)}" for entry in vocabulary)
        lines.append(" · ".join(entries) + "\n")
    return "\n".join(lines)
