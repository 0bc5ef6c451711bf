"""Types of lists: of single values, and of rows with fields of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from site_gen.forms.field_type import BAD, FieldType, Reading
from site_gen.forms.node import Map, Node, Scalar, Seq
from site_gen.forms.scalars import Str, Vocab
from site_gen.forms.vocabulary import Vocabularies

if TYPE_CHECKING:
    from site_gen.forms.form import Form

_SEPARATORS = re.compile(r"[,，、;；]")


class ListOf(FieldType, Struct, frozen=True):
    """A list of single values; one value alone is a list of one."""

    of: FieldType

    @property
    def named_kinds(self) -> frozenset[str]:
        """Kinds of the records that an item can name."""
        return self.of.named_kinds

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return a tuple of the values that could be read."""
        items = node.items if isinstance(node, Seq) else [node]
        if isinstance(node, Scalar) and not node.text.strip():
            return ()
        if isinstance(node, Scalar) and self._is_several(node.text, reading):
            example = ", ".join(part.strip() for part in _SEPARATORS.split(node.text))
            reading.problem("SG322", node, key=key, example=example)
            return BAD
        values: list[Any] = []
        for item in items:
            reading.mark(f"{key}[{len(values)}]", item)  # counted as `refs` counts: what could be read
            if isinstance(item, Scalar) and not item.text.strip():
                reading.problem("SG317", item, key=key)
                continue
            value = self.of.read(item, key, label, reading)
            if value is not BAD:
                values.append(value)
        return tuple(values)

    def _is_several(self, text: str, reading: Reading) -> bool:
        """Whether one text holds several values: a separator, where a value cannot have one."""
        if isinstance(self.of, Str) or not _SEPARATORS.search(text):
            return False
        return not isinstance(self.of, Vocab) or reading.vocabularies[self.of.name].lookup(text) is None

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an array schema that also takes a single value."""
        one = self.of.schema(vocabularies)
        return {"anyOf": [{"type": "array", "items": one}, one]}

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield the references of every item."""
        for position, item in enumerate(value or ()):
            yield from self.of.refs(item, f"{path}[{position}]")

    def named(self, value: Any) -> Iterable[tuple[tuple[str, ...], str]]:
        """Return what the items name."""
        return (found for item in value for found in self.of.named(item))


class Rows(FieldType, Struct, frozen=True):
    """A list of rows, each with the fields of `form`."""

    form: Form[Any]

    @property
    def named_kinds(self) -> frozenset[str]:
        """Kinds of the records that a row can name."""
        return self.form.named_kinds

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return a tuple of row objects that could be read."""
        del label
        if isinstance(node, Scalar) and not node.text.strip():
            return ()
        items = node.items if isinstance(node, Seq) else [node]
        rows: list[Any] = []
        for item in items:
            if not isinstance(item, Map):
                fields = tuple(self.form.specs)
                reading.problem("SG311", item, key=key, fields=fields, example=f"{fields[0]}: …")
                continue
            row = self.form.read_row(item, f"{key}[{len(rows)}]", reading)  # counted as rules count rows
            if row is not BAD:
                rows.append(row)
        return tuple(rows)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an array schema of objects."""
        return {"type": "array", "items": self.form.schema(vocabularies)}

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield the references in every row."""
        for position, row in enumerate(value or ()):
            for spec in self.form.naming:
                yield from spec.type.refs(getattr(row, spec.name), f"{path}[{position}].{spec.name}")

    def named(self, value: Any) -> Iterable[tuple[tuple[str, ...], str]]:
        """Return what the rows name."""
        return [one for row in value for one in self.form.refs_of(row)]
