"""How a mapping says where the value of a field comes from, and the form it is checked with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from site_gen.diagnostics import Place
from site_gen.forms.form import Form
from site_gen.forms.node import Map, Node, Scalar, Seq
from site_gen.forms.reader import Reader
from site_gen.forms.spec import Filled, Spec, spec
from site_gen.forms.types import BAD, Bool, FieldType, ListOf, Pattern, Reading, Rows, Str
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import N_

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
Row = Mapping[str, str]


class Words(FieldType):
    """A mapping of word to word, such as `{Won: payment, Lost: lost}`; both exactly as typed."""

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return a `dict`."""
        del label
        if not isinstance(node, Map):
            reading.problem("SG311", node, key=key, fields=("…",), example="Won: payment")
            return BAD
        words = {}
        for word, value in node.entries:
            if not isinstance(value, Scalar):
                reading.problem("SG310", value, key=word.text)
                continue
            reading.mark(f"{key}.{word.text}", word)
            words[word.text.strip()] = value.text.strip()
        return words


class Conditions(FieldType):
    """A mapping of column to the value or values it must have; a blank cell is `""`."""

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return column to values."""
        del label
        if not isinstance(node, Map):
            reading.problem("SG311", node, key=key, fields=("…",), example="status: [open, won]")
            return BAD
        found: dict[str, tuple[str, ...]] = {}
        for column, value in node.entries:
            items = value.items if isinstance(value, Seq) else [value]
            reading.mark(f"{key}.{column.text}", column)
            for item in items:
                if not isinstance(item, Scalar):
                    reading.problem("SG310", item, key=column.text)
            found[column.text] = tuple(item.text.strip() for item in items if isinstance(item, Scalar))
        return found


_DATE_FORM = Pattern(
    r"(?=.*Y)(?=.*M)(?=.*D).+",
    N_("year, month and day must be in it"),
    N_("Write it with YYYY or YY, MM or MMM, and DD, for example DD/MM/YYYY."),
)


class Value(Filled):
    """Where a value comes from.

    Attributes:
        column: the column; of several the first that is not blank, or all of them for a list field.
        value: the same value for every row.
        text: a text with columns in braces, `{product} {id}`; blank when all its columns are.
        default: what to take when the columns are blank; reported, because something is missing.
        map: words of the file to words of the record.
        date: how dates are written: `DD/MM/YYYY`, `MMM D, YYYY`; `*` stands for anything.
        split: the character between several values in one cell.
        remove: characters that are taken out first, such as currency signs.
        one_line: join the lines of a cell with spaces.
        once: fill the field when it is empty, and leave it alone afterwards.
        when: only rows with these values; other rows leave the field out.
    """

    column: tuple[str, ...] = spec(ListOf(Str(200)), N_("Column"))
    value: str = spec(Str(), N_("Value"))
    text: str = spec(Str(2000), N_("Text with columns in braces"))
    default: str = spec(Str(), N_("Default for blanks"))
    map: dict[str, str] | None = spec(Words(), N_("Value map"), default=None)
    date: str = spec(_DATE_FORM, N_("Date format"))
    split: str = spec(Str(8), N_("Separator of several values"))
    remove: str = spec(Str(40), N_("Characters to take out"))
    one_line: bool = spec(Bool(), N_("Join lines"))
    once: bool = spec(Bool(), N_("Fill only when empty"))
    when: dict[str, tuple[str, ...]] | None = spec(Conditions(), N_("Only when"), default=None)
    place: Place = Place("")
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the value is made of."""
        return self.column or tuple(dict.fromkeys(_PLACEHOLDER.findall(self.text)))

    @property
    def every_column(self) -> tuple[str, ...]:
        """All columns that are looked at, those of `when` included."""
        return (*self.columns, *(self.when or ()))

    def fill(self, row: Row) -> str:
        """Return `text` with the row's cells in the braces; blank when they all are."""
        if not any(row.get(column, "") for column in self.columns):
            return "" if self.columns else self.text
        return _PLACEHOLDER.sub(lambda found: row.get(found[1], ""), self.text)


VALUE: Form[Value] = Form(Value, N_("column mapping"))


class Filling(Struct, frozen=True):
    """How one field of a record is filled: one value, or templates of rows for a table field."""

    spec: Spec
    value: Value
    rows: tuple[dict[str, Value], ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value in it."""
        return tuple(v for row in self.rows for v in row.values()) or (self.value,)


def matches(conditions: Mapping[str, tuple[str, ...]] | None, row: Row) -> bool:
    """Whether a row has one of the wanted values in every column named."""
    return all(row.get(column, "") in values for column, values in (conditions or {}).items())


def read_value(node: Node, path: str, reader: Reader) -> Value | None:
    """Read a value: a column's name, a list of columns, or a table with the keys of `Value`."""
    place = Place(reader.path, node.line, node.col)
    if isinstance(node, Map):
        given, _ = VALUE.read_fields(node, path, reader)
        sources = [name for name in ("column", "value", "text") if name in given]
        if len(sources) > 1 or not (sources or "default" in given):
            reader.problem("SG714", node, found=tuple(sources) or "–")
            return None
        marks = {name: spot for name, spot in reader.marks.items() if name.startswith(path + ".")}
        places = {name[len(path) + 1 :]: Place(reader.path, m[0], m[1]) for name, m in marks.items()}
        return replace(VALUE.cls(**given), place=place, places=places)
    columns = ListOf(Str(200)).read(node, path, N_("Column"), reader)
    if not columns:
        reader.problem("SG714", node, found="–")
        return None
    return Value(column=columns, place=place)


def read_fillings(node: Node, path: str, form: Form[Any], reader: Reader) -> dict[str, Filling]:
    """Read `field: value` entries against the form of the kind of record."""
    found: dict[str, Filling] = {}
    if not isinstance(node, Map):
        reader.problem("SG311", node, key=path, fields=tuple(form.specs)[:6], example="name: …")
        return found
    for key, value in node.entries:
        known = form.specs.get(key.text)
        if known is None:
            near = nearest(key.text, list(form.specs), 60)
            args: dict[str, object] = {"suggestion": near} if near else {}
            reader.problem("SG301", key, key=key.text, form=form.label, options=tuple(form.specs), **args)
            continue
        here = f"{path}.{key.text}"
        if isinstance(known.type, Rows):
            rows = _read_rows(value, here, known.type.form, reader)
            place = Place(reader.path, key.line, key.col)
            once = any(v.once for row in rows for v in row.values())
            found[key.text] = Filling(known, Value(place=place, once=once), rows)
        elif made := read_value(value, here, reader):
            found[key.text] = Filling(known, made)
    return found


def _read_rows(node: Node, path: str, form: Form[Any], reader: Reader) -> tuple[dict[str, Value], ...]:
    rows = []
    for position, item in enumerate(node.items if isinstance(node, Seq) else [node]):
        here = f"{path}[{position}]"
        fillings = read_fillings(item, here, form, reader)
        rows.append({name: filling.value for name, filling in fillings.items()})
    return tuple(row for row in rows if row)
