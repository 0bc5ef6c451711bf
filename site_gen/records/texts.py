"""The texts of a record are read apart from its facts: who needs only the facts does not change with a sentence.

Most edits add to what a record says, and most pages show nothing of that. So whoever looks at a text is noted as its
reader; whether a text is written at all (`Record.says`) is a fact like any other. What takes a record apart as it lies in
memory notes nothing, which is right for pickles only: never show the `repr` of a record, nor `msgspec.structs.asdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: What is being made, the innermost last, as the reads noted for it (see `book.trace`).
making: list[set[Any]] = []
_SOURCE = ":text"


def kind_of(source: str) -> str:
    """Return the kind of record whose texts are read under this name of a source; empty for any other."""
    return source.removesuffix(_SOURCE) if source.endswith(_SOURCE) else ""


def text_of(kind: str) -> str:
    """Return the name of the source under which the texts of a kind of record are read."""
    return kind + _SOURCE


def watch(cls: type, kind: str, names: Iterable[str]) -> None:
    """Let the texts of a class of records note who reads them.

    Args:
        cls: the class.
        kind: its kind.
        names: its fields that hold texts.
    """
    for name in names:
        setattr(cls, name, Text(getattr(cls, name), text_of(kind)))


class Text(property):
    """A field whose readers are noted.

    Args:
        slot: where the text is kept.
        source: the name under which they are noted, with the id of the record.
    """

    def __init__(self, slot: Any, source: str) -> None:
        value_of = slot.__get__

        def read(record: Any) -> str:
            if making:
                making[-1].add((source, record.id))
            text: str = value_of(record)
            return text

        super().__init__(read)
        self.source = source
        self.value_of = value_of

    def is_written(self, record: object) -> bool:
        """Whether the text of a record is more than blank, which is not noted."""
        return bool(self.value_of(record).strip())


def together(cls: type, names: Iterable[str]) -> Callable[[Any], list[str]]:
    """Return what reads several texts of a record of a class; who does is noted once."""
    fields: list[Text] = [getattr(cls, name) for name in names]
    values_of = [field.value_of for field in fields]
    sources = {field.source for field in fields}

    def read(record: Any) -> list[str]:
        if making:
            making[-1].update((source, record.id) for source in sources)
        return [value_of(record) for value_of in values_of]

    return read
