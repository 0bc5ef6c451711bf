"""One file to one record with its problems: a pure function of path, bytes and configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field
from msgspec.structs import force_setattr

from site_gen.config import Config
from site_gen.diagnostics import Diagnostic
from site_gen.forms.form import Form
from site_gen.forms.node import Map
from site_gen.forms.plain import PlainReader
from site_gen.forms.plain_marks import Mark, plain_mark, plain_marks
from site_gen.forms.reader import Reader
from site_gen.forms.yaml import parse
from site_gen.locale.text import N_, filled
from site_gen.reading.body import read_body, read_plain_body
from site_gen.reading.marks import Marks
from site_gen.reading.misfiled import tell_misfiled
from site_gen.reading.source import Source
from site_gen.reading.text import Parts, decode, looks_unclosed, split, unclosed_at
from site_gen.records import FOLDERS, FORMS, Record

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\..*)?", re.IGNORECASE)
#: Names too long for a reserved one, and without a sign that means something anywhere: nearly all.
_FINE = re.compile(r"[\w-]{5,}")
_NOT_ALLOWED = N_("the character {char} is not allowed in file names everywhere")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f%#]')


#: Kinds and id of each record that one names, each once.
Refs = tuple[tuple[tuple[str, ...], str], ...]
#: What stands beside a record that holds it all; one for all of them.
NO_VALUES: Mapping[str, Any] = MappingProxyType({})


class Read(Struct, frozen=True, eq=False):
    """What one file gave: its identity always, the record when it is whole.

    `links` are the relative links of the body as target, line and column. `values` hold what is written in the front
    matter, also of an incomplete record, whose references are checked in the same run; they may be empty where
    the record is whole and holds it all (see `reading.many`). `marks` say where it stands.
    `refs` are the records it names, as kinds and id, each once; `named` the ids. `digest` stands for the path and the
    bytes of the file, `facts` for all that the record holds but the words of its texts: reads are compared by these.
    """

    kind: str
    id: str
    path: str
    record: Record | None
    diagnostics: tuple[Diagnostic, ...]
    values: Mapping[str, Any] = NO_VALUES
    marks: Mapping[str, Mark] = field(default_factory=dict)
    links: tuple[tuple[str, int, int], ...] = ()
    refs: Refs = ()
    named: tuple[str, ...] = ()
    digest: bytes = b""
    facts: bytes = b""

    def value(self, name: str) -> Any:
        """Return the value of a field of the front matter; `None`, or what is empty, where none could be read."""
        if self.record is None:
            return self.values.get(name)
        return getattr(self.record, name) if name in FORMS[self.kind].short else None


#: The values that could be read, and the record with what stands for its facts when it is whole.
_Found = tuple[dict[str, Any], Record | None, bytes]


def read_record(source: Source, config: Config) -> Read:
    """Read one record; every problem of the file is in the result, none is raised."""
    kind, ident = _identity(source)
    reader = Reader(source.path, config.vocabularies, config.money.unit, (kind, ident))
    values, record, facts = _read(source, reader, config.plain_reader)
    refs = FORMS[kind].refs(values)
    named = tuple([ident for _, ident in refs])
    problems, links = tuple(reader.diagnostics), tuple(reader.links)
    marks = record.marks if record else reader.marks
    found = (record, problems, values, marks, links, refs, named, source.digest, facts)
    return Read(kind, ident, source.path, *found)


def read_of(
    source: Source,
    record: Record,
    facts: bytes,
    links: tuple[tuple[str, int, int], ...],
    refs: Refs,
    *,
    plain: bool,
) -> Read:
    """Return what `read_record` gave for a file in which it found a whole record and no problem.

    Args:
        source: the file.
        record: its record; it is given its marks where the front matter is plain.
        facts: what stands for its facts.
        links: the links of its body.
        refs: the records it names.
        plain: whether the front matter is plain: where its fields stand is found out when somebody asks.
    """
    if plain:
        force_setattr(record, "marks", Marks(source, _marks, _mark))
    named = tuple([ident for _, ident in refs])
    return Read(
        record.kind,
        record.id,
        source.path,
        record,
        (),
        NO_VALUES,
        record.marks,
        links,
        refs,
        named,
        source.digest,
        facts,
    )


def _identity(source: Source) -> tuple[str, str]:
    """Return kind and id of the record in a file."""
    return FOLDERS[source.path.split("/", 1)[0]], source.path.rsplit("/", 1)[-1].removesuffix(".md")


def _parts(source: Source, reader: Reader) -> Parts | None:
    text = decode(source.data, reader, source.size)
    return None if text is None else split(text, reader)


def _marks(source: Source) -> Mapping[str, Mark]:
    """Return where the fields of a file with plain front matter stand."""
    reader = Reader(source.path, {})
    parts = _parts(source, reader)
    if parts is None:
        return {}
    form = FORMS[_identity(source)[0]]
    read_body(parts.body, parts.body_line, form, reader)
    return plain_marks(form, parts.front, parts.front_line) | reader.marks


def _mark(source: Source, path: str) -> Mark | None:
    """Return where a field of a file with plain front matter stands; `None` when it is not a whole field of it.

    Raises:
        KeyError: it does not stand there.
    """
    form = FORMS[_identity(source)[0]]
    parts = _parts(source, Reader(source.path, {})) if path in form.short else None
    if parts is None:
        return None
    found = plain_mark(form, parts.front, parts.front_line, path)
    if found is None:
        raise KeyError(path)
    return found


def _read(source: Source, reader: Reader, plain: PlainReader | None) -> _Found:
    """Return the values that could be read, and the record with what stands for its facts when it is whole."""
    kind, ident = _identity(source)
    form = FORMS[kind]
    if reason := _bad_id(ident):
        reader.at("SG112", 0, 0, 1, {"name": ident, "reason": reason})
    if source.reason is not None:
        reader.at("SG109", 0, 0, 1, {"reason": source.reason})
        return {}, None, b""
    text = decode(source.data, reader, source.size)
    parts = None if text is None else split(text, reader)
    if text is None or parts is None:
        return {}, None, b""
    given = plain.read(form, parts.front) if plain else None
    if given is not None:
        plain_body = read_plain_body(parts.body, form)
        body, notes = plain_body or read_body(parts.body, parts.body_line, form, reader)
        marks = Marks(source, _marks, _mark)
        return _made(ident, form, reader, parts, (given, body, notes), marks, whole=True)
    before = len(reader.diagnostics)
    root = parse(parts.front, parts.front_line, reader.at)
    if any(d.code == "SG201" for d in reader.diagnostics[before:]) and looks_unclosed(parts.front):
        del reader.diagnostics[before:]
        line, length = unclosed_at(text)
        reader.at("SG106", line, 1, length, {})
        return {}, None, b""
    written = len(reader.diagnostics)
    body, notes = read_body(parts.body, parts.body_line, form, reader)
    if root is None and len(reader.diagnostics) > before:
        return {}, None, b""
    if root is not None and not isinstance(root, Map):
        reader.at("SG207", root.line, root.col, 1, {})
        return {}, None, b""
    entries = root.entries if root else []
    values, whole = form.read_fields(Map(entries, 1, 1), "", reader)
    # A wrong folder makes several problems of a file: nobody else is asked.
    if len(reader.diagnostics) > written + 1 and tell_misfiled(
        form, [k for k, _ in entries], written, reader
    ):
        return {}, None, b""
    return _made(ident, form, reader, parts, (values, body, notes), reader.marks, whole=whole)


def _made(  # noqa: PLR0917 - once for each file
    ident: str,
    form: Form[Any],
    reader: Reader,
    parts: Parts,
    found: tuple[dict[str, Any], dict[str, str], str],
    marks: Mapping[str, Mark],
    *,
    whole: bool,
) -> _Found:
    """Return the values, and the record with what stands for its facts when nothing that it needs is missing."""
    values, body, notes = found
    for missing in form.needed_prose:
        if not body.get(missing.name):
            reader.at("SG302", parts.body_line, 1, 1, {"key": missing.name, "label": missing.label})
            whole = False
    if not whole:
        return values, None, b""
    made: Record = form.cls(id=ident, path=reader.path, notes=notes, marks=marks, **values, **body)
    written = ",".join([name for name, text in sorted(body.items()) if text])
    facts = f"{reader.path}\0{written}\0{'notes' if notes else ''}\0{parts.front}"
    return values, made, blake2b(facts.encode(), digest_size=16).digest()


def _bad_id(ident: str) -> object:
    if _FINE.fullmatch(ident):
        return ""
    if _RESERVED.fullmatch(ident):
        return N_("Windows reserves this name")
    if found := _UNSAFE.search(ident):
        return filled(_NOT_ALLOWED, char=found[0])
    if ident != ident.strip() or ident.endswith("."):
        return N_("it begins or ends with a space or ends with a dot")
    return ""
