"""A form: the dataclass of a kind of record (or of a row) with the specification of each field."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from site_gen.forms.node import Map, Scalar
from site_gen.forms.types import BAD, FieldType, Reading
from site_gen.forms.vocabulary import Vocabularies, fold, nearest
from site_gen.locale.text import Text, every_wording

T = TypeVar("T")
_SPEC = "spec"
_NOTHING: Any = object()


@dataclass(frozen=True)
class Spec:
    """What is known about one field, said once for reading, checking, pages, schema and docs.

    Attributes:
        name: key in the front matter and attribute of the record.
        type: how the value is read.
        label: what people call it; also the heading of a prose section.
        required: every record must have it.
        gate: name of the gate (see `Config.gates`) from whose stage on it should be known.
        after: status from which on it should be known (`done` for the fields of a visit report).
        sensitivity: `public`, `team`, `manager` or `personal`.
        source: id in the domain specification.
        help: one sentence of guidance for the person who fills it in.
        headings: further headings accepted for a prose section.
    """

    name: str
    type: FieldType
    label: Text
    required: bool = False
    gate: str = ""
    after: str = ""
    sensitivity: str = "team"
    source: str = ""
    help: Text = ""
    headings: tuple[Text, ...] = ()


def spec(
    type_: FieldType,
    label: Text,
    *,
    default: Any = _NOTHING,
    required: bool = False,
    gate: str = "",
    after: str = "",
    sensitivity: str = "team",
    source: str = "",
    help_: Text = "",
    headings: tuple[Text, ...] = (),
) -> Any:
    """Declare a field of a form; see `Spec` for the meaning of the arguments."""
    made = Spec("", type_, label, required, gate, after, sensitivity, source, help_, headings)
    if default is _NOTHING:
        default = _empty(type_)
    return dataclasses.field(default=default, metadata={_SPEC: made})


def _empty(type_: FieldType) -> Any:
    kind = type(type_).__name__
    if kind in {"ListOf", "Rows"}:
        return ()
    if kind in {"Str", "Prose", "Ref", "Vocab", "Pattern", "Letters"}:
        return ""
    return False if kind == "Bool" else None


class Form(Generic[T]):
    """The fields of a dataclass declared with `spec`, in order, and how to read them."""

    def __init__(self, cls: type[T], label: Text) -> None:
        self.cls = cls
        self.label = label
        self.specs: dict[str, Spec] = {
            f.name: dataclasses.replace(f.metadata[_SPEC], name=f.name)
            for f in dataclasses.fields(cls)  # type: ignore[arg-type]  # T is always a dataclass
            if _SPEC in f.metadata
        }
        self.prose = {name: s for name, s in self.specs.items() if s.type.prose}
        self.short = {name: s for name, s in self.specs.items() if not s.type.prose}
        self.headings = {
            fold(word): name
            for name, s in self.prose.items()
            for text in (name, name.replace("_", " "), s.label, *s.headings)
            for word in every_wording(text)
        }

    def read_fields(self, node: Map, prefix: str, reading: Reading) -> tuple[dict[str, Any], bool]:
        """Read the fields of a mapping.

        Returns:
            The values by name, and whether every required field could be read.
        """
        values: dict[str, Any] = {}
        whole = True
        for key, value in node.entries:
            found = self.specs.get(key.text)
            if found is None:
                near = nearest(key.text, list(self.specs), 70)
                args: dict[str, object] = {"suggestion": near} if near else {}
                options = tuple(self.short)
                reading.problem("SG301", key, key=key.text, form=self.label, options=options, **args)
                continue
            path = f"{prefix}.{found.name}" if prefix else found.name
            reading.mark(path, value)
            if isinstance(value, Scalar) and value.plain and not value.text.strip():
                if found.required:
                    reading.problem("SG317", key, key=found.name)
                    whole = False
                continue
            read = found.type.read(value, path, found.label, reading)
            if read is not BAD:
                values[found.name] = read
            elif found.required:
                whole = False
        given = {key.text for key, _ in node.entries}
        for missing in self.short.values():
            if missing.required and missing.name not in given:
                reading.problem("SG302", node, key=missing.name, label=missing.label)
                whole = False
        return values, whole

    def read_row(self, node: Map, prefix: str, reading: Reading) -> T | Any:
        """Read one row of a table; `BAD` when a required field is missing or wrong."""
        reading.mark(prefix, node)
        values, whole = self.read_fields(node, prefix, reading)
        return self.cls(**values) if whole else BAD

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return the JSON Schema of the front matter."""
        properties = {
            name: s.type.schema(vocabularies) | {"title": every_wording(s.label)[0]}
            for name, s in self.short.items()
        }
        required = [name for name, s in self.short.items() if s.required]
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
