"""Where the values of plain front matter stand."""

from __future__ import annotations

from typing import Any

from site_gen.forms.form import Form
from site_gen.forms.lists import ListOf

#: Line, column and length of a value.
Mark = tuple[int, int, int]
_ITEM = "  - "


def plain_marks(form: Form[Any], text: str, first_line: int) -> dict[str, Mark]:
    """Return the marks that reading with the parser would have left.

    Args:
        form: the form of the record.
        text: front matter that `PlainReader` could read by it.
        first_line: line number in the file of the first line of `text`.
    """
    marks: dict[str, Mark] = {}
    above, position = "", 0
    for number, line in enumerate(text.split("\n"), first_line):
        if line.startswith(_ITEM):
            if not position:
                marks[above] = (number, 3, 1)
            _below(f"{above}[{position}]", line, number, marks)
            position += 1
            continue
        key, colon, value = line.partition(": ")
        if not colon:
            above, position = line[:-1], 0
            continue
        col = len(key) + 3
        if not isinstance(form.short[key].type, ListOf):
            marks[key] = (number, col, len(value))
        elif value[0] != "[":
            marks[key] = marks[f"{key}[0]"] = (number, col, len(value))
        else:
            marks[key] = (number, col, 1)
            col += 1
            for place, item in enumerate(value[1:-1].split(", ")):
                marks[f"{key}[{place}]"] = (number, col, len(item))
                col += len(item) + 2
    return marks


def _below(path: str, line: str, number: int, marks: dict[str, Mark]) -> None:
    """Mark an item or a row, and the cells of a row."""
    if not line.startswith("{", len(_ITEM)):
        marks[path] = (number, 5, len(line) - len(_ITEM))
        return
    marks[path] = (number, 5, 1)
    col = 6
    for cell in line[5:-1].split(", "):
        name, _, value = cell.partition(": ")
        marks[f"{path}.{name}"] = (number, col + len(name) + 2, len(value))
        col += len(cell) + 2
