"""Where a daily or weekly report stands: handed in, signed (S8.2, S26.1). Whether it came late is no matter of this."""

from __future__ import annotations

from typing import NamedTuple

from site_gen.book import Book
from site_gen.book.reports import handed_in
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.signing import is_signed
from site_gen.records import DailyReport, WeeklyReport


class Mark(NamedTuple):
    """The state of a report.

    Attributes:
        key: `signed`, `unsigned`, `draft` (begun, not handed in), `waiting` (its time is not over), `none`,
            or `away` (no working day of the person, so none is owed).
        tone: how the theme shows it.
        text: in a few words.
    """

    key: str
    tone: str
    text: Msg


_SIGNED = Mark("signed", "good", NC_("report", "signed"))
_UNSIGNED = Mark("unsigned", "info", NC_("report", "handed in, to sign"))
_DRAFT = Mark("draft", "warn", N_("not handed in"))
WAITING = Mark("waiting", "open", N_("not handed in yet"))
NONE = Mark("none", "off", NC_("report", "no report"))
AWAY = Mark("away", "off", NC_("report", "away all week"))


def mark_of(book: Book, report: DailyReport | WeeklyReport) -> Mark:
    """Return where a report stands on the day of the figures."""
    if handed_in(book, report) is None:
        return _DRAFT
    return _SIGNED if is_signed(book, report) else _UNSIGNED
