"""Visit reports are in time and complete; planned visits get a result (S5, S10.1, S10.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_gen.book.book import Book
from site_gen.book.reports import REQUIRED, handed_in, report_due
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Text, filled
from site_gen.records import Visit

_HANDED_IN = N_("handed in on {date}")
NOT_HANDED_IN = N_("not handed in")


def handed_in_on(day: date) -> Text:
    """Return the words for what was handed in on `day`."""
    return filled(_HANDED_IN, date=day)


def checkers(book: Book) -> Checkers:
    """`SG611` and `SG612` for visits that are done, `SG617` for past ones without a result."""

    def check(visit: Visit) -> Iterator[Diagnostic]:
        if visit.status in {"planned", "prepared"} and visit.date < book.as_of:
            yield breach("SG617", visit, "status", date=visit.date)
        if visit.status == "done" and visit.channel == "visit" and visit.date <= book.as_of:
            yield from _report(book, visit)

    return {"visit": check}


def _report(book: Book, visit: Visit) -> Iterator[Diagnostic]:
    due, day = report_due(book, visit), handed_in(book, visit)
    if due is not None and (day or book.as_of) > due:
        state = handed_in_on(day) if day else NOT_HANDED_IN
        yield breach("SG611", visit, "submitted_on" if day else "date", due=due, state=state)
    elif not day:
        return
    missing = tuple([label_of(visit, name) for name in REQUIRED if not getattr(visit, name)])
    if missing:
        yield breach("SG612", visit, "status", label=missing)
