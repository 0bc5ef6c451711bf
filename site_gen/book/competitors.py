"""Competitors: one key for all spellings of a name, and the records that name each (S20.4).

What is known about a competitor stands in bids, projects and market reports, and in what visits, daily and weekly
reports say about competitors. One may have a record of its own; all names in it are then names of one competitor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from site_gen.records import Bid, DailyReport, MarketReport, Project, Rival, Visit, WeeklyReport

if TYPE_CHECKING:
    from site_gen.book.book import Book

#: A record whose text may speak of competitors.
Telling = Visit | DailyReport | WeeklyReport
#: A name of one character stands in too many words to be looked for in texts.
_SHORTEST = 2


@lru_cache(1 << 14)
def key_of(name: str) -> str:
    """Return what all spellings of a name have in common: without case, spaces and width of characters."""
    return _without_space(normalize("NFKC", name).casefold())


def names_in_bid(bid: Bid) -> Iterator[str]:
    """Yield the names of competitors in a bid as they are written, those expected and those who bid."""
    yield from (row.name for row in bid.bidders)
    yield from (row.name for row in bid.expected_competitors)


def names_in_project(project: Project) -> Iterator[str]:
    """Yield the names of competitors in a project as they are written, and to whom it was lost."""
    yield from (row.name for row in project.competitors)
    if project.lost_to:
        yield project.lost_to


def names_in_market_report(report: MarketReport) -> Iterator[str]:
    """Yield the competitor a market report is about, if any."""
    if report.competitor:
        yield report.competitor


def keys(names: Iterable[str]) -> Iterable[str]:
    """Return the keys of names, each once, without empty ones."""
    return dict.fromkeys(key for name in names if (key := key_of(name)))


def main_key(book: Book, key: str) -> str:
    """Return the key of the name that a competitor goes by: that of its record where one has `key` among its names.

    A record's own name comes before an alias in another record.
    """
    found = book.rivals_of_competitor.get(key, ())
    own = next((rival for rival in found if key_of(rival.name) == key), None)
    return key if own or not found else key_of(found[0].name)


def keys_of_one(book: Book, key: str) -> tuple[str, ...]:
    """Return the keys of all names of the competitor that goes by `key`, that one first."""
    rival = rival_of(book, key)
    if rival is None:
        return (key,)
    others = (one for one in keys(rival.aliases) if main_key(book, one) == key)
    return tuple(dict.fromkeys((key, *others)))


def rival_of(book: Book, key: str) -> Rival | None:
    """Return the record of the competitor that goes by `key`; `None` when there is none."""
    return next(
        (rival for rival in book.rivals_of_competitor.get(key, ()) if key_of(rival.name) == key), None
    )


def mentions(book: Book) -> Mapping[str, tuple[Telling, ...]]:
    """Return by key the visits and reports whose competitor information names a known competitor, by day."""
    known = (
        *book.bids_of_competitor,
        *book.projects_of_competitor,
        *book.market_reports_of_competitor,
        *book.rivals_of_competitor,
    )
    wanted = [(key, _word(key)) for key in sorted(set(known)) if len(key) >= _SHORTEST]
    found: dict[str, list[Telling]] = {}
    for record, said in _telling(book):
        text = normalize("NFKC", said).casefold()
        squeezed = _without_space(text)
        for key, word in wanted:
            if key in squeezed and word.search(text):
                found.setdefault(key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


def told_by(record: Telling) -> str:
    """Return what a record says about competitors: of a visit also how they stand with the customer (S20.3)."""
    said, relation = record.competitor_info, record.competitor_relation if isinstance(record, Visit) else ""
    return f"{said}\n\n{relation}" if said and relation else said or relation


def _telling(book: Book) -> Iterator[tuple[Telling, str]]:
    records: tuple[Mapping[str, Telling], ...] = (book.visits, book.daily_reports, book.weekly_reports)
    for by_id in records:
        yield from ((record, said) for record in by_id.values() if (said := told_by(record)))


def _without_space(text: str) -> str:
    # A quarter of the time of a pattern; all that visits say of competitors is looked through.
    return "".join(text.split())


@lru_cache(1 << 12)
def _word(key: str) -> re.Pattern[str]:
    """Return what finds a name in a text; a Latin name is not a part of a longer Latin word."""
    name = r"\s*".join(map(re.escape, key))
    return re.compile(rf"(?<![a-z0-9]){name}(?![a-z0-9])" if key.isascii() else name)
