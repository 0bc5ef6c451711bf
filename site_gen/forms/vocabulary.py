"""Closed lists of values with labels in every language: what dropdowns were in the paper forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from msgspec import Struct
from rapidfuzz.fuzz import WRatio, ratio
from rapidfuzz.process import extractOne

from site_gen.locale.text import Label, Text, tr

_SHORT = 4
#: Spaces without width, joiners, marks of direction, soft hyphens.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
#: From this likeness of 100 on two words are one word and a slip of the finger.
_NEARLY = 80


class Entry(Struct, frozen=True):
    """One value: its key in files, its labels, other words accepted for it, further facts of the entry."""

    key: str
    label: Label
    aliases: tuple[str, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()

    def fact(self, name: str, default: object = None) -> object:
        """Return a further fact of the entry, such as the cap of an importance level."""
        return dict(self.facts).get(name, default)


def visible(text: str) -> str:
    """Return `text` without the characters nobody can see, which come in when a word is copied from a web page."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold(text: str) -> str:
    """Return `text` as it is compared: compatibility form, no case, no surrounding space, nothing invisible."""
    return normalize("NFKC", visible(text)).strip().casefold()


class Choices:
    """Words to choose from, prepared for looking up many misspelt ones."""

    def __init__(self, choices: Iterable[str]) -> None:
        self._choices = list(choices)
        self._folded: dict[int, dict[str, str]] = {}

    def nearest(self, word: str, cutoff: float = 60) -> str | None:
        """Return the choice most like `word`, or `None` when none is alike (`cutoff` is 0–100)."""
        wanted = fold(word)
        if not wanted:
            return None
        folded = self._at_least(-(-min(len(word), 2 * _SHORT) // 2))
        # A word that differs in a letter is meant before one that merely contains something like it.
        found = extractOne(wanted, folded.keys(), scorer=ratio, score_cutoff=max(cutoff, _NEARLY))
        if found:
            return folded[found[0]]
        scorer = ratio if len(wanted) < _SHORT and wanted.isascii() else WRatio
        found = extractOne(wanted, folded.keys(), scorer=scorer, score_cutoff=cutoff)
        if found:
            return folded[found[0]]
        inside = [c for f, c in folded.items() if len(wanted) > 1 and (wanted in f or f in wanted)]
        return min(inside, key=len) if inside else None

    def _at_least(self, length: int) -> dict[str, str]:
        """Return folded choice to choice; short Latin words are like everything, so they are left out."""
        if length not in self._folded:
            likely = (c for c in reversed(self._choices) if not c.isascii() or len(c) >= length)
            self._folded[length] = {fold(choice): choice for choice in likely}
        return self._folded[length]


def nearest(word: str, choices: Iterable[str], cutoff: float = 60) -> str | None:
    """Return the choice most like `word`, or `None` when none is alike (`cutoff` is 0–100)."""
    return Choices(choices).nearest(word, cutoff)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An ordered list of entries; a value may be given by key, by any label or by an alias."""

    name: str
    label: Text
    entries: tuple[Entry, ...]
    fixed: bool = False
    _by_word: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _by_key: dict[str, tuple[int, Entry]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for position, entry in enumerate(self.entries):
            self._by_key.setdefault(entry.key, (position, entry))
            for word in (entry.key, *entry.label.all(), *entry.aliases):
                self._by_word.setdefault(fold(word), entry.key)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, in the order of the list."""
        return tuple(entry.key for entry in self.entries)

    def entry(self, key: str) -> Entry:
        """Return the entry with `key`.

        Raises:
            KeyError: there is no such key.
        """
        return self._by_key[key][1]

    def lookup(self, word: str) -> str | None:
        """Return the key that `word` stands for, or `None`."""
        return self._by_word.get(fold(word))

    def suggest(self, word: str) -> str | None:
        """Return the key of the entry whose key, label or alias is most like `word`."""
        found = nearest(word, list(self._by_word))
        return None if found is None else self._by_word[fold(found)]

    def label_of(self, key: str, lang: str) -> str:
        """Return the label of `key` in `lang`; the key itself when it is not in the list."""
        found = self._by_key.get(key)
        return key if found is None else tr(found[1].label, lang)

    def rank(self, key: str) -> int:
        """Return the 0-based position of `key`; after all others when it is not in the list."""
        found = self._by_key.get(key)
        return len(self.entries) if found is None else found[0]


Vocabularies = Mapping[str, Vocabulary]
