"""One file to one record with its problems: a pure function of path, bytes and configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from site_gen.config import Config
from site_gen.diagnostics import Diagnostic
from site_gen.forms.node import Map
from site_gen.forms.reader import Reader
from site_gen.forms.yaml import parse
from site_gen.locale.text import N_, filled
from site_gen.reading.body import read_body
from site_gen.reading.source import Source
from site_gen.reading.text import decode, looks_unclosed, split, unclosed_at
from site_gen.records import FOLDERS, FORMS, Record

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\..*)?", re.IGNORECASE)
_NOT_ALLOWED = N_("the character {char} is not allowed in file names everywhere")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f%#]')


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: its identity always, the record when it is whole.

    `links` are the relative links of the body as target, line and column. `values` and `marks` hold what could be read of an incomplete record too, so that its references
    are checked in the same run.
    """

    kind: str
    id: str
    path: str
    record: Record | None
    diagnostics: tuple[Diagnostic, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    links: tuple[tuple[str, int, int], ...] = ()


def read_record(source: Source, config: Config) -> Read:
    """Read one record; every problem of the file is in the result, none is raised."""
    kind = FOLDERS[source.path.split("/", 1)[0]]
    ident = PurePosixPath(source.path).stem
    reader = Reader(source.path, config.vocabularies, config.money.unit, (kind, ident))
    values, record = _read(kind, ident, source, reader)
    problems, links = tuple(reader.diagnostics), tuple(reader.links)
    return Read(kind, ident, source.path, record, problems, values, reader.marks, links)


def _read(kind: str, ident: str, source: Source, reader: Reader) -> tuple[dict[str, Any], Record | None]:
    form = FORMS[kind]
    if reason := _bad_id(ident):
        reader.at("SG112", 0, 0, 1, {"name": ident, "reason": reason})
    if source.reason is not None:
        reader.at("SG109", 0, 0, 1, {"reason": source.reason})
        return {}, None
    text = decode(source.data, reader, source.size)
    parts = None if text is None else split(text, reader)
    if text is None or parts is None:
        return {}, None
    before = len(reader.diagnostics)
    root = parse(parts.front, parts.front_line, reader.at)
    if any(d.code == "SG201" for d in reader.diagnostics[before:]) and looks_unclosed(parts.front):
        del reader.diagnostics[before:]
        line, length = unclosed_at(text)
        reader.at("SG106", line, 1, length, {})
        return {}, None
    body, notes = read_body(parts.body, parts.body_line, form, reader)
    if root is None and len(reader.diagnostics) > before:
        return {}, None
    if root is not None and not isinstance(root, Map):
        reader.at("SG207", root.line, root.col, 1, {})
        return {}, None
    entries = root.entries if root else []
    values, whole = form.read_fields(Map(entries, 1, 1), "", reader)
    for missing in form.prose.values():
        if missing.required and not body.get(missing.name):
            reader.at("SG302", parts.body_line, 1, 1, {"key": missing.name, "label": missing.label})
            whole = False
    if not whole:
        return values, None
    made: Record = form.cls(id=ident, path=source.path, notes=notes, marks=reader.marks, **values, **body)
    return values, made


def _bad_id(ident: str) -> object:
    if _RESERVED.fullmatch(ident):
        return N_("Windows reserves this name")
    if found := _UNSAFE.search(ident):
        return filled(_NOT_ALLOWED, char=found[0])
    if ident != ident.strip() or ident.endswith("."):
        return N_("it begins or ends with a space or ends with a dot")
    return ""
