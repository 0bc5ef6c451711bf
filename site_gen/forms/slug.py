"""Names for files and addresses made from any text: readable, safe on every file system, the same every time."""

from __future__ import annotations

import re
from hashlib import sha1
from unicodedata import normalize

_OTHER = re.compile(r"[\W_]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
#: Bytes of UTF-8: file names are limited to 255, with room for `.md` and a temporary ending.
_LONGEST = 160


def slug(text: str) -> str:
    """Return the id for a text: its letters and digits of any language, joined by `-`, in lower case.

    A very long text is cut and ends in a mark made from the whole of it, so that two long texts
    with one beginning stay apart. Empty when there is no letter or digit in the text.
    """
    words = _OTHER.sub("-", normalize("NFC", normalize("NFKC", text).lower())).strip("-")
    if _RESERVED.fullmatch(words):
        return words + "-1"
    if len(words.encode()) > _LONGEST:
        mark = sha1(words.encode()).hexdigest()[:8]
        start = words.encode()[: _LONGEST - 9].decode(errors="ignore").rstrip("-")
        return f"{start}-{mark}"
    return words


def folded(ident: str) -> str:
    """Return an id as it is compared: two ids with one folded form would be one file on some systems."""
    return normalize("NFKC", ident).casefold()
