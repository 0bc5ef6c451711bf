"""The mapping file of `import csv`: which file becomes which records, column by column.

It is read and checked like a record: every problem has its line and column.
"""

from __future__ import annotations

import codecs
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct, field

from site_gen.config.fields import Choice
from site_gen.diagnostics import Diagnostic, Place
from site_gen.exchange.csv_values import Conditions, Filling, Value, Words, read_fillings, read_value
from site_gen.forms.form import Form
from site_gen.forms.node import Map, Node, Scalar
from site_gen.forms.reader import Reader
from site_gen.forms.spec import Filled, spec
from site_gen.forms.text import is_clean
from site_gen.forms.types import BAD, Bool, FieldType, ListOf, Reading, Rows, Str
from site_gen.forms.yaml import parse
from site_gen.locale.text import N_
from site_gen.records import FORMS

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", ",": ",", ";": ";", "|": "|"}


class Raw(FieldType):
    """A part of the mapping that is read once the kind of record is known."""

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return the node."""
        del key, label, reading
        return node


class Encoding(FieldType):
    """The name of a text encoding."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the name as Python knows it."""
        del key
        try:
            return codecs.lookup(node.text.strip()).name
        except LookupError:
            options = ("utf-8", "gb18030", "big5", "utf-16", "windows-1252")
            reading.problem("SG303", node, value=node.text, label=label, options=options)
            return BAD


class Repairs(FieldType):
    """Column to wrong word to right word."""

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return column to `{wrong: right}`."""
        if not isinstance(node, Map):
            reading.problem("SG311", node, key=key, fields=("…",), example="product: …")
            return BAD
        found = {}
        for column, value in node.entries:
            reading.mark(f"{key}.{column.text}", column)
            words = Words().read(value, f"{key}.{column.text}", label, reading)
            if words is not BAD:
                found[column.text] = words
        return found


class SourceRow(Filled):
    """What is to know about one CSV file; a file that needs nothing need not be listed."""

    file: str = spec(Str(200), N_("CSV file"), required=True)
    encoding: str = spec(Encoding(), N_("Encoding"), default="")
    delimiter: str = spec(Choice(tuple(DELIMITERS)), N_("Delimiter"), default="comma")
    blank: tuple[str, ...] = spec(ListOf(Str(40)), N_("Words that mean blank"))
    repair: dict[str, dict[str, str]] | None = spec(Repairs(), N_("Repairs"), default=None)


class JoinRow(Filled):
    """Columns of another file for each row, under the names `other_file.column` or `name.column`."""

    file: str = spec(Str(200), N_("CSV file"), required=True)
    name: str = spec(Str(80), N_("Name of the join"))
    here: str = spec(Str(200), N_("Column of this file"), required=True)
    there: str = spec(Str(200), N_("Column of the other file"), required=True)

    @property
    def start(self) -> str:
        """What the names of its columns begin with."""
        return f"{self.name or PurePosixPath(self.file).stem}."


class StepRow(Filled):
    """Rows of a file that become records of a kind; without a file, one record with fixed values."""

    kind: str = spec(Choice(tuple(FORMS)), N_("Kind of record"), required=True, default="")
    file: str = spec(Str(200), N_("CSV file"))
    id: Any = spec(Raw(), N_("Id"), required=True, default=None)
    prefix: str = spec(Str(40), N_("Beginning of every id"))
    where: dict[str, tuple[str, ...]] | None = spec(Conditions(), N_("Only rows with"), default=None)
    unless: dict[str, tuple[str, ...]] | None = spec(Conditions(), N_("Not rows with"), default=None)
    repeats: bool = spec(Bool(), N_("Several rows may be the same record"))
    join: tuple[JoinRow, ...] = spec(Rows(Form(JoinRow, N_("join"))), N_("Joins"))
    fields: Any = spec(Raw(), N_("Fields"), required=True, default=None)


class MappingRow(Filled):
    """The whole mapping file."""

    name: str = spec(Str(120), N_("Name of the mapping"))
    sources: tuple[SourceRow, ...] = spec(Rows(Form(SourceRow, N_("CSV file"))), N_("CSV files"))
    records: tuple[StepRow, ...] = spec(
        Rows(Form(StepRow, N_("records to import"))), N_("Records to import"), required=True
    )


MAPPING: Form[MappingRow] = Form(MappingRow, N_("import mapping"))


class Step(Struct, frozen=True):
    """One entry of `records:`, ready to use; `places` says where its parts stand."""

    row: StepRow
    id: Value
    fillings: dict[str, Filling]
    place: Place
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of record its rows become."""
        return self.row.kind


class Mapping(Struct, frozen=True):
    """A mapping file as read; `places` says where its parts stand."""

    path: str
    sources: dict[str, SourceRow]
    steps: tuple[Step, ...]
    places: dict[str, Place]

    @property
    def files(self) -> tuple[str, ...]:
        """Every CSV file that is needed, in the order of the mapping."""
        names = [name for step in self.steps for name in (step.row.file, *(j.file for j in step.row.join))]
        return tuple(dict.fromkeys(filter(None, (*self.sources, *names))))

    def source(self, name: str) -> SourceRow:
        """Return what the mapping says about a file."""
        return self.sources.get(name) or SourceRow(file=name)


def read_mapping(text: str, path: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """Read a mapping file.

    Args:
        text: its content.
        path: its path, for messages.

    Returns:
        The mapping (`None` when an error was found) and all problems.
    """
    reader = Reader(path, {})
    root = parse(text, 1, reader.at) if is_clean(text, reader) else None
    given: dict[str, Any] = {}
    if isinstance(root, Map):
        given, _ = MAPPING.read_fields(root, "", reader)
    elif not reader.diagnostics:
        reader.at("SG207" if root else "SG302", 1, 1, 1, {"key": "records", "label": N_("Records to import")})
    steps = [
        step
        for position, row in enumerate(given.get("records", ()))
        if (step := _step(row, f"records[{position}]", reader))
    ]
    sources = {row.file: row for row in given.get("sources", ())}
    for position, row in enumerate(given.get("sources", ())):
        if sources[row.file] is not row:
            line, col, length = reader.marks[f"sources[{position}].file"]
            reader.at("SG503", line, col, length, {"label": N_("CSV files"), "key": row.file})
    if any(d.severity == "error" for d in reader.diagnostics):
        return None, reader.diagnostics
    return Mapping(path, sources, tuple(steps), _places(reader, "")), reader.diagnostics


def _places(reader: Reader, path: str) -> dict[str, Place]:
    start = path + "." if path else ""
    return {
        name[len(start) :]: Place(reader.path, mark[0], mark[1])
        for name, mark in reader.marks.items()
        if name.startswith(start)
    }


def _step(row: StepRow, path: str, reader: Reader) -> Step | None:
    ident = read_value(row.id, f"{path}.id", reader)
    fillings = read_fillings(row.fields, f"{path}.fields", FORMS[row.kind], reader)
    line, col, _ = reader.marks[path]
    place = Place(reader.path, line, col)
    if ident is None:
        return None
    step = Step(row, ident, fillings, place, _places(reader, path))
    starts = [join.start for join in row.join]
    for position, start in enumerate(starts):
        if start in starts[:position]:
            line, col, length = reader.marks[f"{path}.join[{position}]"]
            reader.at("SG503", line, col, length, {"label": N_("Joins"), "key": start.rstrip(".")})
    if not row.file:
        for value in (ident, *(v for filling in fillings.values() for v in filling.values)):
            for column in value.every_column:
                args: dict[str, object] = {"column": column}
                reader.at("SG715", value.place.line, value.place.col, 1, args)
    return step
