"""Values back to the text of a record file, quoted only where YAML needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from site_gen.forms.fields import field_names

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^\n\r\t]*")
#: What a reader of the file refuses or takes for a line end when it stands there unescaped.
_HIDDEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_TROUBLE = re.compile(rf": |:$| #|[{_HIDDEN}]")
_ESCAPED = re.compile(rf"[{_HIDDEN}]")
_FLOW_TROUBLE = re.compile(r"[,\[\]{}?]|:[,\[\]{}]")
#: Places where a backslash is needed: headings of levels 1 and 2, code fences, conflict markers.
_SECTION_TROUBLE = re.compile(
    r"^(?:(?=#{1,2}[ \t\u3000])| {0,3}(?=```|~~~)|(?=(?:<{7}|\|{7}|>{7}|={7})(?: |$)))", re.MULTILINE
)


def scalar(value: object, *, flow: bool = False) -> str:
    """Return a value as YAML text; `flow` is true inside `{…}` and `[…]`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    text = str(value)
    number = re.fullmatch(r"-\d[\d.]*", text)
    plain = (_PLAIN.fullmatch(text) or number) and not _TROUBLE.search(text) and text == text.strip()
    plain = plain and text.lower() != "null"
    if plain and not (flow and _FLOW_TROUBLE.search(text)):
        return text
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def plain_value(value: object) -> object:
    """Return a value of a record as the writers here take it: rows become mappings without gaps."""
    names = field_names(type(value))
    if names is not None:
        row = {name: plain_value(getattr(value, name)) for name in names}
        return {name: item for name, item in row.items() if item not in (None, "", (), False)}
    if isinstance(value, tuple | list):
        return tuple(plain_value(item) for item in value)
    return value


def prose(text: str) -> str:
    """Return plain text as Markdown that stays in its section when the file is read again.

    What would begin another section (a heading of the first two levels), swallow the sections after
    it (an open code fence) or look like a merge conflict is escaped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _SECTION_TROUBLE.sub(lambda found: found[0] + "\\", text)


def flow(value: object) -> str:
    """Return a value on one line: `{…}` for a mapping, `[…]` for a list."""
    if isinstance(value, Mapping):
        given = {k: v for k, v in value.items() if v is not None and v not in ("", ())}
        return "{" + ", ".join(f"{scalar(k, flow=True)}: {flow(v)}" for k, v in given.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return scalar(value, flow=True)


def field_lines(key: str, value: object) -> list[str]:
    """Return the lines of one field; a list of mappings becomes one row a line."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and all(isinstance(item, Mapping) for item in value):
            return [f"{key}:", *(f"  - {flow(item)}" for item in value)]
        return [f"{key}: {flow(value)}"]
    return [f"{key}: {scalar(value)}".rstrip()]


def front_matter(values: Mapping[str, object]) -> str:
    """Return `key: value` lines; lists of mappings become one row a line."""
    return "".join(f"{line}\n" for key, value in values.items() for line in field_lines(key, value))


def record_text(values: Mapping[str, object], sections: Mapping[str, str], notes: str = "") -> str:
    """Return the text of a record file.

    Args:
        values: front-matter fields in order; strings, numbers, dates, booleans, lists, mappings.
        sections: heading to Markdown text, in order (see `prose` for text that is not Markdown).
        notes: free text before the first section.
    """
    parts = ["---\n" + front_matter(values) + "---\n"]
    if notes.strip():
        parts.append(notes.strip() + "\n")
    parts.extend(f"## {heading}\n\n{text.strip()}\n" for heading, text in sections.items())
    return parts[0] + "\n".join(parts[1:])
