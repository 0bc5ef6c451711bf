"""Types of fields that only `site.yaml` has: texts with translations, and one of a few words."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from site_gen.forms.node import Map, Node, Scalar
from site_gen.forms.types import BAD, FieldType, Reading
from site_gen.forms.vocabulary import Vocabularies, nearest
from site_gen.locale.text import LANGUAGES, N_, Label

_LANGUAGE_WORDS = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-hans": "zh-Hans", "zh-tw": "zh-Hant"} | {
    "zh-hant": "zh-Hant",
    "zh-hk": "zh-Hant",
    "en": "en",
}


class Localized(FieldType):
    """A text with translations: one text for all languages, or a mapping of language to text."""

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return a `Label`."""
        if isinstance(node, Scalar):
            return Label.of(node.text.strip())
        if not isinstance(node, Map):
            return super().read(node, key, label, reading)
        texts: dict[str, str] = {}
        for lang, value in node.entries:
            tag = _LANGUAGE_WORDS.get(lang.text.lower())
            if tag is None:
                reading.problem("SG303", lang, value=lang.text, label=N_("Language"), options=LANGUAGES)
            elif isinstance(value, Scalar):
                texts[tag] = value.text.strip()
            else:
                reading.problem("SG310", value, key=lang.text)
        return Label.of(texts) if texts else BAD

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return a schema that takes a string or an object of strings."""
        del vocabularies
        strings = {"type": "object", "properties": {lang: {"type": "string"} for lang in LANGUAGES}}
        return {"anyOf": [{"type": "string"}, strings]}


class Choice(FieldType, Struct, frozen=True):
    """One of a few fixed words."""

    words: tuple[str, ...]

    def parse(self, node: Scalar, key: str, label: object, reading: Reading) -> Any:
        """Return the word."""
        del key
        text = node.text.strip()
        text = _LANGUAGE_WORDS.get(text.lower(), text)
        if text not in self.words:
            near = nearest(text, list(self.words))
            args: dict[str, object] = {"suggestion": near} if near else {}
            reading.problem("SG303", node, value=node.text, label=label, options=self.words, **args)
            return BAD
        return text

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an enum."""
        del vocabularies
        return {"enum": list(self.words)}
