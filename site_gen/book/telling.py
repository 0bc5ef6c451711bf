"""Which problems an audience may be told: those of what it sees, found in what it sees, that are true of the whole.

A rule is checked on the whole Book, where nothing seems to be missing, and a breach is told only when it is found in the
Book of the audience too, word for word: so it is neither false nor made of anything left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from site_gen.book.book import Book
from site_gen.book.rules import check_together, checkers
from site_gen.book.withheld import Shape, is_below, shape_of
from site_gen.config.audience import NOTES
from site_gen.diagnostics import Diagnostic, Place
from site_gen.reading.record import Read
from site_gen.records import FOLDERS, FORMS

#: Problems that are found beside the rules, of files and of `site.yaml`, told by the beginning of their codes.
_FOUND = ("SG1", "SG5", "SG406")
_Key = tuple[str, Place, tuple[tuple[str, object], ...]]


def tellable(whole: Book, book: Book) -> tuple[Diagnostic, ...]:
    """Return the problems of a whole Book that those may be told for whom `book` was made, in the same order.

    Whoever may not see what the team sees is told none: to mend records is the team's own work.
    """
    audience = book.audience
    if audience is None or all(book.of_kind(kind) is whole.of_kind(kind) for kind in FORMS):
        return whole.diagnostics
    if not audience.may_read(NOTES):
        return ()
    shapes = {kind: shape_of(kind, audience) for kind in FORMS}
    reads = {read.path: read for known in book.known.values() for read in known.values()}
    breaches = _Breaches(book)
    return tuple(
        problem
        for problem in whole.diagnostics
        if _is_of_shown(problem, reads, shapes)
        and (_is_of_file(problem, reads, shapes) or breaches.has(problem))
    )


def _is_of_shown(problem: Diagnostic, reads: Mapping[str, Read], shapes: Mapping[str, Shape | None]) -> bool:
    """Whether a problem is only about files that may be seen, or about none of a record."""
    if problem.record is not None and shapes[problem.record[0]] is None:
        return False
    return all(_is_shown(place.path, reads) for place in (problem.place, *problem.others))


def _is_shown(path: str, reads: Mapping[str, Read]) -> bool:
    folder = next((part for part in PurePosixPath(path.replace("\\", "/")).parts if part in FOLDERS), "")
    return not folder or path in reads


def _is_of_file(problem: Diagnostic, reads: Mapping[str, Read], shapes: Mapping[str, Shape | None]) -> bool:
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
        self._asked = checkers(book)
        self._of_record: dict[tuple[str, str], frozenset[_Key]] = {}
        self._together: frozenset[_Key] | None = None

    def has(self, problem: Diagnostic) -> bool:
        """Whether a problem is found in the Book in the same words."""
        key = (problem.code, problem.place, problem.args)
        if problem.record is not None and key in self._in_record(problem.record):
            return True
        if self._together is None:
            self._together = frozenset(_keys(check_together(self._book)))
        return key in self._together

    def _in_record(self, ident: tuple[str, str]) -> frozenset[_Key]:
        if ident not in self._of_record:
            record = self._book.get(*ident)
            rules = self._asked.get(ident[0], ()) if record is not None else ()
            found = (d for rule in rules for d in rule(record))
            self._of_record[ident] = frozenset(_keys(found))
        return self._of_record[ident]


def _keys(problems: Iterator[Diagnostic]) -> Iterator[_Key]:
    return ((problem.code, problem.place, problem.args) for problem in problems)
