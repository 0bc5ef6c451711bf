"""Which record a name in a table means: by id, by the text its id was made from, or by its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_gen.forms.slug import folded, slug
from site_gen.forms.vocabulary import fold, nearest


@dataclass
class Names:
    """Ids of all records that exist or are to be written, by the words people use for them."""

    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    words: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    spellings: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, kind: str, ident: str, *words: str) -> str:
        """Register a record under its id and `words`; return the id it has if it exists already."""
        known = self.ids.setdefault(kind, {}).setdefault(folded(ident), ident)
        by_word = self.words.setdefault(kind, {})
        for word in filter(None, words):
            by_word.setdefault(fold(word), set()).add(known)
            self.spellings.setdefault(kind, {}).setdefault(fold(word), word)
        return known

    def find(self, kinds: tuple[str, ...], word: str) -> str:
        """Return the id that `word` means, empty when there is none or more than one."""
        for kind in kinds:
            ids = self.ids.get(kind, {})
            found = ids.get(folded(word))
            if found:
                return found
            named = self.words.get(kind, {}).get(fold(word), set())
            if len(named) == 1:
                return next(iter(named))
            found = ids.get(slug(word))
            if found and not named:
                return found
        return ""

    def suggest(self, kinds: tuple[str, ...], word: str) -> str | None:
        """Return the known word that is most like `word`."""
        known = sorted({w for kind in kinds for w in self.words.get(kind, {})})
        near = nearest(word, known, 80) or ""
        return next(
            (self.spellings[kind][near] for kind in kinds if near in self.spellings.get(kind, ())), None
        )
