"""Competitors: one key for all spellings of a name, and the records that name each (S20.4).

A competitor has no record of its own; what is known about one stands in bids, projects and market reports, and in
what visits, daily and weekly reports say under “competitor information”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from site_gen.records import Bid, DailyReport, MarketReport, Project, Visit, WeeklyReport

if TYPE_CHECKING:
    from site_gen.book.book import Book

#: A record whose text may speak of competitors.
Telling = Visit | DailyReport | WeeklyReport
#: A name of one character stands in too many words to be looked for in texts.
_SHORTEST = 2
_SPACE = re.compile(r"\s+")


@lru_cache(1 << 14)
def key_of(name: str) -> str:
    """Return what all spellings of a name have in common: without case, spaces and width of characters."""
    return _SPACE.sub("", normalize("NFKC", name).casefold())


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


def mentions(book: Book) -> Mapping[str, tuple[Telling, ...]]:
    """Return by key the visits and reports whose competitor information names a known competitor, by day."""
    known = (*book.bids_of_competitor, *book.projects_of_competitor, *book.market_reports_of_competitor)
    wanted = [(key, _word(key)) for key in sorted(set(known)) if len(key) >= _SHORTEST]
    found: dict[str, list[Telling]] = {}
    for record in _telling(book):
        text = normalize("NFKC", record.competitor_info).casefold()
        squeezed = _SPACE.sub("", text)
        for key, word in wanted:
            if key in squeezed and word.search(text):
                found.setdefault(key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


def _telling(book: Book) -> Iterator[Telling]:
    records: tuple[Mapping[str, Telling], ...] = (book.visits, book.daily_reports, book.weekly_reports)
    for by_id in records:
        yield from (record for record in by_id.values() if record.competitor_info)


@lru_cache(1 << 12)
def _word(key: str) -> re.Pattern[str]:
    """Return what finds a name in a text; a Latin name is not a part of a longer Latin word."""
    name = r"\s*".join(map(re.escape, key))
    return re.compile(rf"(?<![a-z0-9]){name}(?![a-z0-9])" if key.isascii() else name)
