"""Front matter as nearly everybody writes it, read line by line without a grammar.

`key: value`, `key: [a, b]`, and rows `- {key: value, …}` or items `- value` under a key. Whatever else
stands there (quotes, comments, a value on several lines, an unknown key, a value that is refused) makes
`PlainReader` give up, and the YAML parser reads the text from the start. What it reads is exactly what the
parser would have given; only positions are not kept, which nobody needs when there is no problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from site_gen.forms.field_type import FieldType
from site_gen.forms.form import Form
from site_gen.forms.lists import ListOf, Rows, undivided
from site_gen.forms.node import Scalar
from site_gen.forms.reader import Reader
from site_gen.forms.scalars import Str
from site_gen.forms.spec import Spec
from site_gen.forms.vocabulary import Vocabularies
from site_gen.locale.text import Text

#: Longer text is the parser's, which has limits for it.
_LONGEST = 10_000
#: What has a meaning of its own anywhere: comments, escapes, every space but the ordinary one.
_SPECIAL = re.compile(
    r"[#\\\t\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
)
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<]"
_INDICATORS = frozenset(" -?:,[]{}#&*!|>'\"%@`~=<")
#: A value between brackets or braces.
_INNER = rf"{_FIRST}[^,:?\[\]{{}}\n]*(?<! )"
_LIST = re.compile(rf"\[{_INNER}(?:, {_INNER})*\]")
_CELL = re.compile(_INNER)
_ITEM = "  - "
#: Words that stand for no value.
_NOTHING = {"~", "null"}
#: Values of one field that are remembered; most are ids, days and words of a list.
_MOST = 50_000
_UNKNOWN = object()


class _Unusual(Exception):  # noqa: N818 - control flow inside this module
    """The text is not for this reader."""


@dataclass(slots=True)
class _Field:
    """A field, with the single values that were read of it before by their text."""

    spec: Spec
    name: str
    kind: FieldType
    rows: _Fields | None = None
    is_list: bool = False
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Fields:
    """The fields of a form, and what was read of it before by its text, as name and value.

    Days, words of lists, ids and numbers come again and again; a text of people (`Str`) seldom does and is not kept.
    """

    form: Form[Any]
    by_name: dict[str, _Field]
    #: Lines `key: value`, or cells `key: value` of a row.
    known: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def keep(self, text: str, name: str, value: Any) -> None:
        """Remember what a line or a cell says."""
        if len(self.known) >= _MOST:
            self.known.clear()
        self.known[text] = name, value


class PlainReader:
    """Reads plain front matter of any form, by the lists of values of one team."""

    def __init__(self, vocabularies: Vocabularies, money_unit: Text) -> None:
        self._reader = Reader("", vocabularies, money_unit)
        self._forms: dict[int, _Fields] = {}

    def read(self, form: Form[Any], text: str) -> dict[str, Any] | None:
        """Return the values by name, `None` when the text is not plain or not without fault."""
        if len(text) > _LONGEST or _SPECIAL.search(text):
            return None
        # Forms live as long as the program, so no other can come to have this id.
        fields = self._forms.get(id(form))
        if fields is None:
            fields = self._forms[id(form)] = _fields_of(form)
        try:
            return self._read(fields, text.split("\n"))
        except _Unusual:
            return None

    def _read(self, fields: _Fields, lines: Sequence[str]) -> dict[str, Any]:
        before, values = fields.known, {}
        number, last = 0, len(lines)
        while number < last:
            line = lines[number]
            number += 1
            known = before.get(line)
            if known is not None:
                name, value = known
                if name in values:
                    raise _Unusual
                values[name] = value
                continue
            if not line:
                continue
            key, colon, text = line.partition(": ")
            here = fields.by_name.get(key if colon else line[:-1])
            if here is None or here.name in values or not (colon or line[-1] == ":"):
                raise _Unusual
            if colon:
                value = values[key] = self._value(here, text)
                if type(here.kind) is not Str:
                    fields.keep(line, key, value)
                continue
            start = number
            while number < last and lines[number].startswith(_ITEM):
                number += 1
            if number == start:
                raise _Unusual
            values[here.name] = self._below(here, lines[start:number])
        return _whole(fields, values)

    def _value(self, here: _Field, text: str) -> Any:
        """Return the value that stands behind a key."""
        if here.is_list and text[:1] == "[":
            if not _LIST.fullmatch(text):
                raise _Unusual
            return self._all(here, text[1:-1].split(", "))
        if here.rows is not None or not _is_plain(text) or text in _NOTHING:
            raise _Unusual
        if not here.is_list:
            return self._one(here, text)
        if any(char in text for char in ",，、;；"):
            raise _Unusual
        return (self._one(here, text),)

    def _below(self, here: _Field, lines: Sequence[str]) -> Any:
        """Return the rows or items that stand below a key."""
        if here.rows is not None:
            return tuple([self._row(here.rows, line) for line in lines])
        items = [line[len(_ITEM) :] for line in lines]
        if not here.is_list or not all(_is_plain(item) and "：" not in item for item in items):
            raise _Unusual
        return self._all(here, items)

    def _all(self, here: _Field, items: list[str]) -> tuple[Any, ...]:
        """Return the values of a list."""
        if type(here.kind) is Str and undivided(here.kind, items, alone=len(items) == 1):
            raise _Unusual
        return tuple([self._one(here, item) for item in items])

    def _row(self, fields: _Fields, line: str) -> Any:
        if line[:5] != "  - {" or line[-1] != "}":
            raise _Unusual
        before, values = fields.known, {}
        for cell in line[5:-1].split(", "):
            name, value = before.get(cell) or self._cell(fields, cell)
            if name in values:
                raise _Unusual
            values[name] = value
        return fields.form.cls(**_whole(fields, values))

    def _cell(self, fields: _Fields, cell: str) -> tuple[str, Any]:
        """Return name and value of a cell of a row."""
        name, _, text = cell.partition(": ")
        here = fields.by_name.get(name)
        if (
            here is None
            or here.rows is not None
            or here.is_list
            or text in _NOTHING
            or not _CELL.fullmatch(text)
        ):
            raise _Unusual
        value = self._one(here, text)
        if type(here.kind) is not Str:
            fields.keep(cell, name, value)
        return name, value

    def _one(self, here: _Field, text: str) -> Any:
        """Return one value; the same text of the same field is read once."""
        known = here.known
        if text in known:
            return known[text]
        kind = here.kind
        if type(kind) is Str and len(text) <= kind.longest:
            return text
        value = kind.read(Scalar(text, 1, 1), here.name, here.spec.label, self._reader)
        if self._reader.diagnostics:
            self._reader.diagnostics.clear()
            raise _Unusual
        if len(known) >= _MOST:
            known.clear()
        known[text] = value
        return value


def _fields_of(form: Form[Any]) -> _Fields:
    return _Fields(form, {name: made for name, spec in form.short.items() if (made := _field(spec))})


def _field(spec: Spec) -> _Field | None:
    """Return how a field is read; `None` when only its type knows."""
    kind = spec.type
    if isinstance(kind, Rows):
        return _Field(spec, spec.name, kind, rows=_fields_of(kind.form))
    is_list = isinstance(kind, ListOf)
    one = kind.of if isinstance(kind, ListOf) else kind
    return _Field(spec, spec.name, one, is_list=is_list) if type(one).read is FieldType.read else None


def _is_plain(text: str) -> bool:
    """Whether a value in a line of its own stands for itself: a colon in it is not followed by a space."""
    return bool(text) and text[0] not in _INDICATORS and text[-1] not in ": " and ": " not in text


def _whole(fields: _Fields, values: dict[str, Any]) -> dict[str, Any]:
    for name in fields.form.needed:
        if name not in values:
            raise _Unusual
    return values
