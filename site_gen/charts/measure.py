"""How wide words are when no font of theirs is at hand.

A page sets Chinese in the reader's font, which the machine that builds the site need not have. An
East Asian wide character is one em in every such font; Latin characters are taken on the generous side.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NARROW = frozenset(" .,:;!|'`iljI()[]·")
_SLIM = frozenset('frt"*-/{}')
_BROAD = frozenset("mwMW%@&")
_AMBIGUOUS_WIDE = frozenset("“”‘’…—")
_ELLIPSIS = "…"
_NOT_XML = "[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return text on one line, without the characters that XML cannot hold."""
    line = " ".join(text.split())
    # The pattern is not even compiled where nothing can be wrong, as nowhere in most teams.
    return line if line.isprintable() else re.sub(_NOT_XML, "\N{REPLACEMENT CHARACTER}", line)


def _ems(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF" or char in _AMBIGUOUS_WIDE:
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.34
    if char in _SLIM:
        return 0.42
    if char in _BROAD:
        return 0.92
    return 0.7 if char.isupper() else 0.58


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Return the width of `text` at a font size, in the unit of the size; rather too wide than too narrow."""
    return sum(map(_ems, text)) * size


def fit(text: str, size: float, width: float) -> str:
    """Return `text`, shortened with an ellipsis where it is wider than `width`."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrap(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """Break `text` into at most `lines` lines of `width`; the last one is shortened if need be.

    Breaks stand between words, or at any Han character.
    """
    done: list[str] = []
    rest = text.strip()
    while rest and len(done) < lines - 1 and text_width(rest, size) > width:
        cut = _break_at(rest, size, width)
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        done.append(fit(rest, size, width))
    return tuple(done)


def _break_at(text: str, size: float, width: float) -> int:
    """Return where the first line of `text` ends: the last allowed break that fits, else the last fit."""
    used, last, end = 0.0, 0, 0
    for index, char in enumerate(text):
        used += _ems(char) * size
        if used > width:
            break
        end = index + 1
        following = text[index + 1 : index + 2]
        closing = following != "" and following in "，。、；：！？）》」』”’…%"
        opening = char in "（《「『“‘"
        if char in " -/" or (not closing and not opening and (_is_wide(char) or _is_wide(following))):
            last = end
    return last or max(end, 1)


def _is_wide(char: str) -> bool:
    return char != "" and unicodedata.east_asian_width(char) in "WF"
