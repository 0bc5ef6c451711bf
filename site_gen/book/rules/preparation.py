"""Visits are prepared with a brief that the team has discussed (S6.1, S6.4, S6.5)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Visit

_BRIEF = ("purpose", "objectives", "premise", "strategy", "anticipate")


def checkers(book: Book) -> Checkers:
    """`SG609` and `SG610` for joint visits, `SG621` for a prepared visit without a brief."""
    minimum = book.config.thresholds.preparation_minutes

    def check(visit: Visit) -> Iterator[Diagnostic]:
        if visit.status == "cancelled" or visit.channel != "visit":
            return
        if visit.is_joint or visit.status == "prepared":
            yield from _without_brief(book, visit)
        if _too_short(visit, minimum):
            minutes = visit.discussed_minutes
            yield breach("SG610", visit, "discussed_minutes", minutes=minutes, minimum=minimum)

    return {"visit": check}


def _without_brief(book: Book, visit: Visit) -> Iterator[Diagnostic]:
    """Yield what is missing of the brief of a visit that should have one."""
    missing = tuple([label_of(visit, name) for name in _BRIEF if not getattr(visit, name)])
    if not missing:
        return
    if visit.is_joint:
        yield breach("SG609", visit, "companions", label=missing)
    else:
        status = book.config.vocabularies["visit_status"].entry("prepared").label
        yield breach("SG621", visit, "status", status=status, label=missing)


def _too_short(visit: Visit, minimum: int) -> bool:
    """Whether a joint visit was discussed for less time than asked for."""
    told = visit.status in {"done", "prepared"} and visit.is_joint
    return told and visit.discussed_minutes is not None and visit.discussed_minutes < minimum
