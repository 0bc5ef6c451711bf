"""The types a field can have: each reads a value from a node and says what is wrong with a bad one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol
from unicodedata import normalize

from site_gen.forms.node import Map, Node, Scalar, Seq
from site_gen.forms.vocabulary import Vocabularies, fold
from site_gen.locale.text import Label, Text

if TYPE_CHECKING:
    from site_gen.forms.form import Form

#: What a type returns when the node was refused (the reason has been reported).
BAD: Any = type("Bad", (), {"__repr__": lambda _: "BAD", "__bool__": lambda _: False})()

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_SEPARATORS = re.compile(r"[,，、;；]")
_YES = {"yes", "true", "y", "1", "是", "对", "對", "√", "完成", "已完成"}
_NO = {"no", "false", "n", "0", "否", "未", "×", "不是", "未完成"}
_LONGEST_SHORT_TEXT = 400


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

    #: Whether the value is a section of the body instead of a line of the front matter.
    prose = False

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return the value, or `BAD` after reporting why not."""
        if not isinstance(node, Scalar):
            reading.problem("SG310", node, key=key)
            return BAD
        return self.parse(node, key, label, reading)

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the value of a scalar node, or `BAD`."""
        raise NotImplementedError

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return the JSON Schema of the value as it stands in a file."""
        del vocabularies
        return {"type": "string"}

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield `(path, kinds, id)` for each reference to another record in `value`."""
        del value, path
        return iter(())


@dataclass(frozen=True)
class Str(FieldType):
    """A short text on one line."""

    longest: int = _LONGEST_SHORT_TEXT

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the text without surrounding space."""
        del label
        if node.cut:
            reading.problem("SG315", node, key=key)
        text = " ".join(line.strip() for line in node.text.strip().split("\n"))
        if len(text) > self.longest:
            reading.problem("SG318", node, value=text[:20] + "…", limit=self.longest)
            return BAD
        return text

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a schema that also takes a number: an editor reads `007` as one, this program does not."""
        del vocabularies
        return {"type": ["string", "number"]}


@dataclass(frozen=True)
class Pattern(FieldType):
    """A short text of a given form."""

    regex: str
    reason: object
    advice: object

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the text when it matches."""
        del key
        if not re.fullmatch(self.regex, node.text.strip()):
            reading.problem(
                "SG319", node, value=node.text, label=label, reason=self.reason, advice=self.advice
            )
            return BAD
        return node.text.strip()

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a string schema with the pattern."""
        del vocabularies
        return {"type": "string", "pattern": f"^(?:{self.regex})$"}


@dataclass(frozen=True)
class Prose(FieldType):
    """Markdown text in a section of the body, under the field's label as heading."""

    prose = True

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Refuse a prose field in the front matter."""
        reading.problem("SG314", node, key=key, label=label)
        return BAD


@dataclass(frozen=True)
class Number(FieldType):
    """A decimal number; never a float."""

    low: Decimal | None = None
    high: Decimal | None = None
    money: bool = False

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return a `Decimal`; thousands may be separated by commas."""
        del key
        text = fold(node.text).replace("−", "-")
        if not _NUMBER.fullmatch(text) or len(text) > 30:
            unit = reading.money_unit if self.money else label
            reading.problem("SG306", node, value=node.text, unit=unit)
            return BAD
        value = Decimal(text.replace(",", ""))
        low, high = self.low, self.high
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = ("–∞" if low is None else low, "∞" if high is None else high)
            reading.problem("SG308", node, value=node.text, low=bounds[0], high=bounds[1])
            return BAD
        return value

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a number schema with its bounds."""
        del vocabularies
        bounds = {"minimum": self.low, "maximum": self.high}
        return {"type": "number"} | {k: float(v) for k, v in bounds.items() if v is not None}


def Money() -> Number:  # noqa: N802 - reads as a type
    """An amount in the team's unit, not negative."""
    return Number(low=Decimal(0), money=True)


@dataclass(frozen=True)
class Int(FieldType):
    """A whole number within bounds."""

    low: int = 0
    high: int = 10**9

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return an `int`."""
        del key, label
        text = fold(node.text)
        if not re.fullmatch(r"[-+]?\d{1,12}", text):
            reading.problem("SG307", node, value=node.text)
            return BAD
        if not self.low <= int(text) <= self.high:
            reading.problem("SG308", node, value=node.text, low=self.low, high=self.high)
            return BAD
        return int(text)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an integer schema with its bounds."""
        del vocabularies
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Date(FieldType):
    """A day: `2026-11-18`, also `2026/11/18` as the paper forms had it."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return a `datetime.date`."""
        del key, label
        found = _DATE.fullmatch(fold(node.text))
        if not found:
            reading.problem("SG304", node, value=node.text)
            return BAD
        year, month, day = (int(part) for part in found.groups())
        if not 1 <= month <= 12 or not 1900 <= year <= 2200:
            reading.problem("SG304", node, value=node.text)
            return BAD
        days = monthrange(year, month)[1]
        if not 1 <= day <= days:
            reading.problem("SG305", node, value=node.text, days=days)
            return BAD
        return date(year, month, day)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a date schema."""
        del vocabularies
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Month(FieldType):
    """A month, held as its first day."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the first day of the month."""
        del label
        found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})", fold(node.text))
        if not found or not 1 <= int(found[2]) <= 12:
            reading.problem("SG312", node, key=key)
            return BAD
        return date(int(found[1]), int(found[2]), 1)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a pattern schema."""
        del vocabularies
        return {"type": "string", "pattern": r"^\d{4}-\d{2}$"}


@dataclass(frozen=True)
class Time(FieldType):
    """A time of day."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return a `datetime.time` to the minute."""
        del label
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", fold(node.text))
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            reading.problem("SG313", node, key=key)
            return BAD
        return time(int(found[1]), int(found[2]))

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a pattern schema."""
        del vocabularies
        return {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}


@dataclass(frozen=True)
class Bool(FieldType):
    """Yes or no, in the words of any site language."""

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return a `bool`."""
        del key, label
        text = fold(node.text)
        if text in _YES or text in _NO:
            return text in _YES
        reading.problem("SG309", node, value=node.text)
        return BAD

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a schema that takes YAML 1.2 booleans and the words yes and no."""
        del vocabularies
        return {"enum": [True, False, *sorted(_YES), *sorted(_NO)]}


@dataclass(frozen=True)
class Vocab(FieldType):
    """A value of one of the team's lists, held as its key."""

    name: str

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the key that the word stands for."""
        del key
        words = reading.vocabularies[self.name]
        found = words.lookup(node.text)
        if found is None:
            near = words.suggest(node.text)
            entry = words.entry(near) if near else None
            args: dict[str, object] = {"suggestion": _choice(entry.key, entry.label)} if entry else {}
            options = tuple(_choice(entry.key, entry.label) for entry in words)
            reading.problem("SG303", node, value=node.text, label=label, options=options, **args)
            return BAD
        return found

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an enum of keys, labels and aliases, each with its labels in the description."""
        words = vocabularies[self.name]
        accepted = [w for e in words for w in dict.fromkeys((e.key, *e.label.all(), *e.aliases))]
        return {"enum": list(dict.fromkeys(accepted))}


def _choice(key: str, label: Label) -> Label:
    return Label(tuple((lang, key if text == key else f"{key} ({text})") for lang, text in label.by_language))


@dataclass(frozen=True)
class WinRate(FieldType):
    """A percentage of the team's win-rate dropdown, `60` or `60%` (S1.5)."""

    name: str = "win_rate"

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the percentage as an `int`."""
        bare = Scalar(fold(node.text).removesuffix("%"), node.line, node.col, node.plain)
        found = Vocab(self.name).parse(bare, key, label, reading)
        return found if found is BAD else int(found)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an enum of the percentages."""
        keys = vocabularies[self.name].keys
        return {"enum": [*map(int, keys), *(f"{key}%" for key in keys)]}


@dataclass(frozen=True)
class Ref(FieldType):
    """The id of another record of one of `kinds`; whether it exists is checked when all are read."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the id."""
        del key, label, reading
        return normalize("NFC", node.text.strip())

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield the one reference."""
        if value:
            yield path, self.kinds, value


@dataclass(frozen=True)
class Letters(FieldType):
    """Some letters of a word, such as the ticked boxes of SMART (S6.3)."""

    word: str

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the letters in the word's order."""
        del key
        given = {c for c in node.text.upper() if c.isalpha()}
        if not given <= set(self.word):
            reading.problem(
                "SG303", node, value=node.text, label=label, options=tuple(self.word), suggestion=self.word
            )
            return BAD
        return "".join(c for c in self.word if c in given)


@dataclass(frozen=True)
class ListOf(FieldType):
    """A list of single values; one value alone is a list of one."""

    of: FieldType

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return a tuple of the values that could be read."""
        items = node.items if isinstance(node, Seq) else [node]
        if isinstance(node, Scalar) and not node.text.strip():
            return ()
        if isinstance(node, Scalar) and self._is_several(node.text, reading):
            example = ", ".join(part.strip() for part in _SEPARATORS.split(node.text))
            reading.problem("SG322", node, key=key, example=example)
            return BAD
        values = []
        for position, item in enumerate(items):
            reading.mark(f"{key}[{position}]", item)
            if isinstance(item, Scalar) and not item.text.strip():
                reading.problem("SG317", item, key=key)
                continue
            values.append(self.of.read(item, key, label, reading))
        return tuple(v for v in values if v is not BAD)

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


@dataclass(frozen=True)
class Rows(FieldType):
    """A list of rows, each with the fields of `form`."""

    form: Form[Any]

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return a tuple of row objects that could be read."""
        del label
        if isinstance(node, Scalar) and not node.text.strip():
            return ()
        items = node.items if isinstance(node, Seq) else [node]
        rows = []
        for position, item in enumerate(items):
            if not isinstance(item, Map):
                fields = tuple(self.form.specs)
                reading.problem("SG311", item, key=key, fields=fields, example=f"{fields[0]}: …")
                continue
            row = self.form.read_row(item, f"{key}[{position}]", reading)
            if row is not BAD:
                rows.append(row)
        return tuple(rows)

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an array schema of objects."""
        return {"type": "array", "items": self.form.schema(vocabularies)}

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield the references in every row."""
        for position, row in enumerate(value or ()):
            for spec in self.form.specs.values():
                yield from spec.type.refs(getattr(row, spec.name), f"{path}[{position}].{spec.name}")
