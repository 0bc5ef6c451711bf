"""Warnings from the market: which are open, for how long, and from when that is too long (S28)."""

from __future__ import annotations

from datetime import date

from site_gen.book.book import Book
from site_gen.records import Complaint, MarketReport

Alert = MarketReport | Complaint

#: Days within which a complaint is closed. The source asks for an alert at once and names no limit; a week is the
#: rhythm of every supervisor's report, so that no complaint is open in two of them without being asked about.
COMPLAINT_DAYS = 7


def is_open(alert: Alert, day: date) -> bool:
    """Whether an alert filed by `day` is still open in its evening; closed without a day counts as closed."""
    if alert.status != "closed":
        return True
    return alert.closed_on is not None and alert.closed_on > day


def days_open(alert: Alert, day: date) -> int | None:
    """Return how many days an alert has been open, or was when it was closed; `None` when that is not known."""
    end = day if is_open(alert, day) else alert.closed_on
    return max((end - alert.date).days, 0) if end else None


def is_slow(alert: Alert, day: date) -> bool:
    """Whether a complaint has been open for longer than a complaint may be."""
    return (
        isinstance(alert, Complaint) and is_open(alert, day) and (days_open(alert, day) or 0) > COMPLAINT_DAYS
    )


def is_serious(book: Book, alert: Alert) -> bool:
    """Whether an alert has the highest severity of the team's list."""
    return alert.severity != "" and book.config.vocabularies["level"].rank(alert.severity) == 0


def handler(alert: Alert) -> str:
    """Return the id of who handles an alert; empty for nobody."""
    return alert.responsible if isinstance(alert, Complaint) else alert.handled_by
