"""Text to front matter and body: the fence."""

from __future__ import annotations

import re

from msgspec import Struct

from site_gen.forms.reader import Reader
from site_gen.forms.text import decode, is_clean

__all__ = ["Parts", "decode", "split"]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
#: What people type for three hyphens: two or four of them, dashes, full-width signs, dots.
_ODD_FENCE = re.compile(r"^\s*([-‐-―－−_=*+~.]{2,}|```\w*)\s*$")
_FIELD_LINE = re.compile(r"^(\s|#(?!#)|- |[^\s#][^\s:：]*\s*[:：])")


class Parts(Struct, frozen=True):
    """A file split at its fence; lines are 1-based in the file."""

    front: str
    front_line: int
    body: str
    body_line: int


def split(text: str, reader: Reader) -> Parts | None:
    """Split a record's text at its fence, or report why it is no record."""
    if not text or text.isspace():
        reader.at("SG108", 1, 1, 1, {})
        return None
    if not is_clean(text, reader):
        return None
    quick = _usual(text)
    if quick is not None:
        return quick
    opening = _FENCE.match(text)
    if not opening:
        first = text[: len(text) - len(text.lstrip("\n"))].count("\n") + 1
        reader.at("SG105", first, 1, len(text.strip("\n").split("\n", 1)[0]), {})
        return None
    begin = opening.end() + 1
    end = _FENCE.search(text, begin)
    if end is None:
        line, length = unclosed_at(text)
        reader.at("SG106", line, 1, length, {})
        return None
    front = text[begin : end.start()]
    return Parts(front, 2, text[end.end() + 1 :], front.count("\n") + 3)


def _usual(text: str) -> Parts | None:
    """Return the parts of a text whose fences are three hyphens and nothing else; `None` for any other."""
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---", 3)
    if end < 0 or text[end + 4 : end + 5] != "\n":
        return None
    front = text[4 : end + 1]
    return Parts(front, 2, text[end + 5 :], front.count("\n") + 3)


def unclosed_at(text: str) -> tuple[int, int]:
    """Return the line after which the closing fence is missing, or which is a wrong one; and its length."""
    lines = text.rstrip("\n").split("\n")
    last = 1
    for number, line in enumerate(lines[1:], 2):
        if _ODD_FENCE.match(line):
            last = number
            break
        if not _FIELD_LINE.match(line):
            break
        last = number
    return last, max(len(lines[last - 1]), 1)


def looks_unclosed(front: str) -> bool:
    """Whether what stands before the next fence is more than fields: a heading and prose."""
    return bool(re.search(r"^[ \t]*\n#{2,6} ", front, re.MULTILINE))
