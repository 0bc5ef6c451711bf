"""Problems of an import, one for each column and value however many rows have it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from site_gen.diagnostics import Diagnostic, Place
from site_gen.locale.text import LANGUAGES, Label, Text, tr


class Issue(Struct, frozen=True):
    """One kind of problem: what `Diagnostic` needs, without the rows."""

    code: str
    place: Place
    file: str
    column: str
    value: str = ""
    args: tuple[tuple[str, object], ...] = ()


class Reject(Struct, frozen=True):
    """A problem of one row; `row` counts as a spreadsheet does, the header is row 1."""

    issue: Issue
    row: int


class Issues(Struct):
    """Collects issues with their rows."""

    rows: dict[Issue, list[int]] = field(default_factory=dict)

    def add(self, issue: Issue, numbers: Iterable[int]) -> None:
        """Note that the rows `numbers` have the issue."""
        self.rows.setdefault(issue, []).extend(numbers)

    def diagnostics(self) -> tuple[tuple[Diagnostic, tuple[int, ...]], ...]:
        """Return one diagnostic for each issue with its rows: errors first, then by place and count."""
        made = [(diagnostic(issue), tuple(sorted(rows))) for issue, rows in self.rows.items()]
        made.sort(key=lambda d: (d[0].severity, d[0].place, d[0].code, -len(d[1]), d[1][:1], repr(d[0].args)))
        return tuple(made)


def diagnostic(issue: Issue) -> Diagnostic:
    """Return the diagnostic of an issue."""
    args = (("column", issue.column), ("value", issue.value), ("file", issue.file))
    return Diagnostic(issue.code, issue.place, (*args, *issue.args))


def filled(words: Text, **args: object) -> Label:
    """Return a message with its places filled, in every language."""
    return Label(tuple((lang, tr(words, lang, **args)) for lang in LANGUAGES))
