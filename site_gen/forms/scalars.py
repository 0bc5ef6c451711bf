"""Types of single values: texts, numbers, yes and no, words of a list, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from site_gen.forms.field_type import BAD, FieldType, Reading
from site_gen.forms.node import Node, Scalar
from site_gen.forms.number_words import number_meant
from site_gen.forms.vocabulary import Vocabularies, fold, visible
from site_gen.locale.text import Label

_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_YES = {"yes", "true", "y", "1", "是", "对", "對", "√", "完成", "已完成"}
_NO = {"no", "false", "n", "0", "否", "未", "×", "不是", "未完成"}
_LONGEST_SHORT_TEXT = 400


class Str(FieldType, Struct, frozen=True):
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


class Pattern(FieldType, Struct, frozen=True):
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


class Prose(FieldType, Struct, frozen=True):
    """Markdown text in a section of the body, under the field's label as heading."""

    prose = True

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Refuse a prose field in the front matter."""
        reading.problem("SG314", node, key=key, label=label)
        return BAD


class Number(FieldType, Struct, frozen=True):
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
            meant = number_meant(text, unit if self.money else None)
            args: dict[str, object] = {"suggestion": meant} if meant else {}
            reading.problem("SG306", node, value=node.text, unit=unit, **args)
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


class Int(FieldType, Struct, frozen=True):
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


class Bool(FieldType, Struct, frozen=True):
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


class Vocab(FieldType, Struct, frozen=True):
    """A value of one of the team's lists, held as its key."""

    name: str

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the key that the word stands for."""
        del key
        words = reading.vocabularies[self.name]
        found = words.lookup(node.text)
        if found is None and not words.keys:
            reading.problem("SG326", node, value=node.text, label=label)
            return BAD
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


class WinRate(FieldType, Struct, frozen=True):
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
        return normalize("NFC", visible(node.text).strip())

    def refs(self, value: Any, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield the one reference."""
        if value:
            yield path, self.kinds, value

    @property
    def named_kinds(self) -> frozenset[str]:
        """The kinds of the reference."""
        return frozenset(self.kinds)

    def named(self, value: Any) -> Iterable[tuple[tuple[str, ...], str]]:
        """Return kinds and id."""
        return ((self.kinds, value),)


class Letters(FieldType, Struct, frozen=True):
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
