"""The body of a record: sections whose headings are field labels in any site language, and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from site_gen.forms.form import Form
from site_gen.forms.reader import Reader
from site_gen.forms.vocabulary import fold

_HEADING = re.compile(r"^(#{1,6})[ \t\u3000]+(.+?)[ \t\u3000]*#*[ \t\u3000]*$")
_HEADINGS = re.compile(_HEADING.pattern, re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\]\(<?([^)\s>]+)")
_FULL_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
#: Where a heading in two languages can be split: `目的 / Purpose`, `拜访目的 Purpose`, `Premise（前提）`.
_SEAM = re.compile(
    r"\s*[/|／｜()（）]\s*|(?<=[^\x00-\u024f])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[^\x00-\u024f])"
)


def read_body(body: str, first_line: int, form: Form[Any], reader: Reader) -> tuple[dict[str, str], str]:
    """Sort the body into prose fields and free notes.

    A heading of level 1 or 2 that is a field's label begins that field; any other heading of that
    level, and what stands before the first one, belongs to the notes with its heading.

    Returns:
        Texts by field name, and the notes.
    """
    has_fence = "```" in body or "~~~" in body
    has_link = "](" in body
    fields: dict[str, list[str]] = {}
    notes: list[str] = []
    current = notes
    fence = ""
    for number, line in enumerate(body.split("\n"), first_line):
        opened = _FENCE.match(line) if has_fence else None
        if opened and (not fence or (line.lstrip().startswith(fence) and not line.strip("`~ "))):
            fence = "" if fence else opened[1]
        if has_link and not fence and "](" in line:
            reader.links.extend(_relative_links(line, number))
        found = _HEADING.match(line) if line[:1] == "#" and not fence else None
        if found and len(found[1]) <= 2:
            name = _field_of(found[2], form)
            if name is None:
                _look_alike(found[2], number, len(line), form, reader)
                current = notes
            elif name in fields:
                reader.at("SG316", number, 1, len(line), {"heading": found[2]})
                current = fields[name]
                current.append("")
                continue
            else:
                current = fields[name] = []
                reader.marks[name] = (number, 1, len(line))
                continue
        current.append(line)
    return {name: "\n".join(lines).strip() for name, lines in fields.items()}, "\n".join(notes).strip()


def read_plain_body(body: str, form: Form[Any]) -> tuple[dict[str, str], str] | None:
    """Read a body without code, links or headings of its own as `read_body` does; `None` for any other."""
    if "```" in body or "~~~" in body or "](" in body:
        return None
    fields: dict[str, str] = {}
    until = len(body)
    for heading in reversed([found for found in _HEADINGS.finditer(body) if len(found[1]) <= 2]):
        name = _field_of(heading[2], form)
        if name is None or name in fields:
            return None
        fields[name] = body[heading.end() : until].strip()
        until = heading.start()
    return dict(reversed(fields.items())), body[:until].strip()


def _relative_links(line: str, number: int) -> Iterator[tuple[str, int, int]]:
    """Yield target, line and column of the links of a line that name no scheme and no host."""
    for found in _LINK.finditer(line):
        if not _FULL_ADDRESS.match(found[1]):
            yield found[1], number, found.start(1) + 1


@lru_cache(1 << 12)
def _field_of(heading: str, form: Form[Any]) -> str | None:
    """Return the field a heading names, also when it stands there in two languages."""
    bare = heading.strip().rstrip(":：")
    found = form.headings.get(fold(bare))
    if found:
        return found
    parts = {form.headings.get(fold(part)) for part in _SEAM.split(bare) if part.strip()}
    return parts.pop() if len(parts) == 1 else None


def _look_alike(heading: str, line: int, length: int, form: Form[Any], reader: Reader) -> None:
    """Warn when a free heading is nearly a field's, or names a field of the front matter."""
    short = form.short_headings.get(fold(heading.rstrip(":：")))
    if short:
        reader.at("SG321", line, 1, length, {"heading": heading, "key": short})
        return
    near = form.heading_choices.nearest(heading, 74)
    if near:
        label = form.prose[form.headings[near]].label
        reader.at("SG320", line, 1, length, {"heading": heading, "suggestion": label})
