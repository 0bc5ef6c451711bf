"""Texts that know their translations: catalogue messages and labels from data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

#: Interface languages, as BCP 47 tags, in the order they are offered.
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
#: The language that catalogue ids are written in.
SOURCE_LANGUAGE = "en"

#: Stands between a context and a message in the id of both, as in gettext.
BETWEEN = "\x04"
_FALLBACK = {"zh-Hans": ("zh-Hant", "en"), "zh-Hant": ("zh-Hans", "en"), "en": ("zh-Hans", "zh-Hant")}
_SEPARATOR = {"zh-Hans": "、", "zh-Hant": "、", "en": ", "}


class Msg(Struct, frozen=True):
    """A text of the program: its English wording is the id in the catalogues.

    `context` separates equal English words with different translations
    (`Order` the stage, `Order` the record).
    """

    id: str
    context: str = ""


class Label(Struct, frozen=True):
    """A text that comes with its translations, from `site.yaml` or the shipped defaults."""

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str] | str) -> Label:
        """Make a label from a mapping of language tag to text, or from one text for all languages."""
        if isinstance(texts, str):
            return cls(tuple((lang, texts) for lang in LANGUAGES))
        return cls(tuple(sorted(texts.items())))

    def get(self, lang: str) -> str:
        """Return the text in `lang`, or in the nearest language that has one."""
        texts = dict(self.by_language)
        for tag in (lang, *_FALLBACK.get(lang, ())):
            if texts.get(tag):
                return texts[tag]
        return next(iter(texts.values()), "")

    def all(self) -> tuple[str, ...]:
        """Return every wording, without repeats."""
        return tuple(dict.fromkeys(text for _, text in self.by_language))


Text = Msg | Label | str
#: What may stand in the place of a message and is not what it says yet.
#: A tuple of types: a union would be made anew in each call, which takes longer than all the rest.
_TEXTS = (Msg, Label, tuple, list)


#: Messages are written for many; of the languages only English says one of a thing in other words.
_ONE = (
    r"(?<![\w.,/–−-])1 (?P<attribute>(?:changed|further|open|oldest|planned|record|working) )?"
    r"(?P<noun>(?:account|action|character|contract|customer|day|deal|error|file|lead|level|link|meeting|minute|month"
    r"|point|problem|project|promise|record|schema|signal|value|visit|warning|week)s|people)\b"
    r"(?P<verb> are\b| were\b| have\b)?"
)


@cache
def N_(text: str) -> Msg:  # noqa: N802 - the gettext convention for marking
    """Mark `text` for extraction and return it as a message."""
    return Msg(text)


@cache
def NC_(context: str, text: str) -> Msg:  # noqa: N802 - the gettext convention for marking
    """Mark `text` for extraction under `context` and return it as a message."""
    return Msg(text, context)


@cache
def _catalogue(lang: str) -> Mapping[str, str]:
    """Return what the messages are in a language, by id; see `tools/messages.py`.

    Read as JSON in a quarter of the time that gettext takes for its own form, and every command reads two of them.
    """
    if lang == SOURCE_LANGUAGE:
        return {}
    path = Path(__file__).with_name(lang.replace("-", "_")) / "LC_MESSAGES" / "site_gen.json"
    return decode(path.read_bytes(), type=dict[str, str]) if path.is_file() else {}


@lru_cache(1 << 13)
def _message(ident: str, context: str, lang: str) -> str:
    return _catalogue(lang).get(f"{context}{BETWEEN}{ident}" if context else ident, ident)


def tr(text: Text, lang: str, **args: object) -> str:
    """Return `text` in `lang`, with `{name}` places filled from `args`.

    Arguments may be texts themselves (translated too), or tuples of texts (joined with the
    language's list separator).
    """
    if isinstance(text, Msg):
        found = _message(text.id, text.context, lang)
    elif isinstance(text, Label):
        found = text.get(lang)
    else:
        found = text
    if not args:
        return found
    for value in args.values():
        # Most are plain words; looking takes less time than a new dict.
        if type(value) is not str and isinstance(value, _TEXTS):
            args = {name: _plain(value, lang) for name, value in args.items()}
            break
    made = found.format(**args)
    return re.sub(_ONE, _singular, made) if lang == SOURCE_LANGUAGE and "1 " in made else made


def _singular(found: re.Match[str]) -> str:
    attribute, noun, verb = found["attribute"] or "", found["noun"], found["verb"]
    verb = {" are": " is", " were": " was", " have": " has"}.get(verb, "")
    return f"1 {attribute}{'person' if noun == 'people' else noun.removesuffix('s')}{verb}"


def sentence_space(lang: str) -> str:
    """Return what stands between two sentences: Chinese needs no space after its full stop."""
    return "" if lang.startswith("zh") else " "


def filled(text: Text, **args: object) -> Label:
    """Return `text` with its places filled, in every interface language: a message within a message."""
    return Label(tuple((lang, tr(text, lang, **args)) for lang in LANGUAGES))


def every_wording(text: Text) -> tuple[str, ...]:
    """Return `text` in every interface language, without repeats."""
    return tuple(dict.fromkeys(tr(text, lang) for lang in LANGUAGES))


def _plain(value: object, lang: str) -> object:
    if isinstance(value, (Msg, Label)):
        return tr(value, lang)
    if isinstance(value, (tuple, list)):
        return _SEPARATOR[lang].join(str(_plain(item, lang)) for item in value)
    return value
