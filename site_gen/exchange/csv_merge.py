"""New facts into an existing record file: only the lines of changed fields are touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from site_gen.forms.form import Form
from site_gen.forms.node import Map
from site_gen.forms.write import field_lines, plain_value

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Merged(Struct, frozen=True):
    """The outcome of a merge.

    Attributes:
        data: the bytes of the file afterwards.
        changed: names of the fields that were set or added.
        kept: names of the text fields whose section says something else and was left alone.
    """

    data: bytes
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Old(Struct, frozen=True):
    """A record file that is there.

    Attributes:
        data: its bytes.
        front: gives its front matter as nodes, lines counted in the file.
        values: the values and texts the record has.
    """

    data: bytes
    front: Callable[[], Map | None]
    values: Mapping[str, Any]


class Facts(Struct, frozen=True):
    """What the import knows about a record; `once` names fields that are only filled when empty."""

    values: Mapping[str, Any]
    sections: Mapping[str, str]
    once: frozenset[str] = frozenset()


def merge(old: Old, facts: Facts, form: Form[Any], heading: Callable[[str], str]) -> Merged | None:
    """Put facts into a record file that can be read.

    Fields without a fact, comments, the order of the lines and every text under a heading stay.

    Args:
        old: the file.
        facts: what the import says.
        form: the form of the kind of record.
        heading: the heading of a text field.

    Returns:
        The outcome; `None` when the front matter is not one field a line and cannot be edited so.
    """
    there = old.values
    wanted = {
        name: value
        for name, value in facts.values.items()
        if value != there.get(name) and not (name in facts.once and there.get(name) not in (None, "", ()))
    }
    fresh = {name: text for name, text in facts.sections.items() if not there.get(name)}
    kept = tuple(
        name
        for name, text in facts.sections.items()
        if there.get(name) and there[name] != text and name not in facts.once
    )
    if not wanted and not fresh:
        return Merged(old.data, (), kept)
    text = old.data.decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    root = old.front()
    if root is None or any(key.col != 1 for key, _ in root.entries) or not lines[0].startswith("---"):
        return None
    lines = _set_fields(lines, root, wanted, form)
    body = "\n".join(lines)
    for name, words in fresh.items():
        body = f"{body.rstrip()}\n\n## {heading(name)}\n\n{words}\n"
    mark = "\ufeff" if old.data.startswith(b"\xef\xbb\xbf") else ""
    return Merged((mark + body.replace("\n", ends)).encode(), (*wanted, *fresh), kept)


def _set_fields(lines: list[str], root: Map, wanted: Mapping[str, Any], form: Form[Any]) -> list[str]:
    """Return the lines of the file with the wanted fields replaced or added in the form's order."""
    spans = _spans(lines, root)
    end = next(n for n, line in enumerate(lines) if n and _FENCE.fullmatch(line))
    order = list(form.short)
    replaced: dict[int, tuple[int, list[str]]] = {}
    added: dict[int, list[str]] = {}
    for name in sorted(wanted, key=order.index):
        new = field_lines(name, plain_value(wanted[name]))
        if name in spans:
            start, stop = spans[name]
            replaced[start] = (stop, new)
        else:
            before = [spans[other][1] for other in order[: order.index(name)] if other in spans]
            added.setdefault(
                before[-1] if before else min((s for s, _ in spans.values()), default=end), []
            ).extend(new)
    made: list[str] = []
    number = 0
    while number <= len(lines):
        made.extend(added.get(number, ()))
        if number in replaced:
            number, new = replaced[number]
            made.extend(new)
            continue
        if number < len(lines):
            made.append(lines[number])
        number += 1
    return made


def _spans(lines: list[str], root: Map) -> dict[str, tuple[int, int]]:
    """Return the 0-based half-open range of lines of each field, without comments that follow it."""
    starts = [key.line - 1 for key, _ in root.entries]
    end = next(n for n, line in enumerate(lines) if n and _FENCE.fullmatch(line))
    spans = {}
    for (key, _), start, after in zip(root.entries, starts, (*starts[1:], end), strict=True):
        stop = after
        while stop > start + 1 and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
            stop -= 1
        spans[key.text] = (start, stop)
    return spans
