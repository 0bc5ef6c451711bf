"""The line at the foot of a printed sheet: what it is at the left; whom it is for, the day, the commit and its number at the right.

Where its figures count less than all there is, that needs more words than have room there: they stand at the head of the sheet.
The boxes of a margin wrap and cannot cut, so a title that would not fit beside the rest is cut here.
"""

from __future__ import annotations

import re

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.pages.brief_fit import width
from site_gen.render.words import Words

#: Room between the margins of A4 at the type size of the line, in ems (186 and 273 mm at 7.5 pt), and between both texts.
_ROOM = {"portrait": 70.3, "landscape": 103.0}
_GAP = 2.5
#: Room left for a title beside the longest of what stands at the right, in ems.
_LEAST = 10.0
#: As long as any: a site's commit, and numbers of sheets.
_COMMIT, _NUMBER = "0" * 12 + "+", "00"
#: The part of a Latin word or number at the end of a text, at the beginning.
_LAST, _FIRST = re.compile(r"(?<![!-~])[!-~]{1,9}$"), re.compile(r"^[!-~]{1,9}(?![!-~])")


def said_for(book: Book, words: Words) -> str:
    """Return for whom a site is, and whether its figures count less than all there is."""
    if not book.audience:
        return ""
    text = (
        N_("For: {audience}; only what is shown here is counted") if _limited(book) else N_("For: {audience}")
    )
    return words.tr(text, audience=book.audience.label)


def _limited(book: Book) -> bool:
    """Whether the site shows some customers or teams only, so that its figures are theirs."""
    return bool(book.audience and (book.audience.customers or book.audience.teams))


def head(book: Book, words: Words) -> str:
    """Return what stands at the head of a sheet: for whom it is, where its figures count less than all there is."""
    return said_for(book, words) if _limited(book) else ""


def right(book: Book, words: Words, commit: str) -> str:
    """Return what stands at the right of the line before the number of the sheet."""
    as_of = words.tr(N_("As of {date}"), date=words.date(book.as_of))
    made = words.tr(N_("commit {commit}"), commit=commit) if commit else ""
    audience = "" if _limited(book) else said_for(book, words)
    return " · ".join(part for part in (audience, as_of, made) if part)


def number(words: Words, page: str, pages: str) -> str:
    """Return the words of the number of a sheet."""
    return words.tr(N_("Page {page} of {pages}"), page=page, pages=pages)


def room(book: Book, words: Words) -> dict[str, float]:
    """Return the room for the title by the way the paper lies, in ems; it is the same for every commit."""
    beside = width(f"{right(book, words, _COMMIT)} · {number(words, _NUMBER, _NUMBER)}") + _GAP
    return {paper: max(whole - beside, _LEAST) for paper, whole in _ROOM.items()}


def left(team: str, title: str, ems: float) -> str:
    """Return the longest of these that fits: team and title, the title, its beginning and its end.

    The end of a title tells it from others: a day, a week, a person.
    """
    for text in (f"{team} · {title}" if title else team, title):
        if text and width(text) <= ems:
            return text
    title = title or team
    end = len(title) - len(_fitting(title[::-1], ems * 0.45))
    begin = len(_fitting(title, ems - width(title[end:]) - 1))
    first, last = title[:begin], title[end:]
    # A word is kept whole or left out, unless nothing else is there; Han characters need not be kept together.
    if _is_latin(title[begin - 1 : begin + 1]):
        first = _LAST.sub("", first) or first
    if _is_latin(title[end - 1 : end + 1]):
        last = _FIRST.sub("", last) or last
    return f"{first.rstrip()}…{last.lstrip()}"


def _is_latin(pair: str) -> bool:
    return pair.isascii() and pair.isalnum()


def _fitting(text: str, ems: float) -> str:
    """Return as much of the beginning of a text as fits."""
    at = len(text)
    while at > 1 and width(text[:at]) > ems:
        at -= 1
    return text[:at]
