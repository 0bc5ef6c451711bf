"""Which problems an audience may be told: those of what it sees, found in what it sees, that are true of the whole.

A rule is checked on the whole Book, where nothing seems to be missing, and a breach is told only when it is found in the
Book of the audience too, word for word: so it is neither false nor made of anything left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from unicodedata import normalize

from site_gen.book.book import Book
from site_gen.book.register import Key
from site_gen.book.rules import breaches_of, check_together
from site_gen.book.withheld import Shape, is_below, shape_of
from site_gen.config.audience import NOTES
from site_gen.diagnostics import Diagnostic, Place
from site_gen.reading.record import Read
from site_gen.records import FOLDERS, FORMS

#: Problems that are found beside the rules, of files and of `site.yaml`, told by the beginning of their codes.
_FOUND = ("SG1", "SG5", "SG406")
_Key = tuple[str, Place, tuple[tuple[str, object], ...]]


class Telling:
    """Tells the problems of a whole Book that those may be told for whom another Book of it was made, in the same order.

    Whoever may not see what the team sees is told none: to mend records is the team's own work.

    Args:
        whole: the whole Book.
    """

    def __init__(self, whole: Book) -> None:
        self._whole = whole

    def __call__(self, book: Book, record: Key | None = None) -> tuple[Diagnostic, ...]:
        """Return the problems that the Book made for an audience may hold, or those of one record of it."""
        whole, audience = self._whole, book.audience
        told = whole.diagnostics if record is None else whole.problems_of(*record)
        if not told or audience is None or all(book.of_kind(kind) is whole.of_kind(kind) for kind in FORMS):
            return told
        if not audience.may_read(NOTES):
            return ()
        shapes = {kind: shape_of(kind, audience) for kind in FORMS}
        reads = _Reads(book)
        breaches = _Breaches(book)
        return tuple(
            problem
            for problem in told
            if _is_of_shown(problem, reads, shapes)
            and (_is_of_file(problem, reads, shapes) or breaches.has(problem))
        )


class _Reads:
    """What was read of the files of a Book, by path."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, Read | None] = {}

    def get(self, path: str) -> Read | None:
        """Return what was read of a file; `None` when the Book has no record of it."""
        if path not in self._known:
            kind = _kind_of(path)
            known = self._book.known.get(kind, {}) if kind else {}
            read = known.get(normalize("NFC", PurePosixPath(path).stem))
            self._known[path] = read if read is not None and read.path == path else None
        return self._known[path]


def _kind_of(path: str) -> str:
    """Return the kind of record whose folder a path leads into; empty for none."""
    return next((FOLDERS[part] for part in path.replace("\\", "/").split("/") if part in FOLDERS), "")


def _is_of_shown(problem: Diagnostic, reads: _Reads, shapes: Mapping[str, Shape | None]) -> bool:
    """Whether a problem is only about files that may be seen, or about none of a record."""
    if problem.record is not None and shapes[problem.record[0]] is None:
        return False
    return all(_is_shown(place.path, reads) for place in (problem.place, *problem.others))


def _is_shown(path: str, reads: _Reads) -> bool:
    return not _kind_of(path) or reads.get(path) is not None


def _is_of_file(problem: Diagnostic, reads: _Reads, shapes: Mapping[str, Shape | None]) -> bool:
    """Whether a problem was found while a file was read, at a place that may be seen."""
    read = reads.get(problem.place.path)
    if read is None:
        return problem.code.startswith(_FOUND)
    own = any(one.code == problem.code and one.place == problem.place for one in read.diagnostics)
    if not own and not problem.code.startswith(_FOUND):
        return False
    shape = shapes[read.kind]
    return shape is not None and not _is_in_hidden(problem.place.line, read, shape)


def _is_in_hidden(line: int, read: Read, shape: Shape) -> bool:
    """Whether a line holds a field left out, or follows one that may go on for several lines."""
    if not shape.hidden:
        return False
    nearest = max((mark[0] for mark in read.marks.values() if mark[0] <= line), default=0)
    return any(mark[0] == nearest and is_below(path, shape.hidden) for path, mark in read.marks.items())


class _Breaches:
    """The breaches of rules in a Book; each record is asked when a problem of it is looked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._together: frozenset[_Key] | None = None

    def has(self, problem: Diagnostic) -> bool:
        """Whether a problem is found in the Book in the same words."""
        key = _key(problem)
        if problem.record is not None and key in map(_key, breaches_of(self._book, *problem.record)):
            return True
        if self._together is None:
            self._together = frozenset(map(_key, check_together(self._book)))
        return key in self._together


def _key(problem: Diagnostic) -> _Key:
    return problem.code, problem.place, problem.args
