"""Who the pages are for: what of the records may stand on them.

A Book that was made for an audience (`book.redaction`) holds nothing else. Of a whole Book, pages show what everybody of
the team may see; `Edition` never takes one as it is.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from site_gen.book import Book
from site_gen.book.withheld import shape_of
from site_gen.config import default_config
from site_gen.config.audience import DEFAULT, NOTES, Audience
from site_gen.diagnostics import Diagnostic
from site_gen.forms.spec import Spec
from site_gen.records import FORMS, Record
from site_gen.records.base import FOLDERS

#: Pages that every audience gets.
_ALWAYS = frozenset({"index.html", "404.html"})


def audience_of(book: Book) -> Audience:
    """Return who the pages of a Book are for."""
    found = book.audience or book.config.audience(DEFAULT) or default_config().audience(DEFAULT)
    assert found is not None  # noqa: S101 - shipped
    return found


def may_show(book: Book, spec: Spec) -> bool:
    """Whether a field may stand on the pages of a Book."""
    return audience_of(book).may_read(spec.sensitivity)


def withheld(book: Book, kind: str) -> tuple[Spec, ...]:
    """Return the fields of a kind of record that the pages of a Book leave out."""
    return tuple(spec for spec in FORMS[kind].specs.values() if not may_show(book, spec))


def may_mend(book: Book) -> bool:
    """Whether those for whom a Book is are told what its records lack: to write them is the team's own work."""
    return audience_of(book).may_read(NOTES)


def may_show_kind(book: Book, kind: str) -> bool:
    """Whether the pages of a Book may speak of records of a kind at all."""
    return shape_of(kind, audience_of(book)) is not None


def may_have(book: Book, url: str) -> bool:
    """Whether the site of a Book has a page at an address of a language's tree, as far as its audience decides that."""
    sections = audience_of(book).sections
    return not sections or url in _ALWAYS or url.partition("/")[0] in sections


def limits_pages(book: Book) -> bool:
    """Whether the audience gets some parts of the site only, so that pages may name others that are not there."""
    return bool(audience_of(book).sections)


def may_tell(book: Book, problem: Diagnostic, record: Record | None) -> bool:
    """Whether the pages of a Book may tell a problem: not if they leave out the field, or all records of the kind.

    Args:
        book: the Book; one made for an audience holds no other problems (see `book.telling`).
        problem: a problem of a record or of a file that could not be read as one.
        record: that record; `None` when there is none.
    """
    if book.audience is not None:
        return True
    places = (problem.place, *problem.others)
    if any(_is_secret(book, place.path) for place in places):
        return False
    if record is None:
        return True
    if not may_show_kind(book, record.kind):
        return False
    lines = {record.marks[s.name][0] for s in withheld(book, record.kind) if s.name in record.marks}
    return problem.place.line not in lines


def _is_secret(book: Book, path: str) -> bool:
    """Whether a path leads into the folder of a kind of record that the pages of a Book do not speak of."""
    folder = next((part for part in PurePosixPath(path.replace("\\", "/")).parts if part in FOLDERS), "")
    return bool(folder) and not may_show_kind(book, FOLDERS[folder])
