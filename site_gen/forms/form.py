"""A form: the class of a kind of record (or of a row) with the specification of each field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from site_gen.forms.node import BROKEN, Map, Node, Scalar
from site_gen.forms.spec import Filled, Spec
from site_gen.forms.types import BAD, Reading, Str
from site_gen.forms.vocabulary import Choices, Vocabularies, fold, nearest
from site_gen.locale.text import N_, Text, every_wording, filled, tr

T = TypeVar("T", bound=Filled)
_NOTHING: Any = object()
#: What a row of a list is called, by the name of the list in the file.
_ENTRY = N_("an entry of “{list}”")


def _is_empty(value: Scalar) -> bool:
    """Whether nothing was written: an empty value, `~`, `null` or a pair of quotes."""
    return not value.text.strip() or (value.plain and value.text in {"~", "null"})


def _read_value(found: Spec, key: Scalar, value: Node, path: str, reading: Reading) -> Any:
    """Return the value of a field, `_NOTHING` when none was written, `BAD` when it was refused."""
    if not isinstance(value, Scalar):
        return found.type.read(value, path, found.label, reading)
    if value.text == BROKEN:
        return BAD
    if not value.plain and not value.text and type(found.type) is Str and not found.required:
        return ""
    if not _is_empty(value):
        return found.type.read(value, path, found.label, reading)
    if value.cut:
        reading.problem("SG315", value, key=found.name)
    if found.required:
        reading.problem("SG317", key, key=found.name)
        return BAD
    return _NOTHING


class Form(Generic[T]):
    """The fields of a class declared with `spec`, in order, and how to read them."""

    def __init__(self, cls: type[T], label: Text) -> None:
        self.cls = cls
        self.label = label
        self.specs: dict[str, Spec] = dict(cls.specs)
        self.prose = {name: s for name, s in self.specs.items() if s.type.prose}
        self.short = {name: s for name, s in self.specs.items() if not s.type.prose}
        self.needed = tuple(name for name, s in self.short.items() if s.required)
        self.needed_prose = tuple(s for s in self.prose.values() if s.required)
        self.naming = [s for s in self.short.values() if s.type.named_kinds]
        self._named_by = [(s.name, s.type.named) for s in self.naming]
        self.named_kinds = frozenset(kind for s in self.naming for kind in s.type.named_kinds)

    # Found out when first asked: of most forms nobody asks, and it takes the words of all languages.

    @cached_property
    def headings(self) -> dict[str, str]:
        """The names of fields of prose by each way to write their headings."""
        return {
            fold(word): name
            for name, s in self.prose.items()
            for text in (name, name.replace("_", " "), s.label, *s.headings)
            for word in every_wording(text)
        }

    @cached_property
    def heading_choices(self) -> Choices:
        """These headings, for finding the nearest."""
        return Choices(self.headings)

    @cached_property
    def short_headings(self) -> dict[str, str]:
        """The names of short fields by each way to write their labels."""
        return {fold(word): name for name, s in self.short.items() for word in every_wording(s.label)}

    def read_fields(self, node: Map, prefix: str, reading: Reading) -> tuple[dict[str, Any], bool]:
        """Read the fields of a mapping.

        Returns:
            The values by name, and whether every required field could be read.
        """
        values: dict[str, Any] = {}
        whole = True
        given = {key.text for key, _ in node.entries}
        known = not prefix or not node.entries
        for key, value in node.entries:
            found = self.specs.get(key.text)
            if found is None:
                meant = self._unknown(key, value, prefix, reading)
                whole = whole and not (meant in self.short and self.short[meant].required)
                given.add(meant)
                known = known or bool(meant)
                continue
            known = True
            path = f"{prefix}.{found.name}" if prefix else found.name
            reading.mark(path, value)
            read = _read_value(found, key, value, path, reading)
            if read is BAD:
                whole = whole and not found.required
            elif read is not _NOTHING:
                values[found.name] = read
        for missing in self.short.values():
            if missing.required and missing.name not in given:
                if known:  # of a row that has no field at all that is said already, at what stands there
                    reading.problem("SG302", node, key=missing.name, label=missing.label)
                whole = False
        return values, whole

    def _unknown(self, key: Scalar, value: Node, prefix: str, reading: Reading) -> str:
        """Report a key that is no field, in the words of the likeliest mistake; return the field meant."""
        alone = isinstance(value, Scalar) and _is_empty(value)
        broken = isinstance(value, Scalar) and value.text == BROKEN
        glued = re.match(r"([A-Za-z_]+)\s*([:：])", key.text)
        if glued and alone and glued[1] in self.specs:
            code = "SG202" if glued[2] == "：" else "SG208"
            col = key.col + glued.start(2) + (0 if key.plain else 1)
            reading.problem(code, Scalar(glued[2], key.line, col), key=glued[1])
            return glued[1]
        near = self.short_headings.get(fold(key.text)) or self.headings.get(fold(key.text))
        near = near or nearest(key.text, list(self.specs), 70)
        labels = self.short_headings | self.headings
        near = near or labels.get(nearest(key.text, list(labels), 70) or "")
        if broken:
            return near or ""
        if alone and not near and isinstance(value, Scalar) and value.col <= key.col + len(key.text):
            reading.problem("SG210", key, value=key.text)
            return ""
        args: dict[str, object] = {"suggestion": near} if near else {}
        options = tuple(self.short)
        reading.problem("SG301", key, key=key.text, form=self._named(prefix), options=options, **args)
        return near or ""

    def _named(self, prefix: str) -> Text:
        """Return what the form is called; a row of a list by the list as it is written in the file."""
        if not prefix.endswith("]"):
            return self.label
        return filled(_ENTRY, list=prefix.rpartition("[")[0])

    def refs(self, values: Mapping[str, Any]) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return kinds and id of each record that the values name, each once."""
        return self._refs(values.get)

    def refs_of(self, record: T) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return kinds and id of each record that a record names, each once."""
        return self._refs(partial(getattr, record))

    def _refs(self, value_of: Callable[[str], Any]) -> tuple[tuple[tuple[str, ...], str], ...]:
        found: dict[tuple[tuple[str, ...], str], None] = {}
        # Without generators: every record is asked in every run.
        for name, named in self._named_by:
            value = value_of(name)
            if value:
                for one in named(value):
                    if one[1]:
                        found[one] = None
        return tuple(found)

    def read_row(self, node: Map, prefix: str, reading: Reading) -> T | Any:
        """Read one row of a table; `BAD` when a required field is missing or wrong."""
        reading.mark(prefix, node)
        values, whole = self.read_fields(node, prefix, reading)
        return self.cls(**values) if whole else BAD

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return the JSON Schema of the front matter."""
        properties = {}
        for name, s in self.short.items():
            zh, en = tr(s.label, "zh-Hans"), tr(s.label, "en")
            notes = [zh if zh == en else f"{zh} · {en}", tr(s.help, "en"), s.source and f"({s.source})"]
            described = {"title": en, "description": " ".join(part for part in notes if part)}
            properties[name] = described | s.type.schema(vocabularies)
        required = [name for name, s in self.short.items() if s.required]
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
