"""Types of lists: of single values, and of rows with fields of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from site_gen.forms.field_type import BAD, FieldType, Reading
from site_gen.forms.node import Map, Node, Scalar, Seq
from site_gen.forms.scalars import Str, Vocab
from site_gen.forms.vocabulary import Vocabularies

if TYPE_CHECKING:
    from site_gen.forms.form import Form

_SEPARATORS = re.compile(r"[,，、;；]")
#: What people put around a list on a Chinese keyboard.
_BRACKETS = " \t\u3000【】［］「」〔〕"


#: The same where it may be part of a number, or of what is said in brackets, which is left out.
_BETWEEN = r"[，、;；]|,(?!\d)"
_ASIDE = r"[(（《“「『【][^)）》”」』】]*[)）》”」』】]"
#: Lists of texts as long as this hold names, which have no comma; longer ones hold sentences.
_NAME = 80
#: Letters of the longest part that is still a word, not a piece of a sentence.
_WORD = 8
_SENTENCE = r"[。？！?!：]"
_SENTENCES = r"(?<=[。？！?!])\s*[，、；]\s*(?=\S)"


def undivided(of: Str, texts: Sequence[str], *, alone: bool) -> str:
    """Return the first text of a list that must be several, as their commas do not divide it; empty for none.

    A name has no comma. In a list of sentences the only text may be several: two questions, or nothing but words.

    Args:
        of: the type of the texts.
        texts: those that may be several.
        alone: whether there is no other text in the list.
    """
    if not re.search(_BETWEEN, "".join(texts)):
        return ""
    for text in texts:
        parts = _parts(text)
        if len(parts) < 2:
            continue
        words = not re.search(_SENTENCE, text) and max(map(len, parts)) <= _WORD
        if of.longest <= _NAME or (alone and (words or re.search(_SENTENCES, text))):
            return text
    return ""


def _divided(text: str) -> str:
    """Return a text that is several as the entries of a list."""
    return ", ".join(re.split(_SENTENCES, text) if re.search(_SENTENCES, text) else _parts(text))


def _parts(text: str) -> list[str]:
    """Return what stands between the separators of a text that are not within brackets."""
    aside = re.sub(_ASIDE, lambda found: "\0" * len(found[0]), text)
    ends = [found.span() for found in re.finditer(_BETWEEN, aside)]
    begins = [0, *(end for _, end in ends)]
    parts = (text[begin:end] for begin, end in zip(begins, [*(at for at, _ in ends), len(text)], strict=True))
    return [part.strip(_BRACKETS) for part in parts if part.strip(_BRACKETS)]


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
        several = self._several(items, reading)
        if several:
            reading.problem("SG322", several, key=key, example=_parted(items))
            return BAD
        if isinstance(self.of, Str):
            self._tell_undivided(self.of, items, key, reading)
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

    def _several(self, items: Sequence[Node], reading: Reading) -> Scalar | None:
        """Return the first text that holds several values: a separator, where a value cannot have one."""
        if isinstance(self.of, Str):
            return None
        for item in items:
            if not isinstance(item, Scalar) or not _SEPARATORS.search(item.text):
                continue
            if not isinstance(self.of, Vocab) or reading.vocabularies[self.of.name].lookup(item.text) is None:
                return item
        return None

    def _tell_undivided(self, of: Str, items: Sequence[Node], key: str, reading: Reading) -> None:
        """Warn of a text that must be several; one in quotes is meant as it is."""
        plain = [item for item in items if isinstance(item, Scalar) and item.plain]
        found = undivided(of, [item.text for item in plain], alone=len(items) == 1)
        if not found:
            return
        texts = (item.text if item.plain else f'"{item.text}"' for item in items if isinstance(item, Scalar))
        parts = (_divided(text) if text == found else text for text in texts)
        item = next(item for item in plain if item.text == found)
        reading.problem("SG325", item, value=found, key=key, example=", ".join(parts))

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


def _parted(items: Sequence[Node]) -> str:
    """Return the values of some texts as a list is written."""
    texts = (item.text for item in items if isinstance(item, Scalar))
    parts = (part.strip(_BRACKETS) for text in texts for part in _SEPARATORS.split(text))
    return ", ".join(part for part in parts if part)


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
