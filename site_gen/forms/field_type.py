"""What all types of field have in common, and what they need while reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from site_gen.forms.node import Node, Scalar
from site_gen.forms.vocabulary import Vocabularies
from site_gen.locale.text import Text

#: What a type returns when the node was refused (the reason has been reported).
BAD: Any = type("Bad", (), {"__repr__": lambda _: "BAD", "__bool__": lambda _: False})()


class Reading(Protocol):
    """What a type needs while reading: lists of values, and a place to put problems."""

    @property
    def vocabularies(self) -> Vocabularies:
        """The team's lists of values."""

    @property
    def money_unit(self) -> Text:
        """The unit of amounts, for messages."""

    def problem(self, code: str, node: Node, **args: object) -> None:
        """Report a problem at `node`."""

    def mark(self, path: str, node: Node) -> None:
        """Remember where the field `path` stands."""


class FieldType:
    """A type of field. `read` gets the node, the field's name and label, and a `Reading`."""

    __slots__ = ()
    #: Whether the value is a section of the body instead of a line of the front matter.
    prose = False

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return the value, or `BAD` after reporting why not."""
        if not isinstance(node, Scalar):
            reading.problem("SG310", node, key=key)
            return BAD
        return self.parse(node, key, label, reading)

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the value of a scalar node, or `BAD`; here its text."""
        del key, label, reading
        return node.text.strip()

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return the JSON Schema of the value as it stands in a file."""
        del vocabularies
        return {"type": "string"}

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield `(path, kinds, id)` for each reference to another record in `value`."""
        del value, path
        return iter(())

    @property
    def named_kinds(self) -> frozenset[str]:
        """Kinds of the records that a value can name."""
        return frozenset()

    def named(self, value: Any) -> Iterable[tuple[tuple[str, ...], str]]:
        """Return kinds and id of each record that `value` names; empty ones may be among them."""
        del value
        return ()
