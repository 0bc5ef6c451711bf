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
        marks[key] = _behind(form, key, value, number)
        if not isinstance(form.short[key].type, ListOf):
            continue
        if value[0] != "[":
            marks[f"{key}[0]"] = marks[key]
            continue
        col = len(key) + 4
        for place, item in enumerate(value[1:-1].split(", ")):
            marks[f"{key}[{place}]"] = (number, col, len(item))
            col += len(item) + 2
    return marks


def plain_mark(form: Form[Any], text: str, first_line: int, key: str) -> Mark | None:
    """Return the mark of a whole field, as `plain_marks` would; `None` when it does not stand there."""
    at = f"\n{text}".find(f"\n{key}:")
    if at < 0:
        return None
    behind = at + len(key) + 1
    number = first_line + text.count("\n", 0, at)
    if text.startswith(" ", behind):
        return _behind(form, key, text[behind + 1 :].partition("\n")[0], number)
    return number + 1, 3, 1


def _behind(form: Form[Any], key: str, value: str, number: int) -> Mark:
    """Return the mark of a value that stands behind its key."""
    is_many = value[0] == "[" and isinstance(form.short[key].type, ListOf)
    return (number, len(key) + 3, 1 if is_many else len(value))


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
