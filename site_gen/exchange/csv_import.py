"""From files on disk to the plan of an import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from site_gen.config import read_config
from site_gen.diagnostics import Diagnostic, Place
from site_gen.exchange.csv_draft import Plan
from site_gen.exchange.csv_mapping import Mapping, read_mapping
from site_gen.exchange.csv_plan import Team, make_plan
from site_gen.exchange.csv_source import Table, read_table
from site_gen.forms.reader import Reader
from site_gen.locale.text import N_, Text
from site_gen.reading.source import discover, read_bytes
from site_gen.reading.text import decode


class Outcome(Struct, frozen=True):
    """A plan, or the problems for which there is none; `notes` are warnings about the mapping."""

    plan: Plan | None
    problems: tuple[Diagnostic, ...] = ()


def plan_import(mapping_file: Path, source: Path | None, records: Path, today: date) -> Outcome:
    """Read everything an import needs and plan it; nothing is written.

    Args:
        mapping_file: the mapping.
        source: the folder of the CSV files; that of the mapping when `None`.
        records: the records folder.
        today: the current day, for teams whose `site.yaml` pins none.
    """
    text, problems = _text(mapping_file, mapping_file.as_posix())
    mapping, found = read_mapping(text, mapping_file.as_posix()) if text is not None else (None, problems)
    site, wrong = _text(records / "site.yaml", "site.yaml")
    config, told = read_config(site) if site is not None else (None, wrong)
    if mapping is None or config is None:
        return Outcome(None, (*found, *told))
    tables: dict[str, Table] = {}
    unread: list[Diagnostic] = []
    for name in mapping.files:
        table, bad = _table(mapping, source or mapping_file.parent, name)
        unread.extend(bad)
        if table:
            tables[name] = table
    if unread:
        return Outcome(None, tuple(unread))
    existing, strange = discover(records)
    blocked = frozenset(problem.place.path for problem in strange)
    team = Team(config, config.as_of or today, tuple(existing), blocked)
    plan, bad = make_plan(mapping, tables, team)
    return Outcome(plan, tuple(bad))


def _text(path: Path, shown: str) -> tuple[str | None, list[Diagnostic]]:
    reader = Reader(shown, {})
    try:
        data = read_bytes(str(path))
    except OSError as error:
        return None, [Diagnostic("SG109", Place(shown), (("reason", _reason(error)),))]
    return decode(data, reader), reader.diagnostics


def _reason(error: OSError) -> Text:
    """Say why a file cannot be read; in the words of the system where these are the only ones."""
    if isinstance(error, FileNotFoundError):
        return N_("there is no such file")
    if isinstance(error, PermissionError):
        return N_("reading it is not permitted")
    return str(error.strerror or "?")


def _table(mapping: Mapping, folder: Path, name: str) -> tuple[Table | None, list[Diagnostic]]:
    place = _where(mapping, name)
    try:
        data = read_bytes(str(folder / name))
    except OSError as error:
        return None, [Diagnostic("SG708", place, (("file", name), ("reason", _reason(error))), len(name))]
    return read_table(data, mapping.source(name), place)


def _where(mapping: Mapping, name: str) -> Place:
    """Return where the mapping first names a file."""
    for position, file in enumerate(mapping.sources):
        if file == name:
            return mapping.places[f"sources[{position}].file"]
    for step in mapping.steps:
        if step.row.file == name:
            return step.places["file"]
        for position, join in enumerate(step.row.join):
            if join.file == name:
                return step.places[f"join[{position}].file"]
    return Place(mapping.path)
