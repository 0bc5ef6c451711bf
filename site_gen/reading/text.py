"""Text to front matter and body: the fence."""

from __future__ import annotations

import re

from msgspec import Struct

from site_gen.forms.reader import Reader
from site_gen.forms.text import decode, is_clean

__all__ = ["Parts", "decode", "split"]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
#: What nobody sees in front of the fence: spaces of any width, also of none, and line ends.
_SPACE = " \t\n\u00a0\u200b\u200c\u200d\u2060\u3000"
_BEFORE = re.compile(rf"[{_SPACE}]*(?=---[ \t]*$)", re.MULTILINE)
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
    before = _BEFORE.match(text)
    if before is None:
        _no_fence(text, reader)
        return None
    if before.end():
        # What the file says is plain all the same, and its other problems are told in the same run.
        reader.at("SG116", 1, 1, len(text.split("\n", 1)[0].removesuffix("---")), {})
    begin = text.find("\n", before.end()) + 1 or len(text)
    end = _FENCE.search(text, begin)
    if end is None:
        line, length = unclosed_at(text)
        reader.at("SG106", line, 1, length, {})
        return None
    front = text[begin : end.start()]
    line = text.count("\n", 0, begin) + 1
    return Parts(front, line, text[end.end() + 1 :], line + front.count("\n") + 1)


def _no_fence(text: str, reader: Reader) -> None:
    """Report what stands in the place of the opening fence."""
    number = text[: len(text) - len(text.lstrip())].count("\n") + 1
    line = text.split("\n")[number - 1]
    if _ODD_FENCE.match(line):
        reader.at("SG117", number, 1, len(line), {"value": line.strip()})
    else:
        reader.at("SG105", number, 1, len(line), {})


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
    last = next((number for number, line in enumerate(lines, 1) if line.strip(_SPACE) == "---"), 1)
    for number, line in enumerate(lines[last:], last + 1):
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
