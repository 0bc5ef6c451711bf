"""One problem found in the records: what, where, and what to write instead."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from site_gen.diagnostics.catalogue import CATALOGUE, NOTHING, Code
from site_gen.locale.text import Text, sentence_space, tr


class Severity(StrEnum):
    """How bad a problem is: an `error` stops the build, a `warning` breaks a rule of the method."""

    ERROR = "error"
    WARNING = "warning"


class Place(Struct, frozen=True, order=True):
    """A spot in a file: path as the user knows it, 1-based line and column (0 = the whole file)."""

    path: str
    line: int = 0
    col: int = 0

    def __str__(self) -> str:
        """Return `path:line:col`, leaving out what is not known."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)])


class Diagnostic(Struct, frozen=True):
    """A problem as a value: a code from the catalogue, its place and the words that fill its message.

    Attributes:
        code: stable code, a key of `CATALOGUE` (documented in `docs/diagnostics.md`).
        place: where it is.
        args: the values for the places in the message, in the order given.
        length: how many characters of the line are meant (at least 1).
        person: id of the person who should act, empty when nobody in particular.
        record: `(kind, id)` of the record it is about, or `None`.
        others: further places that belong to the same problem (a duplicate's first line).
    """

    code: str
    place: Place
    args: tuple[tuple[str, object], ...] = ()
    length: int = 1
    person: str = ""
    record: tuple[str, str] | None = None
    others: tuple[Place, ...] = ()

    @property
    def entry(self) -> Code:
        """The catalogue entry of the code."""
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """Severity of the code."""
        return Severity(self.entry.severity)

    def message(self, lang: str) -> str:
        """Say what is wrong, in `lang`."""
        return tr(self.entry.message, lang, **dict(self.args))

    def hint(self, lang: str) -> str:
        """Say what to write instead, in `lang`; empty when the message says it all."""
        args = dict(self.args)
        parts: list[Text] = [self.entry.hint]
        if args.get("suggestion"):
            parts.insert(0, self.entry.suggestion)
        return sentence_space(lang).join(tr(part, lang, **args) for part in parts if part != NOTHING)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then code, then the words of the message."""
        place = self.place
        return (place.path, place.line, place.col, self.code, repr(self.args))
