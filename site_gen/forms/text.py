"""Bytes to text: size, encoding, control characters, merge-conflict markers."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator

from site_gen.forms.limits import LARGEST
from site_gen.forms.reader import Reader

_BAD_CHARS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_MARKER = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: |$)")
_CODE_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_MOST_BAD_LINES = 10
#: Frequent characters, by which a legacy encoding is told from another that decodes the same bytes.
_FREQUENT = {
    "GB18030": set("的一是在不了有和人这中大为上个国我以要他时来用们到说会项户阶订报价谈产业经销厂设备进认"),
    "BIG5": set("的一是在不了有和人這中大為上個國我以要他時來用們到說會項戶階訂報價談產業經銷廠設備進認"),
    "SHIFT_JIS": {chr(code) for code in range(0x3041, 0x30FF)},
}


def decode(data: bytes, reader: Reader, size: int | None = None) -> str | None:
    r"""Return the text of a file with `\n` line ends, or `None` after reporting why not.

    Args:
        data: the bytes of the file, possibly cut after `LARGEST`.
        reader: takes the problems.
        size: bytes of the whole file; those of `data` when not given.
    """
    size = len(data) if size is None else size
    if size > LARGEST:
        reader.at("SG104", 0, 0, 1, {"limit": LARGEST >> 10, "size": size >> 10})
        return None
    wide = data.count(0) * 4 > len(data)
    try:
        # As "utf-8-sig" does, whose decoder is Python.
        text = str(data[3:] if data.startswith(BOM_UTF8) else data, "utf-8")
    except UnicodeDecodeError as error:
        _not_utf8(data, error.start, reader)
        return None
    if wide:
        _not_utf8(data, data.index(0), reader)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_clean(text: str, reader: Reader) -> bool:
    """Report merge-conflict markers and control characters; return whether there is neither."""
    # Nothing that is printable is a bad character; a long way round only for what may be one.
    if text.replace("\n", "").isprintable() and not _has_marker(text):
        return True
    conflicts = list(_conflicts(text))
    for line in conflicts:
        reader.at("SG103", line, 1, 7, {})
    seen: set[int] = set()
    for bad in _BAD_CHARS.finditer(text):
        line = text.count("\n", 0, bad.start()) + 1
        if line in seen or len(seen) == _MOST_BAD_LINES:
            continue
        seen.add(line)
        col = bad.start() - text.rfind("\n", 0, bad.start())
        reader.at("SG102", line, col, 1, {"char": f"U+{ord(bad[0]):04X}"})
    return not conflicts and not seen


def _has_marker(text: str) -> bool:
    return "<<<<<<<" in text or ">>>>>>>" in text or "|||||||" in text


def _conflicts(text: str) -> Iterator[int]:
    """Yield the line of each merge conflict outside code fences: its first marker."""
    if not _has_marker(text):
        return
    fence, inside = "", False
    for number, line in enumerate(text.split("\n"), 1):
        opened = _CODE_FENCE.match(line)
        if opened and (not fence or (line.lstrip().startswith(fence) and not line.strip("`~ "))):
            fence = "" if fence else opened[1]
        if fence or not _MARKER.match(line):
            continue
        if not inside:
            yield number
        inside = not line.startswith(">")


def _not_utf8(data: bytes, offset: int, reader: Reader) -> None:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    last = before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")
    col = len(last.removeprefix("\ufeff")) + 1
    reader.at("SG101", line, col, 1, {"offset": offset, "encoding": _guess(data)})


def _guess(data: bytes) -> str:
    """Name the encoding the bytes are most likely in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(0) * 4 > len(data):
        return "UTF-16"
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", data))
    high = len(re.findall(rb"[\x80-\xff]", data))
    scores = {"Windows-1252": 1.0 if alone * 2 > high else 0.0}
    for encoding, frequent in _FREQUENT.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        other = [char for char in text if ord(char) > 0x7F]
        scores[encoding] = 0.01 + sum(char in frequent for char in other) / max(len(other), 1)
    return max(scores, key=lambda name: scores[name])
