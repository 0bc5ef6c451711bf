"""A CSV file as a table of texts: encoding, dialect, blanks, repairs and joins."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct

from site_gen.diagnostics import Diagnostic, Place
from site_gen.exchange.csv_issue import filled
from site_gen.exchange.csv_mapping import DELIMITERS, SourceRow
from site_gen.exchange.csv_values import Row
from site_gen.locale.text import N_, Text

_GUESSES = ("gb18030", "big5", "shift_jis")
_LARGEST_CELL = 1 << 20


class Line(NamedTuple):
    """A row of a file: its number as a spreadsheet counts (the header is row 1) and its cells by column."""

    number: int
    cells: Row


class Table(Struct, frozen=True):
    """A CSV file as read.

    Attributes:
        file: its name in the mapping.
        columns: the header.
        rows: the rows that have a value anywhere.
        blank_rows: how many rows have none.
        uneven: rows that have not as many cells as the header; they are in no other list.
        repaired: (column, wrong, right) to the numbers of the rows a repair has changed.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    blank_rows: int
    uneven: tuple[Line, ...]
    repaired: dict[tuple[str, str, str], list[int]]


def read_table(data: bytes, source: SourceRow, place: Place) -> tuple[Table | None, list[Diagnostic]]:
    """Read a CSV file.

    Args:
        data: its bytes.
        source: what the mapping says about it.
        place: where the mapping names it, for messages.
    """
    text, reason = _decode(data, source.encoding)
    if text is None:
        return None, [_unreadable(source.file, reason, place)]
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITERS[source.delimiter], strict=True)
    try:
        lines = [[normalize("NFC", cell).strip() for cell in line] for line in reader]
    except csv.Error as error:
        words = N_("line {line}: {reason}")
        reason = filled(words, line=reader.line_num, reason=str(error))
        return None, [_unreadable(source.file, reason, place)]
    if not lines:
        return None, [_unreadable(source.file, N_("it is empty"), place)]
    if len(lines[0]) == 1 and (other := _other_delimiter(lines[0][0], source.delimiter)):
        words = N_(
            "it seems to have one column only, “{column}”; if its columns are separated in another way, "
            "write “delimiter: {name}” under the file in “sources”"
        )
        return None, [_unreadable(source.file, filled(words, column=lines[0][0], name=other), place)]
    twice = sorted({name for name in lines[0] if name and lines[0].count(name) > 1})
    if twice:
        return None, [Diagnostic("SG709", place, (("file", source.file), ("column", tuple(twice))))]
    return _table(lines, source), []


def _other_delimiter(header: str, delimiter: str) -> str:
    """Return the word for the delimiter that the only column of a header contains; empty for none."""
    others = (name for name in ("comma", "semicolon", "tab", "pipe") if DELIMITERS[name] in header)
    return next((name for name in others if DELIMITERS[name] != DELIMITERS[delimiter]), "")


def _table(lines: list[list[str]], source: SourceRow) -> Table:
    header = lines[0]
    blanks, repairs = set(source.blank), source.repair or {}
    rows, uneven = [], []
    blank_rows = 0
    repaired: dict[tuple[str, str, str], list[int]] = {}
    for number, line in enumerate(lines[1:], 2):
        while len(line) > len(header) and not line[-1]:
            line.pop()
        if not any(line):
            blank_rows += 1
            continue
        cells = {name: "" if cell in blanks else cell for name, cell in zip(header, line, strict=False)}
        if len(line) != len(header):
            uneven.append(Line(number, cells))
            continue
        for column, words in repairs.items():
            found = cells.get(column)
            if found is not None and found in words and words[found] != found:
                repaired.setdefault((column, found, words[found]), []).append(number)
                cells[column] = words[found]
        rows.append(Line(number, cells))
    columns = tuple(name for name in header if name)
    return Table(source.file, columns, tuple(rows), blank_rows, tuple(uneven), repaired)


def _decode(data: bytes, encoding: str) -> tuple[str | None, Text]:
    name = {"": "utf-8-sig", "utf-8": "utf-8-sig"}.get(encoding, encoding)
    try:
        return data.decode(name), ""
    except UnicodeDecodeError as error:
        likely = next((guess for guess in _GUESSES if _fits(data, guess)), "windows-1252")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            likely = "utf-16"
        words = N_(
            "it is not {encoding} text (byte {offset}); it looks like {likely}: "
            "write “encoding: {likely}” under the file in “sources”"
        )
        shown = encoding or "utf-8"
        return None, filled(words, encoding=shown.upper(), offset=error.start, likely=likely)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(file: str, reason: Text, place: Place) -> Diagnostic:
    return Diagnostic("SG708", place, (("file", file), ("reason", reason)))
