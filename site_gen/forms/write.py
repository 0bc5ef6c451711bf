"""Values back to the text of a record file, quoted only where YAML needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^\n\r\t]*")
_TROUBLE = re.compile(r": |:$| #|[\x00-\x1f\x7f]")


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
    text = str(value)
    number = re.fullmatch(r"-\d[\d.]*", text)
    plain = (_PLAIN.fullmatch(text) or number) and not _TROUBLE.search(text) and text == text.strip()
    if plain and not (flow and re.search(r"[,\[\]{}]", text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{k}: {_flow(v)}" for k, v in value.items() if v not in (None, "", ()))
        return "{" + inside + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    return scalar(value, flow=True)


def front_matter(values: Mapping[str, object]) -> str:
    """Return `key: value` lines; lists of mappings become one row a line."""
    lines = []
    for key, value in values.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            if value and all(isinstance(item, Mapping) for item in value):
                lines.append(f"{key}:")
                lines.extend(f"  - {_flow(item)}" for item in value)
            else:
                lines.append(f"{key}: {_flow(value)}")
        else:
            lines.append(f"{key}: {scalar(value)}".rstrip())
    return "\n".join(lines) + "\n"


def record_text(values: Mapping[str, object], sections: Mapping[str, str], notes: str = "") -> str:
    """Return the text of a record file.

    Args:
        values: front-matter fields in order; strings, numbers, dates, booleans, lists, mappings.
        sections: heading to Markdown text, in order.
        notes: free text before the first section.
    """
    parts = ["---\n" + front_matter(values) + "---\n"]
    if notes.strip():
        parts.append(notes.strip() + "\n")
    parts.extend(f"## {heading}\n\n{text.strip()}\n" for heading, text in sections.items())
    return parts[0] + "\n".join(parts[1:])
