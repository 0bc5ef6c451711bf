"""Bytes to text and fence: encoding, control characters, conflict markers, front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_gen.forms.reader import Reader

LARGEST = 1 << 20
_BAD_CHARS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff]")
_CONFLICT = re.compile(r"^(<{7}|\|{7}|>{7})( |$)|^={7}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A file split at its fence; lines are 1-based in the file."""

    front: str
    front_line: int
    body: str
    body_line: int


def decode(data: bytes, reader: Reader) -> str | None:
    r"""Return the text of a file with `\n` line ends, or `None` after reporting why not."""
    if len(data) > LARGEST:
        reader.at("SG104", 0, 0, 1, {"limit": LARGEST >> 10, "size": len(data) >> 10})
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        args = {"offset": error.start, "encoding": _guess(data)}
        reader.at("SG101", line, 1, 1, args)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _guess(data: bytes) -> str:
    """Name the encoding the bytes are most likely in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    for encoding in ("gb18030", "big5", "shift_jis"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding.upper()
    return "Windows-1252"


def split(text: str, reader: Reader) -> Parts | None:
    """Split a record's text at its fence, or report why it is no record."""
    if not text.strip():
        reader.at("SG108", 1, 1, 1, {})
        return None
    if found := _conflict(text):
        reader.at("SG103", found, 1, 7, {})
        return None
    for bad in _BAD_CHARS.finditer(text):
        line = text.count("\n", 0, bad.start()) + 1
        col = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        reader.at("SG102", line, col, 1, {"char": f"U+{ord(bad[0]):04X}"})
        return None
    if not text.startswith("---\n") and text.rstrip() != "---":
        reader.at("SG105", 1, 1, len(text.split("\n", 1)[0]), {})
        return None
    end = re.compile(r"^---[ \t]*$", re.MULTILINE).search(text, 4)
    if end is None:
        reader.at("SG106", 1, 1, 3, {})
        return None
    front = text[4 : end.start()]
    body_line = front.count("\n") + 3
    return Parts(front, 2, text[end.end() :].lstrip("\n") and text[end.end() + 1 :], body_line)


def _conflict(text: str) -> int:
    """Return the line of the first merge-conflict marker outside code fences, 0 for none."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return 0
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        found = None if fenced else _CONFLICT.match(line)
        if found and not line.startswith("="):
            return number
    return 0
